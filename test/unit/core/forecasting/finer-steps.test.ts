import { describe, expect, test } from 'vitest';
import { growsClearly } from '#shared/core/forecasting/clear-growth';
import { autoregression, lineWithSeasonality } from '#shared/core/forecasting/path-models';
import { forecastRegular } from '#shared/core/forecasting/regular-forecast';
import { returningLevel } from '#shared/core/forecasting/trend-models';
import { noiseFrom } from './series-made-up';

const SEASONS = { short: 24, long: 168 } as const;
const WEEK = 168;
const series = (n: number, value: (i: number) => number) => Float64Array.from({ length: n }, (_, i) => value(i));

/** Error of the middle over the truth, both added up. */
function errorOf(history: Float64Array, truth: Float64Array): number {
  const options = { seasons: SEASONS, horizon: truth.length, nonNegative: true, widen: 1 };
  const { steps } = forecastRegular(history, options);
  const sum = (list: Float64Array) => list.reduce((a, b) => a + b, 0);
  return sum(truth.map((value, h) => Math.abs((steps[h]?.[3] as number) - value))) / sum(truth);
}

describe('autoregression', () => {
  test('recovers a process of two lags and goes on along it', () => {
    const next = noiseFrom(3);
    const values = new Float64Array(5_000);
    for (let i = 2; i < values.length; i += 1) {
      values[i] = 1.2 * (values[i - 1] as number) - 0.5 * (values[i - 2] as number) + next();
    }
    const { path } = autoregression([1, 2])(
      values.map((value) => value + 100),
      2,
    );
    const [before, last] = values.subarray(-2) as unknown as [number, number];
    const first = 1.2 * last - 0.5 * before;
    expect(path[0]).toBeCloseTo(100 + first, 0);
    expect(path[1]).toBeCloseTo(100 + 1.2 * first - 0.5 * last, 0);
  });

  test("the day's lag repeats a day, and nothing leaves what the series ever was", () => {
    const day = series(240, (i) => (i % 24 === 6 ? 50 : 1));
    const { path } = autoregression([1, 24])(day, 48);
    expect(path[6]).toBeCloseTo(50, 0);
    const exploding = series(60, (i) => 1.1 ** i);
    expect(Math.max(...autoregression([1])(exploding, 500).path)).toBeLessThanOrEqual(1.1 ** 59 + 1e-6);
  });

  test.each([
    ['constant', series(100, () => 7), 7],
    ['a single value', series(1, () => 3), 3],
    ['too short for its lags', series(20, (i) => i), 9.5],
  ])('%s: its mean', (_, values, mean) => {
    for (const value of autoregression([1, 23, 24])(values, 3).path) {
      expect(value).toBeCloseTo(mean, 9);
    }
  });
});

test('a returning level starts at the quick one and ends at the slow one', () => {
  const values = series(300, (i) => (i < 290 ? 10 : 20));
  const { level, slope, damping } = returningLevel(0.5, 0.01, 0.9)(values);
  expect(level).toBeCloseTo(20, 1);
  const far = level + (slope * damping) / (1 - damping);
  expect(far).toBeCloseTo(10 + 10 * (1 - 0.99 ** 10), 6);
});

describe('clear growth of hours', () => {
  const seasonality = (hour: number) =>
    200 + 100 * Math.sin((2 * Math.PI * hour) / 24) * (hour % WEEK >= 120 ? 0.3 : 1);

  test('is seen through the seasonality, up and down, and not where there is none', () => {
    expect(
      growsClearly(
        series(504, (i) => seasonality(i) + i),
        SEASONS,
      ),
    ).toBe(true);
    expect(
      growsClearly(
        series(504, (i) => seasonality(i) + 600 - i),
        SEASONS,
      ),
    ).toBe(true);
    expect(growsClearly(series(504, seasonality), SEASONS)).toBe(false);
    const next = noiseFrom(5);
    expect(
      growsClearly(
        series(504, (i) => seasonality(i) + 30 * next()),
        SEASONS,
      ),
    ).toBe(false);
    expect(
      growsClearly(
        series(90, (i) => i),
        SEASONS,
      ),
    ).toBe(false);
    expect(
      growsClearly(
        series(504, (i) => i),
        { short: 7, long: 1 },
      ),
    ).toBe(false);
  });

  test('its line keeps the seasonality of the week beside it', () => {
    const values = series(504, (i) => seasonality(i) + 2 * i);
    const { path, rise } = lineWithSeasonality(SEASONS)(values, WEEK);
    path.forEach((value, h) => {
      expect(Math.abs(value - seasonality(504 + h) - 2 * (504 + h)) / value).toBeLessThan(0.02);
    });
    expect(rise).toBeCloseTo(2 * WEEK, -1);
  });

  test('goes on in a straight line', () => {
    const weekend = (i: number) => (i % WEEK >= 120 ? 0.7 : 1);
    const curve = (i: number) => 1 + 0.4 * Math.sin((2 * Math.PI * i) / 24);
    const next = noiseFrom(9);
    const values = series(4 * WEEK, (i) => (200 + 1.2 * i) * curve(i) * weekend(i) + 4 * next());
    // 0.28 while hours had no view in their own unit.
    expect(errorOf(values.slice(0, 3 * WEEK), values.slice(3 * WEEK))).toBeLessThan(0.1);
  });
});

test('hours that remember the hours before are expected to return', () => {
  const next = noiseFrom(21);
  let away = 0;
  const values = series(1_500, (i) => {
    away = 0.95 * away + 2 * next();
    return 100 + 10 * Math.sin((2 * Math.PI * i) / 24) + away;
  });
  const errors = Array.from({ length: 40 }, (_, cut) => {
    const at = 504 + 22 * cut;
    return errorOf(values.slice(at - 504, at), values.slice(at, at + 24));
  });
  // 0.0469 with levels and drifts alone.
  expect(errors.reduce((a, b) => a + b, 0) / errors.length).toBeLessThan(0.0463);
});
