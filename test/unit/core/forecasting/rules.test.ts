import { describe, expect, test } from 'vitest';
import { dayStart } from '#shared/core/calendar/calendar';
import { candidatePaths, candidatesFor, slowLines } from '#shared/core/forecasting/candidates';
import { growsClearly } from '#shared/core/forecasting/clear-growth';
import { gridOfLevels } from '#shared/core/forecasting/day-grid';
import { ensemble } from '#shared/core/forecasting/ensemble';
import { spreadOf } from '#shared/core/forecasting/error-spread';
import { forecastAgainstLimit } from '#shared/core/forecasting/forecast-against-limit';
import { withModel } from '#shared/core/forecasting/forecast-with-model';
import { forecastRegular } from '#shared/core/forecasting/regular-forecast';
import { holdAgainst } from '#shared/core/forecasting/windowed-quantity';
import { winsorizedValues } from '#shared/core/forecasting/winsorize';
import { DAY, HOUR } from '#shared/domain/instant';
import { daily, noiseFrom, TODAY } from './series-made-up';

const DAYS = { short: 7, long: 1 };
const HOURS = { short: 24, long: 168 };
const DAILY = { seasons: DAYS, horizon: 30, nonNegative: true, widen: 1 };
const series = (n: number, value: (i: number) => number) => Float64Array.from({ length: n }, (_, i) => value(i));
const noisy = (n: number, level: number, by: number, seed = 8) => {
  const noise = noiseFrom(seed);
  return series(n, () => level + by * noise());
};

describe('candidates', () => {
  test('for days one returns from an odd last day to what is usual', () => {
    const values = series(28, (i) => (i === 27 ? 10 : 0));
    const { path } = candidatePaths(values, 30, DAYS, candidatesFor(DAYS, 28)).at(-2) as { path: Float64Array };
    // 6 near and 0.5 far: of the 5.5 between them 0.8 are left after a day, 0.7 % after 22.
    expect(path[0]).toBeCloseTo(0.5 + 0.8 * 5.5 - 0, 0);
    expect(path[29]).toBeCloseTo(0.5, 1);
  });

  test('for days one drifts as over twelve weeks, whatever the last one did', () => {
    const paths = candidatePaths(
      series(120, (i) => Math.min(i, 113)),
      30,
      DAYS,
      candidatesFor(DAYS, 120),
    );
    // The last week has 113, the one 84 days before it 32 in the middle.
    expect((paths[10]?.rise ?? 0) / 30).toBeCloseTo(81 / 84, 1);
  });

  test('for hours one remembers the day before', () => {
    const noise = noiseFrom(2);
    const day = series(24, () => noise());
    const { path } = candidatePaths(
      series(240, (i) => day[i % 24] as number),
      24,
      HOURS,
      candidatesFor(HOURS, 240),
    ).at(-1) as { path: Float64Array };
    path.forEach((value, h) => {
      expect(value).toBeCloseTo(day[h] as number, 1);
    });
  });

  test('a level stays or drifts slowly from eight weeks on', () => {
    expect(slowLines(DAYS, 55)).toHaveLength(0);
    expect(slowLines(DAYS, 56)).toHaveLength(3);
  });

  test('at a past moment none is weighed by what came after it', () => {
    const always = (level: number) =>
      ({ seasonality: 'short', trend: () => ({ level, slope: 0, damping: 1 }) }) as const;
    const values = series(12, (i) => (i === 5 ? 0 : 1));
    const views = [{ values, candidates: [always(0), always(1)] }];
    const { origins } = ensemble(views, values, 1, { short: 1, long: 1 });
    // Elsewhere 1 was never off: that it is at the fifth value is known only afterwards.
    expect(origins.find(({ at }) => at === 5)?.path[0]).toBeCloseTo(1, 9);
  });
});

describe('intervals', () => {
  const errors = Array.from({ length: 16 }, (_, i) => series(3, () => (i % 2 === 0 ? 1 : -1)));

  test('beyond the last known step errors grow as those of a walk', () => {
    const { half80 } = spreadOf(errors, 12, 120);
    // The root of 12 steps over 3.
    expect((half80[11] as number) / (half80[2] as number)).toBeCloseTo(2, 6);
  });

  test('are wider where a stretch went into the level', () => {
    const [free, spent] = [spreadOf(errors, 30, 120), spreadOf(errors, 30, 120, 1)];
    // Student's t with three degrees of freedom over that with four, at 90 %: 1.638 over 1.533.
    expect((spent.half80[0] as number) / (free.half80[0] as number)).toBeCloseTo(1.638 / 1.533, 1);
    expect(spent.half80[0]).toBeGreaterThan(free.half80[0] as number);
  });

  test('the highest of thirty amounts stands above a single one', () => {
    const { steps, peaks } = forecastRegular(noisy(120, 100, 10), { ...DAILY, amounts: true });
    // The middle of the highest of thirty normal values is two deviations up.
    expect((peaks[29]?.[3] as number) - (steps[29]?.[3] as number)).toBeGreaterThan(10);
  });

  test('no further above the middle than a series ever spanned, three times that in less than two weeks', () => {
    const most = (values: Float64Array) =>
      Math.max(...forecastRegular(values, DAILY).steps.map((row) => (row[6] as number) - (row[3] as number)));
    const sparse = series(27, (i) => (i % 3 === 0 ? 40 + ((i * 7) % 20) : i % 5));
    expect(most(sparse)).toBeLessThanOrEqual(59 + 1e-9);
    expect(most(Float64Array.of(10, 12, 11, 13))).toBeCloseTo(9, 6);
  });

  test('one of the last days that stands alone is pulled in the further the further it is off', () => {
    // One beside the middle in turns: pulled in from 2.5 * 1.4826 = 3.7 on, let go of from twice to three times that.
    const values = series(40, (i) => 100 + (i % 2 === 0 ? 1 : -1));
    const pulled = (value: number) =>
      winsorizedValues(Float64Array.from(values).fill(value, 38, 39), new Float64Array(1))[38] ?? 0;
    expect(pulled(103)).toBe(103);
    expect(pulled(106)).toBeGreaterThan(103);
    expect(pulled(106)).toBeLessThan(106);
    expect(Math.abs(pulled(1_000) - 100)).toBeLessThan(1.6);
  });
});

describe('what is looked back on', () => {
  test('120 days, three weeks of hours', () => {
    const days = noisy(200, 100, 10);
    const far = Float64Array.from(days, (value, i) => (i < 80 ? 9 * value : value));
    expect(forecastRegular(far, DAILY).steps).toEqual(forecastRegular(days, DAILY).steps);
    const hours = noisy(5 * 168, 100, 10);
    const asked = { ...DAILY, seasons: HOURS, horizon: 24 };
    const other = Float64Array.from(hours, (value, i) => (i < 2 * 168 ? 9 * value : value));
    expect(forecastRegular(other, asked).steps).toEqual(forecastRegular(hours, asked).steps);
  });
});

describe('what a limit is held against', () => {
  /** 100 a day, a tenth more or less in all. */
  const rows = (n: number) =>
    Array.from({ length: n }, (_, h) => [0.8, 0.9, 0.95, 1, 1.05, 1.1, 1.2].map((share) => 100 * (h + 1) * share));
  const times = Array.from({ length: 10 }, (_, h) => TODAY + (h + 1) * DAY);

  test('the next period is as wide as its share of days, and begins where the last reading was', () => {
    const held = holdAgainst({
      window: { kind: 'period', period: { start: TODAY, end: TODAY + 10 * DAY } },
      grid: { values: Float64Array.of(100, 100, 100, 40), end: TODAY + DAY, peak: 0 },
      open: 40,
      regular: { steps: rows(10), totals: rows, peaks: rows(10), walks: false },
      times,
      until: TODAY + DAY / 2,
      beyond: 10,
    });
    expect(held.start).toBe(TODAY + DAY / 2);
    const last = held.later[0]?.at(-1) ?? [];
    // 20 days make 2,000 or up to 2,200; the second ten 1,000, and 200 times the root of a half more.
    expect(last[3]).toBeCloseTo(1_000, 6);
    expect(last[5]).toBeCloseTo(1_000 + 200 * Math.SQRT1_2, 6);
  });

  test('a daily limit is about today where a quiet day was read last', () => {
    const monday = dayStart('2026-11-16', 'UTC');
    const points = Array.from({ length: 8 * 42 - 5 }, (_, i) => ({ t: monday - (8 * 42 - i) * 3 * HOUR, value: 0 }));
    let sum = 0;
    const read = points.map(({ t }) => {
      // 100 on working days, 8 on Saturday and Sunday.
      sum += [0, 6].includes(new Date((t - HOUR) * 1_000).getUTCDay()) ? 1 : 12.5;
      return { t, value: sum };
    });
    const { probability } = forecastAgainstLimit({
      kind: 'counter',
      points: read,
      zone: 'UTC',
      now: monday + 9 * HOUR,
      limit: { value: 50, window: { kind: 'day' } },
    });
    expect(probability?.beforeReset).toBeGreaterThan(0.9);
  });

  test('a level that was not read for days is looked at as far ahead from now', () => {
    const points = daily(40, (i) => 100 + i);
    const now = (points.at(-1)?.t ?? 0) + 3 * DAY;
    const { path } = forecastAgainstLimit({ kind: 'gauge', points, zone: 'UTC', now, limit: null });
    expect(path.at(-1)?.t).toBe(now + 30 * DAY);
  });

  test('the first day of a period counts, also before clocks changed', () => {
    const zone = 'America/Los_Angeles';
    const points = Array.from({ length: 20 }, (_, i) => ({
      t: dayStart(`2026-03-${String(i + 1).padStart(2, '0')}`, zone),
      value: 10,
    }));
    const period = { start: dayStart('2026-03-01', zone), end: dayStart('2026-04-01', zone) };
    const now = dayStart('2026-03-21', zone);
    const at = (value: number) =>
      forecastAgainstLimit({ kind: 'daily', points, zone, now, limit: { value, window: { kind: 'period', period } } });
    // Twenty days of 10.
    expect(at(195).daysToLimit?.q50).toBe(0);
    expect(at(201).daysToLimit?.q50).toBeGreaterThan(0);
  });
});

test('hours grow clearly where nine of ten pairs a week apart lie one way, not where most do', () => {
  const noise = noiseFrom(4);
  const hours = (growth: number) => series(504, (i) => 100 + growth * i + 10 * noise());
  // A week adds 168 times the growth: 50 against 14 of noise, or 8.
  expect(growsClearly(hours(0.3), HOURS)).toBe(true);
  expect(growsClearly(hours(0.05), HOURS)).toBe(false);
});

test('a level is not guessed across more than two days without a reading', () => {
  const points = [0, 1, 2, 4, 5, 9, 10].map((day) => ({ t: TODAY + day * DAY, value: day }));
  const { values } = gridOfLevels(points);
  expect([...values]).toEqual([0, 1, 2, 3, 4, 5, Number.NaN, Number.NaN, Number.NaN, 9, 10]);
});

test('the highest value goes where the model of the user sees the days, and never below them', () => {
  const row = (middle: number, away: number) => [-2, -1, -0.5, 0, 0.5, 1, 2].map((z) => middle + z * away);
  const ours = { steps: [row(10, 1), row(10, 1)], peaks: [row(10, 1), row(11, 1)], totals: () => [], walks: false };
  const { regular } = withModel(ours, { rows: [row(50, 1), row(60, 9)], reason: 'it leads' }, 2, true);
  // Ours: the highest of two days stood one above them. A quantile of the second day that lies higher lifts it.
  expect(regular.peaks[0]).toEqual(row(50, 1));
  expect(regular.peaks[1]?.[3]).toBe(61);
  expect(regular.peaks[1]?.[6]).toBe(78);
});
