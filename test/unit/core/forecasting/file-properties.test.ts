import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { type FileForecast, forecastFile } from '#shared/core/forecasting/forecast-series-file';

const FOLDER = new URL('../../../fixtures/series/', import.meta.url);
const FILES = readdirSync(FOLDER).filter((name) => /-(daily|hourly)\.csv$/.test(name));
/** Lines that are known: next to nothing, two weeks, everything. */
const LENGTHS = [4, 14, 100, Number.POSITIVE_INFINITY];
/** Limits as multiples of the highest value so far. */
const LIMITS = [0, 0.9, 1.02, 1.5, 20];
const HORIZONS = [1, 45];

function expectRising({ steps }: FileForecast): void {
  for (const { t: _, ...row } of steps) {
    const values = Object.values(row);
    expect(values.every((value) => Number.isFinite(value) && value >= 0)).toBe(true);
    expect([...values].sort((a, b) => a - b)).toEqual(values);
  }
}

/** A day that is told lies on the side of 7 and 30 days that the probabilities say, as does one that is not. */
function expectAgreed({ limit }: FileForecast, far: number): void {
  const { days, probability } = limit as NonNullable<FileForecast['limit']>;
  const { within7, within30 } = probability;
  expect([0 <= within7, within7 <= within30, within30 <= 1]).toEqual([true, true, true]);
  const told = [days.q10, days.q50, days.q90].map((at) => at ?? Number.POSITIVE_INFINITY);
  expect([...told].sort((a, b) => a - b)).toEqual(told);
  told.forEach((at, i) => {
    const level = [0.1, 0.5, 0.9][i] as number;
    expect(at <= far || at === Number.POSITIVE_INFINITY).toBe(true);
    const chances = [
      [7, within7],
      [30, within30],
    ] as const;
    for (const [within, chance] of chances.filter(([within]) => within <= far)) {
      expect(at <= within ? chance > level - 1e-9 : chance < level + 1e-9).toBe(true);
    }
  });
}

test('all seventeen series are there', () => {
  expect(FILES).toHaveLength(17);
});

describe('whatever is asked of the real series, the answer is sound', () => {
  test.each(FILES)('%s', (name) => {
    const lines = readFileSync(new URL(name, FOLDER), 'utf8').trimEnd().split('\n');
    const daysAStep = name.includes('hourly') ? 1 / 24 : 1;
    for (const length of LENGTHS) {
      const known = lines.slice(0, length + 1);
      const highest = Math.max(...known.slice(1).map((line) => Number(line.split(',')[1]) || 0));
      for (const horizon of HORIZONS) {
        for (const times of LIMITS) {
          const forecast = forecastFile(known.join('\n'), { limit: highest * times, horizon });
          expect([forecast.refused, forecast.steps.length]).toEqual([null, horizon]);
          expectRising(forecast);
          expectAgreed(forecast, horizon * daysAStep);
        }
      }
    }
  });
});
