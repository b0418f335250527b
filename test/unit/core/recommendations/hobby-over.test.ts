import { expect, test } from 'vitest';
import { generate } from '#shared/core/recommendations/generate';
import { KINDS } from '#shared/core/recommendations/kinds/index';
import { analyzeRoi, stopsWithout } from '#shared/core/recommendations/roi';
import { adviceWords, pointSentence } from '#shared/words/recommendation';
import { effectWords, roiShort } from '#shared/words/roi';
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

test('what of that bill is not known makes each of its figures a bound, and never a plain one', () => {
  const [advice] = generate(facts, KINDS);
  if (advice === undefined) throw new Error('no advice');
  // 20 of fee; 1.08 M invocations are 0.65 of the included credit; build minutes have no price there.
  expect(advice.cost).toMatchObject({ recommended: 20e6, least: { current: false, recommended: true, extra: true } });
  expect(effectWords(advice)).toBe('at least $20 / mo');
  const told = { revenuePerDay: 4_000, lostShare: 0.5, hoursToRecover: 12, hoursOfWork: null, hourlyRate: null };
  const roi = analyzeRoi({ ...advice, stops: stopsWithout(advice), raisedBy: null }, told);
  expect(roi.bounds).toEqual({
    ...{ upgradeCost: 'at least', extraCost: 'at least', profitImpact: 'at most', roi: 'at most' },
  });
  // 4,000 x 0.5 x 12 / 24 = 1,000 at stake; (1,000 - 20) / 20.
  expect(roiShort(roi)).toBe('at most 4,900 %');
  expect(adviceWords(advice, reader).alternatives.find(({ id }) => id === 'pro')?.cost).toBe('at least $20.00');
});

test('a limit that was passed today was not passed "on 00:00"', () => {
  const figures = { metric: 'Edge requests', limit: 1_000_000, used: 1_060_000, unit: 'requests' };
  const said = (at: number) => pointSentence({ code: 'reached-since', figures: { ...figures, at } }, 'USD', reader);
  expect(said(NOW - 12 * 3600)).toBe('Edge requests passed their limit of 1 M requests today; 1.06 M requests so far.');
  expect(said(NOW - 3 * 86_400)).toContain('limit of 1 M requests on 17 Nov;');
});
