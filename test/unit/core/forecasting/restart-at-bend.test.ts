import { describe, expect, test } from 'vitest';
import { forecastAgainstLimit } from '#shared/core/forecasting/forecast-against-limit';
import { forecastRegular } from '#shared/core/forecasting/regular-forecast';
import { restartAtBend } from '#shared/core/forecasting/restart-at-bend';
import { restartAtJump } from '#shared/core/forecasting/restart-at-jump';
import { DAY, HOUR } from '#shared/domain/instant';

/** Three habits one after the other. */
function rateAt(day: number): number {
  if (day < 15) {
    return 0.05;
  }
  return day < 48 ? 0.35 : 0.9;
}

/** Levels whose steps are `slow` first and `fast` for the last `recent` of them, each with a little of its own. */
function bent({ slow, fast, recent, noise = 0 }: { slow: number; fast: number; recent: number; noise?: number }) {
  const levels = [100];
  for (let i = 1; i < 60; i += 1) {
    const rate = i >= 60 - recent ? fast : slow;
    levels.push((levels[i - 1] ?? 0) + rate + noise * Math.sin(i * 1.7));
  }
  return Float64Array.from(levels);
}

describe('a clear bend', () => {
  test('leaves what came after it alone, and makes what came before grow at the new rate', () => {
    const levels = bent({ slow: 0.35, fast: 0.9, recent: 12 });
    const restarted = restartAtBend(levels, 0);
    expect(restarted.slice(-12)).toEqual(levels.slice(-12));
    const steps = restarted.subarray(1).map((value, i) => value - (restarted[i] ?? 0));
    for (const step of steps) {
      expect(step).toBeCloseTo(0.9, 9);
    }
  });

  test('keeps the steps their own noise', () => {
    const restarted = restartAtBend(bent({ slow: 0.35, fast: 0.9, recent: 12, noise: 0.02 }), 0);
    const steps = restarted.subarray(1).map((value, i) => value - (restarted[i] ?? 0));
    expect(Math.max(...steps) - Math.min(...steps)).toBeGreaterThan(0.035);
    expect(steps.reduce((sum, step) => sum + step, 0) / steps.length).toBeCloseTo(0.9, 1);
  });

  test('is the newest where there were several', () => {
    const levels = [100];
    for (let i = 1; i < 60; i += 1) {
      levels.push((levels[i - 1] ?? 0) + rateAt(i));
    }
    const restarted = restartAtBend(Float64Array.from(levels), 0);
    const steps = restarted.subarray(1).map((value, i) => value - (restarted[i] ?? 0));
    expect(steps.slice(15).every((step) => Math.abs(step - 0.9) < 1e-9)).toBe(true);
  });

  test('reaches no further back than the level stays possible', () => {
    const levels = bent({ slow: 1, fast: 20, recent: 10 });
    const restarted = restartAtBend(levels, 0);
    expect(restarted.length).toBeLessThan(levels.length);
    expect(Math.min(...restarted)).toBeGreaterThanOrEqual(0);
    expect(restarted.at(-1)).toBe(levels.at(-1));
  });
});

describe('no bend', () => {
  test.each([
    ['one growth throughout', bent({ slow: 0.9, fast: 0.9, recent: 12 })],
    ['a change within the usual noise', bent({ slow: 0.7, fast: 0.9, recent: 12, noise: 0.3 })],
    ['too few steps since', bent({ slow: 0.35, fast: 0.9, recent: 3 })],
    ['too few points', Float64Array.from([1, 2, 3])],
  ])('%s: answered as it is', (_, levels) => {
    expect(restartAtBend(levels, 0)).toBe(levels);
  });
});

test('days to a limit since a deployment doubled the growth: a steady growth is told as one', () => {
  const now = 1_795_556_002;
  const points = Array.from({ length: 241 }, (_, i) => {
    const days = ((240 - i) * 6) / 24;
    const value = 25.5 - (days <= 12 ? 0.9 * days : 0.9 * 12 + 0.35 * (days - 12));
    return { t: now - (240 - i) * 6 * HOUR, value };
  });
  const { daysToLimit } = forecastAgainstLimit({
    kind: 'gauge',
    points,
    zone: 'UTC',
    now,
    limit: { value: 30, window: { kind: 'level' } },
  });
  expect(daysToLimit?.q50).toBeCloseTo(5, 1);
  expect(daysToLimit?.q10).toBeGreaterThan(3.5);
  expect(daysToLimit?.q90).toBeLessThan(7.5);
  expect((points.at(-1)?.t ?? 0) - (points.at(0)?.t ?? 0)).toBe(60 * DAY);
});

describe('a lone jump of a level', () => {
  const series = (days: number, value: (day: number) => number) =>
    Float64Array.from({ length: days }, (_, i) => value(i));
  const OPTIONS = { seasons: { short: 7, long: 1 }, horizon: 30, nonNegative: true, widen: 1 };

  test.each([
    ['up, three weeks ago', 80, (day: number) => (day < 40 ? 50 : 80)],
    ['up, five days ago', 80, (day: number) => (day < 55 ? 50 : 80)],
    ['down, nearly to nothing', 10, (day: number) => (day < 50 ? 500 : 10)],
  ])('is no growth: %s', (_name, stands, value) => {
    const { steps } = forecastRegular(series(60, value), OPTIONS);
    for (const row of steps) {
      expect(row[1]).toBeCloseTo(stands, 6);
      expect(row[5]).toBeCloseTo(stands, 6);
    }
  });

  test('of a level known as such is where it stands from the next day on, else it may be a viral day', () => {
    const values = series(60, (day) => (day < 59 ? 50 : 80) + Math.sin(day) / 10);
    const middle = (amounts?: boolean) =>
      forecastRegular(values, { ...OPTIONS, ...(amounts === undefined ? {} : { amounts }) }).steps[0]?.[3];
    expect(middle(false)).toBeCloseTo(80, 0);
    expect(middle()).toBeCloseTo(50, 0);
    expect(middle(true)).toBeCloseTo(50, 0);
  });

  test('may take a week, as a move between stores does, and the growth after it goes on', () => {
    // Six days of 95, then 3 a day for 14: 619 and 30 * 3.
    const values = series(80, (day) => 10 + 95 * Math.min(6, Math.max(0, day - 59)) + 3 * Math.max(0, day - 66));
    expect(forecastRegular(values, OPTIONS).steps[29]?.[3]).toBeCloseTo(709, 0);
    const moved = restartAtJump(values, 0, false);
    expect([...moved.subarray(-15)]).toEqual([...values.subarray(-15)]);
    // What was there before is moved by what the move added: 580 - 10, and it did not grow.
    expect(moved[0]).toBeCloseTo(580, 9);
  });

  test('out of a store leaves what would have stood above the floor', () => {
    const values = series(80, (day) => (day < 60 ? 400 + 3 * day : 10));
    const moved = restartAtJump(values, 0, false);
    // 577 and usually 3 more made 580, it was 10: moved by 570, days below zero are left out.
    expect([...moved.subarray(0, 4)].map(Math.round)).toEqual([1, 4, 7, 10]);
    expect(moved).toHaveLength(23);
  });

  test.each([
    ['jumps that are its way to move', (day: number) => 100 + 20 * Math.floor(day / 15)],
    ['a spike', (day: number) => (day === 40 ? 200 : 100)],
    ['amounts that are no level', (day: number) => (day < 40 ? 100 : 400) + 25 * Math.sin(day * 2.4)],
    ['the largest of many batches', (day: number) => Math.ceil(day / 4) * 20 + (day < 40 ? 0 : 100)],
    ['one that is still going on', (day: number) => (day < 57 ? 50 : 50 + 40 * (day - 56))],
    ['one that took more than a week', (day: number) => Math.min(300, Math.max(50, 50 + 25 * (day - 30)))],
  ])('is told from %s', (_name, value) => {
    const values = series(60, value);
    expect(restartAtJump(values, 0, true)).toBe(values);
  });

  test('needs a week beside it', () => {
    const values = series(9, (day) => (day < 4 ? 50 : 80));
    expect(restartAtJump(values, 0, true)[0]).toBe(80);
    const short = values.subarray(0, 8);
    expect(restartAtJump(short, 0, true)).toBe(short);
  });
});
