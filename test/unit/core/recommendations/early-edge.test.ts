import { expect, it } from 'vitest';
import { priorityOf } from '#shared/core/recommendations/priority';
import { metricStatus } from '#shared/core/usage/metric-status';

const level = { percent: 40, hasValue: true, hasLimit: true, warningPercent: 75, criticalPercent: 90 };

it.each([
  ['median and edge near', 5, 3, 'warning'],
  ['edge near, median in sight', 20, 6, 'warning'],
  ['edge near, median not in sight', null, 6, 'watch'],
  ['edge in sight alone', null, 25, 'watch'],
  ['both far', 60, 40, 'calm'],
  ['neither in sight', null, null, 'calm'],
] as const)('%s: a status that warns by the early edge of the interval', (_name, q50, q10, status) => {
  expect(metricStatus({ ...level, daysToLimit: { q10, q50 } })).toBe(status);
});

it("the client's priorities go by the median alone", () => {
  const of = (daysToLimit: number | null) => priorityOf({ ...level, daysToLimit })?.value ?? null;
  expect([of(7), of(20), of(null)]).toEqual(['HIGH', 'MEDIUM', null]);
});
