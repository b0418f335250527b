import { describe, expect, test } from 'vitest';
import { forecastAgainstLimit } from '#shared/core/forecasting/forecast-against-limit';
import { restartAtBend } from '#shared/core/forecasting/restart-at-bend';
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
