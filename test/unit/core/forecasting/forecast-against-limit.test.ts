import { describe, expect, test } from 'vitest';
import { forecastAgainstLimit } from '#shared/core/forecasting/forecast-against-limit';
import type { ForecastInput, Point } from '#shared/core/forecasting/forecast-input';
import { DAY } from '#shared/domain/instant';

const NOW = 1_780_000_000;
const TODAY = Math.floor(NOW / DAY) * DAY;

function storage(ripple: number): ForecastInput {
  const points: Point[] = [];
  for (let hour = 60 * 24; hour >= 0; hour -= 1) {
    points.push({ t: NOW - hour * 3_600, value: 25.5 - (0.9 * hour) / 24 + ripple * Math.sin(hour) });
  }
  return { kind: 'gauge', points, zone: 'UTC', now: NOW, limit: { value: 30, window: { kind: 'level' } } };
}

/** 70 whole days of 100, and 40 so far today. */
function requests(limit: NonNullable<ForecastInput['limit']>): ForecastInput {
  const points: Point[] = [];
  for (let day = 70; day >= 0; day -= 1) {
    points.push({ t: TODAY - day * DAY, value: day === 0 ? 40 : 100 + (day % 3) });
  }
  return { kind: 'daily', points, zone: 'UTC', now: NOW, limit };
}

describe('a level that grows towards its limit', () => {
  test.each([0, 0.05])('is five days away at 25.5 of 30, growing 0.9 a day (ripple %f)', (ripple) => {
    const answer = forecastAgainstLimit(storage(ripple));
    expect(answer.state).toBe('ready');
    expect(Math.round(answer.daysToLimit?.q50 ?? Number.NaN)).toBe(5);
    expect(answer.daysToLimit?.q10).toBeGreaterThan(3.5);
    expect(answer.daysToLimit?.q90).toBeLessThan(7.5);
    expect(answer.growthPerDay).toBeCloseTo(0.9, 1);
    expect(answer.probability?.within7).toBeGreaterThan(0.85);
    expect(answer.probability?.beforeReset).toBeNull();
  });
});

describe('a total within its billing period', () => {
  const period = { start: TODAY - 12 * DAY, end: TODAY + 18 * DAY };

  test('adds the days up from the start of the period', () => {
    const answer = forecastAgainstLimit(requests({ value: 2_000, window: { kind: 'period', period } }));
    expect(answer.path.at(-1)?.t).toBe(period.end);
    expect(answer.atReset?.q50).toBeGreaterThan(2_900);
    expect(answer.atReset?.q50).toBeLessThan(3_150);
    expect(answer.daysToLimit?.q50).toBeGreaterThan(6.5);
    expect(answer.daysToLimit?.q50).toBeLessThan(8.5);
  });

  test('a limit that the reset comes before is null, with its probability', () => {
    const answer = forecastAgainstLimit(requests({ value: 9_000, window: { kind: 'period', period } }));
    expect(answer.daysToLimit).toEqual({ q10: null, q50: null, q90: null });
    expect(answer.probability?.beforeReset).toBeLessThan(0.001);
  });

  test('a limit already passed is reached now', () => {
    const answer = forecastAgainstLimit(requests({ value: 1_000, window: { kind: 'period', period } }));
    expect(answer.daysToLimit).toEqual({ q10: 0, q50: 0, q90: 0 });
    expect(answer.probability).toEqual({ within7: 1, within30: 1, beforeReset: 1 });
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
  });
});
