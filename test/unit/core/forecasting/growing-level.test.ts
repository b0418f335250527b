import { describe, expect, test } from 'vitest';
import { growingLevel, riseScale } from '#shared/core/forecasting/growing-level';
import { forecastRegular } from '#shared/core/forecasting/regular-forecast';

const DAYS = { short: 7, long: 1 };
const OPTIONS = { seasons: DAYS, horizon: 30, nonNegative: true, widen: 1 };

/** Adds nothing on most days, and on every fourth to seventh one a batch of its own size. */
function batches(days: number): Float64Array {
  let level = 1_000;
  let next = 3;
  return Float64Array.from({ length: days }, (_, day) => {
    if (day === next) {
      level += 10 + ((day * 37) % 60);
      next += 4 + (day % 4);
    }
    return level;
  });
}

describe('a level that hardly ever falls', () => {
  test('is known after four weeks, with what it adds a day', () => {
    const level = Float64Array.from({ length: 28 }, (_, day) => 100 + 5 * day);
    expect(growingLevel(level, DAYS)).toEqual({ last: 235, rate: 5 });
    expect(growingLevel(level.subarray(1), DAYS)).toBeNull();
  });

  test('may wobble, have gaps, but not fall back, and has to rise', () => {
    const level = Float64Array.from({ length: 60 }, (_, day) => 100 + 5 * day);
    level[20] = Number.NaN;
    level[30] = 244;
    expect(growingLevel(level, DAYS)?.last).toBe(395);
    level[30] = 230;
    expect(growingLevel(level, DAYS)).toBeNull();
    expect(growingLevel(new Float64Array(60).fill(7), DAYS)).toBeNull();
  });

  test('counts its rise from where it stands', () => {
    const { forward, backward } = riseScale({ last: 100, rate: 2 }, 100, 10);
    expect(backward(forward(117))).toBeCloseTo(117, 9);
    expect(forward(99)).toBe(forward(100));
    expect(backward(-50)).toBe(100);
  });

  test('never goes below where it stands, and may grow by much more than usual', () => {
    const values = batches(120);
    const last = values.at(-1) as number;
    const { steps, peaks } = forecastRegular(values, OPTIONS);
    for (const row of [...steps, ...peaks]) {
      expect(row[0]).toBeGreaterThanOrEqual(last);
      expect((row[6] as number) - (row[3] as number)).toBeGreaterThan((row[3] as number) - (row[0] as number));
    }
  });

  test('goes on as it grew', () => {
    const values = batches(120);
    const { steps } = forecastRegular(values, OPTIONS);
    const rise = ((steps[29] as readonly number[])[3] as number) - (values.at(-1) as number);
    const usual = (((values.at(-1) as number) - (values[0] as number)) / 119) * 30;
    expect(rise / usual).toBeGreaterThan(0.8);
    expect(rise / usual).toBeLessThan(1.2);
  });

  test('is the surer the longer it was steady', () => {
    const widths = [35, 120].map((days) => {
      const { steps } = forecastRegular(
        Float64Array.from({ length: days }, (_, day) => 100 + 5 * day),
        OPTIONS,
      );
      const row = steps[29] as readonly number[];
      return (row[5] as number) - (row[1] as number);
    });
    // Of the 150 that 30 days add, 15 % either way are one standard error after one such stretch, half of that after four.
    expect(widths[0]).toBeGreaterThan(48);
    expect(widths[1]).toBeLessThan(31);
    expect(widths[1]).toBeGreaterThan(26);
  });
});
