import { describe, expect, it } from 'vitest';
import { forecastAgainstLimit } from '#shared/core/forecasting/forecast-against-limit';
import { restartAtShift } from '#shared/core/forecasting/restart-at-shift';
import { DAY } from '#shared/domain/instant';

const NOW = Date.UTC(2026, 10, 20) / 1000;
/** 60 days of `before`, the last `since` of them of `after`; every other one a tenth higher. */
const days = (before: number, after: number, since: number) =>
  Array.from({ length: 60 }, (_, i) => (i < 60 - since ? before : after) * (i % 2 === 0 ? 1 : 1.1));

describe('amounts that clearly shifted', () => {
  it.each([
    [250, 100],
    [100, 250],
  ])('from %d to %d a day go on at the new level after five days, and not after four', (before, after) => {
    const moved = (since: number) => restartAtShift(Float64Array.from(days(before, after, since)), 7)[0];
    expect(moved(5)).toBeCloseTo(after, -1);
    expect(moved(4)).toBe(before);
  });

  it('by less than a half, from or to nothing, or within their noise stay as they were read', () => {
    const swinging = Array.from({ length: 60 }, (_, i) => (i < 50 ? 100 : 250) * (i % 2 === 0 ? 0.4 : 1.6));
    // Half as much again, of which days lie 15 % off on either side.
    const loose = Array.from({ length: 60 }, (_, i) => (i < 45 ? 100 : 160) * (i % 2 === 0 ? 0.85 : 1.15));
    for (const values of [days(100, 140, 10), days(0, 100, 10), days(100, 0, 10), swinging, loose]) {
      expect([...restartAtShift(Float64Array.from(values), 7)]).toEqual(values);
    }
  });

  it('make a month end at the new level: ten more days of 100 are 1,000', () => {
    const points = days(250, 100, 7).map((value, i) => ({ t: NOW - (60 - i) * DAY, value }));
    const period = { start: NOW - 10 * DAY, end: NOW + 10 * DAY };
    const limit = { value: 1e6, window: { kind: 'period', period } } as const;
    const { atReset } = forecastAgainstLimit({ points, kind: 'daily', zone: 'UTC', now: NOW, limit });
    const soFar = points.slice(-10).reduce((sum, { value }) => sum + value, 0);
    expect((atReset?.q50 ?? 0) - soFar).toBeGreaterThan(950);
    expect((atReset?.q50 ?? 0) - soFar).toBeLessThan(1_150);
  });
});
