import { expect, it } from 'vitest';
import { severityOf } from '#shared/core/standing/severity';
import { inDays, NOW } from '../standing/made-standing';

const level = { percent: 40, warningPercent: 75, criticalPercent: 90 };

it.each([
  ['median and edge near', 5, 3, 'warning'],
  ['edge near, median in sight', 20, 6, 'warning'],
  ['edge near, median not in sight', null, 6, 'watch'],
  ['edge in sight alone', null, 25, 'watch'],
  ['both far', 60, 40, 'calm'],
  ['neither in sight', null, null, 'calm'],
] as const)('%s: a severity that warns by the early edge of the interval', (_name, q50, q10, status) => {
  const expected = { q10: q10 === null ? null : inDays(q10), q50: q50 === null ? null : inDays(q50), q90: null };
  expect(severityOf({ ...level, atLimit: 'reject', expected, now: NOW })).toBe(status);
});
