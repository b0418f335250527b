import { expect, test } from 'vitest';
import { priorityOf } from '#shared/core/recommendations/priority';

test.each([
  [95, null, 'CRITICAL'],
  [90, 2, 'CRITICAL'],
  [89.9, 7, 'HIGH'],
  [85, 5, 'HIGH'],
  [20, 6.5, 'HIGH'],
  [85, 8, 'MEDIUM'],
  [20, 30, 'MEDIUM'],
  [85, 31, 'LOW'],
  [80, null, 'LOW'],
  [75, null, 'LOW'],
  [71, null, 'LOW'],
  [69.9, null, undefined],
  [20, 31, undefined],
])('%d %% with %s days to the limit is %s', (percent, daysToLimit, expected) => {
  const priority = priorityOf({ percent, daysToLimit, warningPercent: 75, criticalPercent: 90 });
  expect(priority?.value).toBe(expected);
});
