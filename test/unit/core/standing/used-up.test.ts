import { expect, it } from 'vitest';
import { usedUp } from '#shared/core/standing/used-up';
import type { Standing } from '#shared/domain/standing';

const at = (text: string) => Date.parse(text) / 1000;
const PERIOD_END = at('2026-12-01T00:00:00Z');
const BILLED = { credit: '2026-11-22', creditLasts: true, budget: '2026-11-22', allowances: [] };
const VIEW = { connectionId: 'vercel-env', periodEnd: PERIOD_END, runOut: BILLED };

function standing(metric: string, day: string | null, more: object = {}): Standing {
  return {
    ...{ scope: { kind: 'connection', connectionId: 'vercel-env' }, metric, limitId: 'plan', title: metric },
    ...{ atLimit: 'bill', severity: 'warning', outlook: { state: 'ready' }, reachedAt: null },
    expected: { q10: null, q50: day === null ? null : at(day), q90: null },
    probability: { within7: 0, within14: 0, within30: 0, beforeReset: day === null ? 0.1 : 0.9 },
    ...more,
  } as unknown as Standing;
}
const credit = (day: string | null, more?: object) => standing('INCLUDED_CREDIT_USD', day, more);
const budget = (day: string) => standing('SPEND_USD', day, { limitId: 'own', atLimit: 'inform' });

it('takes the days of the standings, in the reader’s zone, and no other account’s', () => {
  const others = standing('REQUESTS', '2026-11-21T12:00:00Z', { scope: { kind: 'everything' } });
  const all = [credit('2026-11-24T03:00:00Z'), budget('2026-11-26T12:00:00Z'), others];
  const transfer = standing('BANDWIDTH_GB', '2026-11-23T12:00:00Z');
  expect(usedUp(VIEW, [...all, transfer], 'UTC')).toEqual({
    ...{ credit: '2026-11-24', creditLasts: false, budget: '2026-11-26' },
    allowances: [{ title: 'BANDWIDTH_GB', day: '2026-11-23' }],
  });
  expect(usedUp(VIEW, all, 'America/Los_Angeles').credit).toBe('2026-11-23');
});

it('says that a credit lasts where that is known, and neither a day nor that where it is not', () => {
  expect(usedUp(VIEW, [credit(null)], 'UTC')).toMatchObject({ credit: null, creditLasts: true });
  const learning = credit(null, { outlook: { state: 'learning' }, probability: null, expected: null });
  expect(usedUp(VIEW, [learning], 'UTC')).toMatchObject({ credit: null, creditLasts: false });
  expect(usedUp(VIEW, [credit('2026-12-02T00:00:00Z', { probability: { beforeReset: 0.1 } })], 'UTC')).toMatchObject({
    ...{ credit: null, creditLasts: true },
  });
});

it('keeps the bill’s day of what is over and nobody knows since when, and of what has no standing', () => {
  expect(usedUp(VIEW, [credit(null, { severity: 'over' })], 'UTC').credit).toBe('2026-11-22');
  expect(usedUp(VIEW, [], 'UTC')).toEqual(BILLED);
});
