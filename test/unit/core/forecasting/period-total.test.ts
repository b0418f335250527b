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

  // 0.8 a day of a period of 30 days is 24, whenever it was read.
  test.each([
    ['four times in six days', [0.4, 2.4, 4.4, 6.4], 0],
    ['six hours ago', [0.3, 2.9, 3.2, 6.6], 0.25],
    ['before midnight', [1.5, 2.5, 4.5, 6.9], 0.3],
    ['two days ago', [0, 2, 4, 6.4], 2],
  ])('of even growth is the same, read last %s', (_name, moments, later) => {
    const start = TODAY - 20 * DAY;
    const points = moments.map((moment) => ({ t: start + moment * DAY, value: 0.8 * moment }));
    const now = start + ((moments.at(-1) as number) + later) * DAY;
    const window = { kind: 'period', period: thirtyDaysFrom(start) } as const;
    const { atReset } = forecastAgainstLimit({ kind: 'period', points, zone: 'UTC', now, limit: null, window });
    expect(atReset?.q50).toBeCloseTo(24, 6);
    expect(atReset?.q90).toBeCloseTo(24, 6);
  });

  test('counts what is used after the moment up to which a day was told', () => {
    const read = TODAY + DAY / 4;
    const points = [...daily(40, () => 2), { t: TODAY, value: 0.5 }];
    const total = (readAt?: number) =>
      forecastAgainstLimit({
        kind: 'daily',
        points,
        zone: 'UTC',
        now: TODAY + DAY / 2,
        limit: null,
        window: { kind: 'period', period: thirtyDaysFrom(TODAY - 10 * DAY) },
        ...(readAt === undefined ? {} : { readAt }),
      }).atReset?.q50;
    // Read at 06:00: ten days of 2, 0.5, and 19.75 days of 2 to come. Read now, half a day had brought but 0.5.
    expect(total(read)).toBeCloseTo(60, 6);
    expect(total()).toBeCloseTo(59.5, 6);
  });
});
