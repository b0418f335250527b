import { describe, expect, test } from 'vitest';
import {
  candidatePaths,
  candidatesForTotals,
  levelsForTotals,
  seasonsOf,
  straightLines,
} from '#shared/core/forecasting/candidates';
import { amountsOfCounter, gridOfAmounts, gridOfLevels } from '#shared/core/forecasting/day-grid';
import { ensemble, type View } from '#shared/core/forecasting/ensemble';
import { fillGaps } from '#shared/core/forecasting/fill-gaps';
import { isRandomWalk } from '#shared/core/forecasting/random-walk';
import { forecastRegular } from '#shared/core/forecasting/regular-forecast';
import { restartAtEvents } from '#shared/core/forecasting/restart-at-events';
import { longSeasonalityOf, seasonalityOf } from '#shared/core/forecasting/seasonality';
import {
  lastWithDrift,
  leastSquaresLine,
  levelWithDrift,
  medianLevel,
  smoothedLevel,
  smoothedTrend,
} from '#shared/core/forecasting/trend-models';
import { winsorizedValues, withoutViralDay } from '#shared/core/forecasting/winsorize';
import { DAY, HOUR } from '#shared/domain/instant';
import { noiseFrom } from './series-made-up';

const series = (n: number, value: (i: number) => number) => Float64Array.from({ length: n }, (_, i) => value(i));
const DAYS = { short: 7, long: 1 };
const DAILY = { seasons: DAYS, horizon: 30, nonNegative: true, widen: 1 };

/** Above and below `middle` in turns, whatever it is given. */
function turnsOf(middle: number, away: number): () => number {
  let turn = away;
  return () => {
    turn = -turn;
    return middle + turn;
  };
}

describe('trend models', () => {
  const line = series(60, (i) => 10 + 2 * i);

  test('straight ones continue a line exactly', () => {
    for (const model of [lastWithDrift(28), leastSquaresLine(14)]) {
      const { level, slope, damping } = model(line);
      expect(level).toBeCloseTo(128, 9);
      expect(slope).toBeCloseTo(2, 9);
      expect(damping).toBe(1);
    }
    expect(levelWithDrift(0.2, 7, 28)(line).slope).toBeCloseTo(2, 9);
  });

  test('smoothing forgets at its pace, and answers for a single value', () => {
    const step = series(21, (i) => (i < 20 ? 0 : 1));
    expect(smoothedLevel(0.3)(step).level).toBeCloseTo(0.3, 9);
    expect(smoothedTrend(0.5, 0.2, 0.9)(step).slope).toBeCloseTo(0.1, 9);
    const models = [smoothedLevel(0.3), smoothedTrend(0.5, 0.2, 0.9), lastWithDrift(7), leastSquaresLine(7)];
    for (const model of [...models, medianLevel(7)]) {
      expect(model(series(1, () => 5))).toMatchObject({ level: 5, slope: 0 });
    }
  });

  test('a median holds three odd days of seven, and gives way to four', () => {
    expect(medianLevel(7)(series(30, (i) => (i < 27 ? 100 : 20)))).toEqual({ level: 100, slope: 0, damping: 1 });
    expect(medianLevel(7)(series(30, (i) => (i < 26 ? 100 : 20))).level).toBe(20);
  });
});

describe('seasonality', () => {
  test('is found exactly, and one outlier does not touch it', () => {
    const week = [5, 1, 2, 3, 4, 6, 7];
    const values = series(70, (i) => 100 + (week[i % 7] as number));
    values[33] = 9_999;
    expect(Array.from(seasonalityOf(values, 7))).toEqual(week.map((v) => v - 4));
    expect(seasonalityOf(values.subarray(0, 13), 7)).toHaveLength(1);
  });

  test('of an even length and of a week of hours', () => {
    const day = series(96, (i) => (i % 24 < 12 ? 2 : 4));
    expect(seasonalityOf(day, 24)[3]).toBeCloseTo(-1, 9);
    const hours = series(504, (i) => (i % 168 < 48 ? 0 : 7));
    expect(longSeasonalityOf(hours, 168, new Float64Array(1))[100]).toBeCloseTo(2, 9);
    expect(longSeasonalityOf(day, 168, seasonalityOf(day, 24))).toHaveLength(24);
  });

  test('which steps have which', () => {
    expect(seasonsOf(DAY)).toEqual({ short: 7, long: 1 });
    expect(seasonsOf(HOUR)).toEqual({ short: 24, long: 168 });
    expect(seasonsOf(7 * DAY)).toEqual({ short: 1, long: 1 });
    expect(seasonsOf(5 * HOUR)).toEqual({ short: 1, long: 1 });
    // 2,016 places of a week are the most that a history fills.
    expect(seasonsOf(HOUR / 12)).toEqual({ short: 288, long: 2_016 });
    expect(seasonsOf(HOUR / 15)).toEqual({ short: 1, long: 1 });
    expect(seasonsOf(12 * HOUR)).toEqual({ short: 2, long: 14 });
  });
});

describe('outliers', () => {
  const noise = noiseFrom(5);
  const values = series(60, (i) => 100 + noise() + (i === 30 ? 500 : 0));

  const winsorizedAt = (days: readonly number[], at: number, moves?: boolean) =>
    winsorizedValues(
      values.map((value, i) => (days.includes(i) ? 700 : value)),
      new Float64Array(1),
      moves,
    )[at];

  test('one is pulled in, also on one of the last days', () => {
    expect(winsorizedAt([], 30)).toBeLessThan(105);
    expect(winsorizedAt([57], 57)).toBeLessThan(105);
    expect(winsorizedAt([59], 59)).toBeLessThan(105);
  });

  test('two days in a row at the end, or where a level stands now, are left', () => {
    expect([winsorizedAt([58, 59], 58), winsorizedAt([58, 59], 59)]).toEqual([700, 700]);
    expect(winsorizedAt([59], 59, true)).toBe(700);
  });

  test('one viral day is no habit, two are', () => {
    expect(withoutViralDay(values)[30]).toBeLessThan(105);
    const twice = values.map((value, i) => (i === 10 ? 580 : value));
    expect(withoutViralDay(twice)).toEqual(twice);
  });
});

describe('kinds of series', () => {
  test('levels are random walks, amounts are not', () => {
    const noise = noiseFrom(6);
    let level = 0;
    expect(isRandomWalk(series(100, (i) => i))).toBe(true);
    expect(isRandomWalk(series(6, (i) => i))).toBe(true);
    expect(isRandomWalk(series(100, () => 50 + noise()))).toBe(false);
    expect(isRandomWalk(series(300, () => (level += 1 + noise())))).toBe(true);
  });

  test('gaps become straight lines, edges the nearest value', () => {
    const gaps = Float64Array.of(Number.NaN, 1, Number.NaN, Number.NaN, 4, Number.NaN);
    expect(Array.from(fillGaps(gaps))).toEqual([1, 1, 2, 3, 4, 4]);
  });
});

describe('the ensemble', () => {
  test('gives the best candidate nearly all the weight where one is exact', () => {
    const line = series(60, (i) => 3 * i);
    const view = { values: line, candidates: straightLines(DAYS) };
    const { path, origins } = ensemble([view], line, 10, DAYS);
    expect(path[9]).toBeCloseTo(3 * 69, 6);
    expect(origins).toHaveLength(16);
  });

  test('weighs by what is asked for: who is off in turns is right in total', () => {
    const truth = series(60, () => 10);
    const turns: View = {
      values: truth,
      candidates: [{ seasonality: 'short', trend: () => ({ level: 10, slope: 0, damping: 1 }) }],
      toCommon: turnsOf(10, 5),
    };
    const steady: View = {
      values: truth,
      candidates: [{ seasonality: 'short', trend: () => ({ level: 12, slope: 0, damping: 1 }) }],
    };
    const last = (path: Float64Array) => path.map(() => path.reduce((a, b) => a + b, 0) / path.length);
    const steps = ensemble([turns, steady], truth, 10, DAYS);
    const total = ensemble([turns, steady], truth, 10, DAYS, { of: last, sharpness: 6 });
    expect(steps.path[9]).toBeCloseTo(12, 0);
    expect(total.path[9]).toBeCloseTo(10, 3);
  });

  test('a past moment is forecast from what was known then: its last days were not winsorized yet', () => {
    const candidates = [{ seasonality: 'short' as const, trend: lastWithDrift(0) }];
    const view = { values: series(60, () => 0), recent: series(60, (i) => i), candidates };
    const { path, origins } = ensemble(
      [view],
      series(60, () => 0),
      5,
      { short: 1, long: 1 },
    );
    expect(path[0]).toBe(0);
    expect(origins.map((origin) => origin.path[0])).toEqual(origins.map(({ at }) => at - 1));
    const back = [
      { seasonality: 'short' as const, trend: (v: Float64Array) => ({ level: v.at(-5) ?? -1, slope: 0, damping: 1 }) },
    ];
    const before = ensemble(
      [{ ...view, candidates: back }],
      series(60, () => 0),
      5,
      { short: 1, long: 1 },
    );
    expect(before.origins.every((origin) => origin.path[0] === 0)).toBe(true);
  });

  test('every candidate continues a week', () => {
    const values = series(70, (i) => (i % 7 === 0 ? 10 : 0));
    for (const { path } of candidatePaths(values, 14, DAYS, [
      ...candidatesForTotals(DAYS, values.length),
      ...levelsForTotals(DAYS),
    ])) {
      expect((path[0] as number) - (path[1] as number)).toBeCloseTo(10, 6);
      expect((path[7] as number) - (path[8] as number)).toBeCloseTo(10, 6);
    }
  });

  test('a total is about the sum of its steps, and surer than they are together', () => {
    const noise = noiseFrom(8);
    const values = series(120, () => 100 + 20 * noise());
    const { steps, ...forecast } = forecastRegular(values, DAILY);
    const totals = forecast.totals(30);
    const sum = (column: number) => steps.reduce((all, row) => all + (row[column] as number), 0);
    // The mean of 120 such days is known to 1.8 %; steps and totals have candidates of their own.
    expect(Math.abs(((totals[29] as number[])[3] as number) / sum(3) - 1)).toBeLessThan(0.03);
    expect(((totals[29] as number[])[5] as number) - ((totals[29] as number[])[1] as number)).toBeLessThan(
      sum(5) - sum(1),
    );
  });

  test('a total is nearer to mean days than its steps are where most days are below the mean', () => {
    const noise = noiseFrom(11);
    const values = series(120, () => (noise() > 0.8 ? 30 : 5));
    const expected = values.reduce((a, b) => a + b, 0) / 4;
    const { steps, totals } = forecastRegular(values, DAILY);
    const total = (totals(30)[29] as number[])[3] as number;
    const middles = steps.reduce((all, row) => all + (row[3] as number), 0);
    expect(middles).toBeLessThan(0.7 * expected);
    expect(Math.abs(total - expected)).toBeLessThan(0.66 * (expected - middles));
  });

  test('no quantile of a running total ever falls', () => {
    const noise = noiseFrom(12);
    const values = series(120, (i) => Math.max(0, 60 - i + 20 * noise()));
    const rows = forecastRegular(values, DAILY).totals(30);
    expect(rows).toHaveLength(30);
    for (let h = 1; h < rows.length; h += 1) {
      rows[h]?.forEach((value, i) => {
        expect(value).toBeGreaterThanOrEqual(rows[h - 1]?.[i] as number);
      });
    }
  });
});

describe('restart at events', () => {
  test('amounts before a shift are moved by its ratio', () => {
    const noise = noiseFrom(9);
    const values = series(100, (i) => (i < 80 ? 100 : 300) + 3 * noise());
    const moved = restartAtEvents(values, 7, [80]);
    expect(moved[40]).toBeGreaterThan(260);
    expect(moved[90]).toBe(values[90]);
    expect(restartAtEvents(values, 7, [])).toBe(values);
    expect(restartAtEvents(values, 7, [40])[20]).toBe(values[20]);
  });
});

describe('grids of days', () => {
  test('levels are read at the hour of the last reading', () => {
    const points = Array.from({ length: 49 }, (_, i) => ({ t: i * HOUR, value: i % 24 === 6 ? 90 : i }));
    const grid = gridOfLevels(points);
    expect(Array.from(grid.values)).toEqual([0, 24, 48]);
    expect(grid.end).toBe(48 * HOUR);
    expect(grid.peak).toBeGreaterThan(40);
  });

  test('amounts keep their day when clocks change', () => {
    const zone = 'America/New_York';
    const first = 1_793_419_200;
    const points = [first, first + DAY, first + 2 * DAY + HOUR].map((t, i) => ({ t, value: i + 1 }));
    expect(Array.from(gridOfAmounts(points, zone).values)).toEqual([1, 2, 3]);
  });

  test('a counter grows by the day and restarts from zero', () => {
    const points = [
      { t: 0, value: 100 },
      { t: DAY, value: 130 },
      { t: 2 * DAY, value: 10 },
      { t: 3 * DAY - 1, value: 30 },
    ];
    expect(amountsOfCounter(points, 'UTC').map(({ value }) => Math.round(value))).toEqual([30, 10, 20]);
    expect(amountsOfCounter([], 'UTC')).toEqual([]);
  });
});
