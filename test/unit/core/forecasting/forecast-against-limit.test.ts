import { describe, expect, test } from 'vitest';
import { forecastAgainstLimit } from '#shared/core/forecasting/forecast-against-limit';
import type { ForecastInput, Point } from '#shared/core/forecasting/forecast-input';
import { hardBoundOf } from '#shared/core/forecasting/hard-bound';
import { DAY } from '#shared/domain/instant';
import { daily, NOW, noiseFrom, TODAY } from './series-made-up';

function storage(ripple: number): ForecastInput {
  const points: Point[] = [];
  for (let hour = 60 * 24; hour >= 0; hour -= 1) {
    points.push({ t: NOW - hour * 3_600, value: 80 - (0.9 * hour) / 24 + ripple * Math.sin(hour) });
  }
  return { kind: 'gauge', points, zone: 'UTC', now: NOW, limit: { value: 84.5, window: { kind: 'level' } } };
}

/** 70 whole days of 100 to 102, and 40 so far today. */
function requests(limit: NonNullable<ForecastInput['limit']>): ForecastInput {
  const points = [...daily(70, (i) => 100 + (i % 3)), { t: TODAY, value: 40 }];
  return { kind: 'daily', points, zone: 'UTC', now: NOW, limit };
}

describe('a level that grows towards its limit', () => {
  test.each([0, 0.05])('4.5 below it, growing 0.9 a day, is five days away (ripple %f)', (ripple) => {
    const answer = forecastAgainstLimit(storage(ripple));
    expect(answer.state).toBe('ready');
    expect(Math.round(answer.daysToLimit?.q50 ?? Number.NaN)).toBe(5);
    expect(answer.daysToLimit?.q10).toBeGreaterThan(3.5);
    expect(answer.daysToLimit?.q10).toBeLessThan(4.7);
    expect(answer.daysToLimit?.q90).toBeGreaterThan(5.3);
    expect(answer.daysToLimit?.q90).toBeLessThan(7.5);
    expect(answer.growthPerDay).toBeCloseTo(0.9, 1);
    expect(answer.probability?.within7).toBeGreaterThan(0.85);
    expect(answer.probability?.beforeReset).toBeNull();
  });

  test('25.5 of 30 that came from nothing within 29 days is five days away too', () => {
    const points = Array.from({ length: 29 * 4 }, (_, i) => ({ t: NOW - i * 21_600, value: 25.5 - (0.9 * i) / 4 }));
    const limit = { value: 30, window: { kind: 'level' as const } };
    const answer = forecastAgainstLimit({
      kind: 'gauge',
      points: points.filter((p) => p.value >= 0),
      zone: 'UTC',
      now: NOW,
      limit,
    });
    expect(Math.round(answer.daysToLimit?.q50 ?? Number.NaN)).toBe(5);
  });

  test('peaks within the day count, not only the level at this hour', () => {
    const points: Point[] = [];
    for (let hour = 30 * 24; hour >= 0; hour -= 1) {
      points.push({ t: NOW - hour * 3_600, value: 50 + (hour % 24 === 12 ? 30 : 0) });
    }
    const answer = forecastAgainstLimit({
      kind: 'gauge',
      points,
      zone: 'UTC',
      now: NOW,
      limit: { value: 79, window: { kind: 'level' } },
    });
    expect(answer.daysToLimit?.q50).toBeLessThanOrEqual(1);
    expect(answer.path[0]?.q50).toBeCloseTo(50, 0);
  });

  test('a hard bound is never exceeded', () => {
    const answer = forecastAgainstLimit({ ...storage(0.05), hardBound: 90 });
    expect(Math.max(...answer.path.map((step) => step.q975))).toBe(90);
  });

  test('a percentage of a whole has one, any other percentage and unit has none', () => {
    const shares = daily(5, (i) => 96 + i);
    expect(hardBoundOf('percent', shares)).toBe(100);
    expect(hardBoundOf('percent', [...shares, { t: NOW, value: 100.4 }])).toBeUndefined();
    expect(hardBoundOf('MB', shares)).toBeUndefined();
  });

  test('a jump at a deployment is no trend: growth starts again there', () => {
    const points = Array.from({ length: 61 }, (_, i) => ({
      t: NOW - (60 - i) * DAY,
      // Without the deployment there would be two jumps, and so a habit.
      value: 10 + 0.1 * i + (i >= 45 ? 20 : 0) + (i >= 55 ? 20 : 0),
    }));
    const input: ForecastInput = { kind: 'gauge', points, zone: 'UTC', now: NOW, limit: null };
    const told = forecastAgainstLimit({ ...input, eventTimes: [NOW - 15 * DAY, NOW - 5 * DAY] });
    expect(told.growthPerDay).toBeCloseTo(0.1, 2);
    expect(forecastAgainstLimit(input).growthPerDay).toBeGreaterThan(0.2);
  });
});

describe('a total within its billing period', () => {
  const period = { start: TODAY - 12 * DAY, end: TODAY + 18 * DAY };

  test('adds the days up from the start of the period', () => {
    const answer = forecastAgainstLimit(requests({ value: 2_000, window: { kind: 'period', period } }));
    expect(answer.path.at(-1)?.t).toBe(period.end);
    expect(answer.atReset?.q50).toBeGreaterThan(2_950);
    expect(answer.atReset?.q50).toBeLessThan(3_150);
    expect(answer.daysToLimit?.q50).toBeGreaterThan(6.5);
    expect(answer.daysToLimit?.q50).toBeLessThan(8.5);
    expect(answer.growthPerDay).toBeCloseTo(101, 0);
  });

  test('a limit that the reset comes before is null, with its probability', () => {
    const answer = forecastAgainstLimit(requests({ value: 9_000, window: { kind: 'period', period } }));
    expect(answer.daysToLimit).toEqual({ q10: null, q50: null, q90: null });
    expect(answer.probability?.beforeReset).toBeLessThan(0.001);
  });

  test('a limit that only the next window reaches is told by its days as by its probability', () => {
    // Twice as much for a week: 2,000 at the reset in three days, 2,700 of the next window within thirty.
    const ending = { start: TODAY - 27 * DAY, end: TODAY + 3 * DAY };
    const points = daily(60, (i) => (i < 53 ? 50 : 100) + (i % 2));
    const against = (value: number) => {
      const limit = { value, window: { kind: 'period' as const, period: ending } };
      return forecastAgainstLimit({ kind: 'daily', points, zone: 'UTC', now: TODAY, limit });
    };
    const answer = against(2_300);
    expect(answer.path.at(-1)?.t).toBe(ending.end);
    // 3 days to the reset, then 2,300 at about 100 a day: on day 26.
    expect(answer.daysToLimit?.q50).toBeGreaterThan(25);
    expect(answer.daysToLimit?.q50).toBeLessThan(30);
    expect(answer.probability?.beforeReset).toBeLessThan(0.05);
    expect(answer.probability?.within14).toBeLessThan(0.01);
    expect(answer.probability?.within30).toBeGreaterThan(0.6);
    expect(against(9_000).probability?.within30).toBeLessThan(0.01);
  });

  test('a limit already passed is reached now', () => {
    const answer = forecastAgainstLimit(requests({ value: 1_000, window: { kind: 'period', period } }));
    expect(answer.daysToLimit).toEqual({ q10: 0, q50: 0, q90: 0 });
    expect(answer.probability).toEqual({ within7: 1, within14: 1, within30: 1, beforeReset: 1 });
  });

  test('what the day in progress has already is never taken back', () => {
    const input = requests({ value: 9_000, window: { kind: 'period', period } });
    const answer = forecastAgainstLimit({
      ...input,
      points: [...input.points.slice(0, -1), { t: TODAY, value: 5_000 }],
    });
    expect(answer.path[0]?.q025).toBeGreaterThanOrEqual(5_000 + 12 * 100);
  });

  test('a counter that restarts counts on', () => {
    const points = Array.from({ length: 60 * 4 }, (_, i) => ({
      t: NOW - (60 * 4 - 1 - i) * 21_600,
      value: 25 * (i % 90),
    }));
    const answer = forecastAgainstLimit({
      kind: 'counter',
      points,
      zone: 'UTC',
      now: NOW,
      limit: { value: 1e6, window: { kind: 'period', period } },
    });
    expect(answer.growthPerDay).toBeGreaterThan(95);
    expect(answer.growthPerDay).toBeLessThan(105);
  });

  test('days end where the zone ends them, across a change of clocks', () => {
    const zone = 'America/New_York';
    const november = { start: 1_793_505_600, end: 1_796_101_200 };
    const points = Array.from({ length: 40 }, (_, i) => ({
      t: november.start - 36 * DAY + i * DAY + (i >= 37 ? 3_600 : 0),
      value: 100,
    }));
    const now = (points.at(-1) as Point).t + DAY;
    const answer = forecastAgainstLimit({
      kind: 'daily',
      points,
      zone,
      now,
      limit: { value: 1e6, window: { kind: 'period', period: november } },
    });
    expect(answer.path.at(-1)?.t).toBe(november.end);
    expect(answer.atReset?.q50).toBeCloseTo(3_000, -1);
  });
});

describe('a rolling window', () => {
  test('old usage ages out: after a busy fortnight the total falls', () => {
    const points = daily(60, (i) => (i >= 32 && i < 46 ? 300 : 100));
    const limit = { value: 9_000, window: { kind: 'rolling' as const, days: 30 } };
    const answer = forecastAgainstLimit({ kind: 'daily', points, zone: 'UTC', now: TODAY, limit });
    expect(answer.growthPerDay).toBeLessThan(0);
    expect(answer.path[25]?.q50).toBeLessThan(4_000);
    // Thirty days, today among them: the same that is summed up as what is used.
    expect(answer.window).toEqual({ start: TODAY - 29 * DAY, end: TODAY });
  });
});

describe("a day's limit", () => {
  test('the middle day that reaches it comes with the trend', () => {
    const noise = noiseFrom(3);
    const points = daily(90, (i) => 500 + 10 * i + 20 * noise());
    const limit = { value: 1_550, window: { kind: 'day' as const } };
    const answer = forecastAgainstLimit({ kind: 'daily', points, zone: 'UTC', now: TODAY, limit });
    expect(answer.daysToLimit?.q50).toBeGreaterThan(8);
    expect(answer.daysToLimit?.q50).toBeLessThan(20);
    expect(answer.probability?.beforeReset).toBeLessThan(0.05);
  });

  test('a flat series far below its limit does not alarm', () => {
    const noise = noiseFrom(4);
    const points = daily(120, (i) => 1_000 + (i % 7 === 0 ? 200 : 0) + 50 * noise());
    const limit = { value: 2_000, window: { kind: 'day' as const } };
    const answer = forecastAgainstLimit({ kind: 'daily', points, zone: 'UTC', now: TODAY, limit });
    expect(answer.probability?.within30).toBeLessThan(0.01);
  });
});

describe('too little to go on', () => {
  test('no reading at all', () => {
    expect(forecastAgainstLimit({ ...storage(0), points: [] }).state).toBe('no-data');
  });

  test('two days say when it will know', () => {
    const input = storage(0);
    const answer = forecastAgainstLimit({ ...input, points: input.points.slice(-30) });
    expect(answer.state).toBe('too-early');
    expect(answer.reason).toContain('2026-05-29');
    expect(answer.daysToLimit).toBeNull();
  });
});

describe('the same input', () => {
  test('gives the same answer, and a record of misses a wider one', () => {
    const input = storage(0.4);
    expect(forecastAgainstLimit(input)).toEqual(forecastAgainstLimit(input));
    const trackRecord = Array.from({ length: 20 }, (_, i) => ({ t: i * DAY, inside80: i % 2 === 0 }));
    const wider = forecastAgainstLimit({ ...input, trackRecord }).path[0];
    expect(forecastAgainstLimit({ ...input, trackRecord }).reason).toMatch(
      /Of 20 forecasts like this one, 10 came true inside the range\. The range is \d+ % wider for it\.$/,
    );
    const plain = forecastAgainstLimit(input).path[0];
    expect((wider?.q90 ?? 0) - (wider?.q10 ?? 0)).toBeGreaterThan((plain?.q90 ?? 0) - (plain?.q10 ?? 0));
  });
});

describe('too few days', () => {
  const until = (now: number, points: readonly Point[], kind: 'gauge' | 'daily') =>
    forecastAgainstLimit({ kind, points, zone: 'UTC', now, limit: null, ahead: true }).learning?.until;

  test.each([0, 6, 23, 25, 40, 47])(
    'of a level are enough two days after its first reading, told after %i hours too',
    (hours) => {
      const points = Array.from({ length: hours + 1 }, (_, i) => ({ t: NOW + i * 3_600, value: 60 + i }));
      expect(until(NOW + hours * 3_600, points, 'gauge')).toBe(NOW + 2 * DAY);
    },
  );

  test('of amounts are enough when the third of them ends', () => {
    const days = (count: number) => Array.from({ length: count }, (_, i) => ({ t: TODAY + i * DAY, value: 5 }));
    expect(until(TODAY + 3_600, days(1), 'daily')).toBe(TODAY + 3 * DAY);
    expect(until(TODAY + 2 * DAY + 3_600, days(3), 'daily')).toBe(TODAY + 3 * DAY);
  });

  test('of a level that nobody reads any more are never told to have been enough', () => {
    const late = NOW + 5 * DAY;
    expect(until(late, [{ t: NOW, value: 60 }], 'gauge')).toBe(late + 2 * DAY);
  });
});
