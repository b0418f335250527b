import { describe, expect, test } from 'vitest';
import { forecastAgainstLimit } from '#shared/core/forecasting/forecast-against-limit';
import type { Point } from '#shared/core/forecasting/forecast-input';
import type { Period } from '#shared/domain/instant';
import { DAY } from '#shared/domain/instant';
import { daily, noiseFrom, TODAY } from './series-made-up';

const thirtyDaysFrom = (start: number) => ({ start, end: start + 30 * DAY });
const totalOf = (points: Point[], period: Period) =>
  forecastAgainstLimit({
    kind: 'daily',
    points,
    zone: 'UTC',
    now: TODAY,
    limit: null,
    window: { kind: 'period', period },
  }).atReset;

describe('the total at the end of a period', () => {
  test('is right on the second day', () => {
    expect(
      totalOf(
        daily(60, () => 2),
        thirtyDaysFrom(TODAY - DAY),
      )?.q50,
    ).toBeCloseTo(60, 6);
  });

  test('knows the week: a period that starts on quiet days is not taken for a quiet one', () => {
    const days = daily(72, (i) => (i % 7 < 2 ? 10 : 100));
    const truth = Array.from({ length: 30 }, (_, i) => ((70 + i) % 7 < 2 ? 10 : 100)).reduce((a, b) => a + b, 0);
    expect(days.slice(-2).every(({ value }) => value === 10)).toBe(true);
    expect(Math.abs((totalOf(days, thirtyDaysFrom(TODAY - 2 * DAY))?.q50 ?? 0) / truth - 1)).toBeLessThan(0.03);
  });

  test('is the same with and without a limit, whose chance of being passed agrees with it', () => {
    const noise = noiseFrom(3);
    const points = daily(90, (i) => 50 + (i % 7) * 5 + 10 * noise());
    const period = thirtyDaysFrom(TODAY - 7 * DAY);
    const limit = { value: 2_500, window: { kind: 'period' as const, period } };
    const { atReset, probability } = forecastAgainstLimit({ kind: 'daily', points, zone: 'UTC', now: TODAY, limit });
    expect(atReset).not.toBeNull();
    expect(totalOf(points, period)).toEqual(atReset);
    expect((atReset?.q50 ?? 0) < 2_500).toBe((probability?.beforeReset ?? 1) < 0.5);
  });

  test('a few quiet days right before do not stand for the month where such days have passed before', () => {
    const noise = noiseFrom(4);
    const quiet = (i: number) => [25, 52, 76, 94].some((start) => i >= start && i < start + 3);
    const days = daily(97, (i) => (quiet(i) ? 20 : 100) + 5 * noise());
    const total = totalOf(days, thirtyDaysFrom(TODAY - 7 * DAY));
    const soFar = days.slice(-7).reduce((sum, { value }) => sum + value, 0);
    const pace = (soFar / 7) * 30;
    const truth = soFar + 23 * 100;
    expect(Math.abs((total?.q50 ?? 0) - truth)).toBeLessThan(0.85 * (truth - pace));
    expect(total?.q90).toBeGreaterThan(0.9 * truth);
  });
});
