import { expect, test } from 'vitest';
import { generate } from '#shared/core/recommendations/generate';
import { KINDS } from '#shared/core/recommendations/kinds/index';
import { adviceWords, pointSentence } from '#shared/words/recommendation';
import { madeFacts, NOW } from '../../../fixtures/made-account';

const reader = { now: NOW, zone: 'UTC' };
const facts = madeFacts({
  ...{ provider: 'vercel', title: 'Vercel', billing: { provider: 'vercel', plan: 'hobby' } },
  month: { 'VERCEL_FUNCTIONS INVOCATIONS': 1_080_000, 'VERCEL_BUILD BUILD_MINUTES': 238 },
  uses: [
    {
      ...{ service: 'VERCEL_FUNCTIONS', metric: 'INVOCATIONS', title: 'Function invocations', unit: 'invocations' },
      ...{ kind: 'level', used: 1_080_000, limit: 1_000_000, atLimit: 'pause' },
    },
  ],
});

test('a Hobby account that stands still is told of Pro, and what of its bill is not known', () => {
  const [advice, ...others] = generate(facts, KINDS);
  if (advice === undefined) throw new Error('no advice');
  expect(others).toEqual([]);
  const words = adviceWords(advice, reader);
  expect(words.title).toBe('Upgrade Vercel to Pro');
  // Pro includes no invocations and charges each: that is no room that lasts.
  expect(words.reason).toContain('Pro charges for what is used instead of stopping. Pro costs $20.00 a month');
  expect(words.reason).not.toContain('enough for');
  expect(words.against).toContain('It costs at least $20.00 a month: the price of build minutes there is not known.');
});

test('a limit that was passed today was not passed "on 00:00"', () => {
  const figures = { metric: 'Edge requests', limit: 1_000_000, used: 1_060_000, unit: 'requests' };
  const said = (at: number) => pointSentence({ code: 'reached-since', figures: { ...figures, at } }, 'USD', reader);
  expect(said(NOW - 12 * 3600)).toBe('Edge requests passed their limit of 1 M requests today; 1.06 M requests so far.');
  expect(said(NOW - 3 * 86_400)).toContain('limit of 1 M requests on 17 Nov;');
});
