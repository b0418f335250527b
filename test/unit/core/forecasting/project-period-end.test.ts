import { describe, expect, test } from 'vitest';
import { forecastAgainstLimit } from '#shared/core/forecasting/forecast-against-limit';
import { projectPeriodEnd } from '#shared/core/forecasting/project-period-end';
import { DAY } from '#shared/domain/instant';
import { daily, noiseFrom, TODAY } from './series-made-up';

const thirtyDaysFrom = (start: number) => ({ start, end: start + 30 * DAY });

describe('the total at the end of a period', () => {
  test('is right on the second day: fixed charges do not grow with the days', () => {
    const period = thirtyDaysFrom(TODAY - DAY);
    const answer = projectPeriodEnd({ days: daily(60, () => 2), zone: 'UTC', now: TODAY, period, fixed: 20 });
    expect(answer.total?.[3]).toBeCloseTo(20 + 60, 6);
    expect(answer.meteredSoFar).toBe(2);
    expect(answer.metered).toBeCloseTo(60, 6);
  });

  test('knows the week: a period that starts on quiet days is not taken for a quiet one', () => {
    const days = daily(72, (i) => (i % 7 < 2 ? 10 : 100));
    const period = thirtyDaysFrom(TODAY - 2 * DAY);
    const truth = Array.from({ length: 30 }, (_, i) => ((70 + i) % 7 < 2 ? 10 : 100)).reduce((a, b) => a + b, 0);
    const answer = projectPeriodEnd({ days, zone: 'UTC', now: TODAY, period });
    expect(days.slice(-2).every(({ value }) => value === 10)).toBe(true);
    expect(Math.abs((answer.total?.[3] ?? 0) / truth - 1)).toBeLessThan(0.03);
  });

  test('is the same figure as the reset of a limit on the period', () => {
    const noise = noiseFrom(3);
    const days = daily(90, (i) => 50 + (i % 7) * 5 + 10 * noise());
    const period = thirtyDaysFrom(TODAY - 7 * DAY);
    const { total } = projectPeriodEnd({ days, zone: 'UTC', now: TODAY, period });
    const limit = { value: 2_500, window: { kind: 'period' as const, period } };
    const { atReset, probability } = forecastAgainstLimit({
      kind: 'daily',
      points: days,
      zone: 'UTC',
      now: TODAY,
      limit,
    });
    expect(total).toEqual([
      atReset?.q025,
      atReset?.q10,
      atReset?.q25,
      atReset?.q50,
      atReset?.q75,
      atReset?.q90,
      atReset?.q975,
    ]);
    expect((total?.[3] ?? 0) < 2_500).toBe((probability?.beforeReset ?? 1) < 0.5);
  });

  test('a few quiet days right before do not stand for the month where such days have passed before', () => {
    const noise = noiseFrom(4);
    const quiet = (i: number) => [25, 52, 76, 94].some((start) => i >= start && i < start + 3);
    const days = daily(97, (i) => (quiet(i) ? 20 : 100) + 5 * noise());
    const period = thirtyDaysFrom(TODAY - 7 * DAY);
    const { total } = projectPeriodEnd({ days, zone: 'UTC', now: TODAY, period });
    const soFar = days.slice(-7).reduce((sum, { value }) => sum + value, 0);
    const pace = (soFar / 7) * 30;
    const truth = soFar + 23 * 100;
    expect(Math.abs((total?.[3] ?? 0) - truth)).toBeLessThan(0.85 * (truth - pace));
    expect(total?.[5]).toBeGreaterThan(0.9 * truth);
  });

  test('without history the last period is the prior, and gives way to the days', () => {
    const base = { zone: 'UTC', lastPeriodTotal: 300, fixed: 5 };
    const first = projectPeriodEnd({ ...base, days: [], now: TODAY, period: thirtyDaysFrom(TODAY) });
    expect(first.total?.[3]).toBeCloseTo(305, 6);
    expect(first.total?.[1]).toBeLessThan(250);
    const second = projectPeriodEnd({
      ...base,
      days: daily(2, () => 40),
      now: TODAY,
      period: thirtyDaysFrom(TODAY - 2 * DAY),
    });
    // Seven days at 10 of the period before and two at 40 make 150 / 9 a day for the 28 that are left.
    expect(second.total?.[3]).toBeCloseTo(5 + 80 + (28 * 150) / 9, 6);
    expect(second.meteredSoFar).toBe(80);
  });

  test('nothing known is null with a reason; a period that is over is a sum', () => {
    const none = projectPeriodEnd({ days: [], zone: 'UTC', now: TODAY, period: thirtyDaysFrom(TODAY) });
    expect([none.total, none.metered]).toEqual([null, null]);
    expect(none.reason).toBe('Nothing has been measured yet.');
    const over = projectPeriodEnd({
      days: daily(30, () => 3),
      zone: 'UTC',
      now: TODAY,
      period: thirtyDaysFrom(TODAY - 30 * DAY),
    });
    expect(over.total).toEqual(Array(7).fill(90));
  });
});
