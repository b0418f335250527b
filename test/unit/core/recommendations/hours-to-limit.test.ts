import { expect, test } from 'vitest';
import { generate } from '#shared/core/recommendations/generate';
import { KINDS } from '#shared/core/recommendations/kinds/index';
import { pointSentence } from '#shared/words/recommendation';
import { madeFacts, NOW } from '../../../fixtures/made-account';

test('hours to a limit are those of its standing, and not of tenths of a day', () => {
  const facts = madeFacts({
    ...{ provider: 'vercel', title: 'Vercel', billing: { provider: 'vercel', plan: 'hobby' } },
    month: { 'VERCEL_BANDWIDTH BANDWIDTH_GB': 110 },
    uses: [
      {
        ...{ service: 'VERCEL_BANDWIDTH', metric: 'BANDWIDTH_GB', title: 'Bandwidth', unit: 'GB', kind: 'level' },
        ...{ used: 98.71, growth: 0.9, limit: 100, atLimit: 'pause' },
      },
    ],
  });
  const [account] = facts.accounts;
  const [use] = account?.uses ?? [];
  if (account === undefined || use?.standing.expected == null) throw new Error('Nothing is expected.');
  const expected = { ...use.standing.expected, q50: NOW + 35 * 3600 };
  const uses = [{ ...use, standing: { ...use.standing, expected } }];
  const [advice] = generate({ ...facts, accounts: [{ ...account, uses }] }, KINDS);
  const told = [advice?.reason[0], advice?.alternatives.find(({ id }) => id === 'stay')?.lost];
  expect(told.map((point) => (point == null ? '' : pointSentence(point, 'USD', { now: NOW, zone: 'UTC' })))).toEqual([
    'Bandwidth is at 98.7 %: 98.7 of 100 GB, full in about 35 hours.',
    'Bandwidth stops in about 35 hours.',
  ]);
});
