import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { initSync, MSTL } from '@bsull/augurs/mstl';
import { fillGaps } from '#shared/core/forecasting/fill-gaps';
import { complexSmoothing } from '#shared/core/forecasting/members/complex-smoothing';
import { QUANTILE_LEVELS, type QuantileRow } from '#shared/core/forecasting/quantiles';
import { seasonalityOf } from '#shared/core/forecasting/seasonality';
import { statisticalRows } from './statistical';

/** A way to forecast that the engine is compared with: next `horizon` values of a gap-free history. */
export interface Baseline {
  readonly name: string;
  readonly point: (history: Float64Array, horizon: number, step: 'day' | 'hour') => Float64Array;
  /** Own quantiles at 0.025, 0.1, 0.25, 0.5, 0.75, 0.9, 0.975 where the method has them; one array a level. */
  readonly quantiles?: (history: Float64Array, horizon: number, step: 'day' | 'hour') => Float64Array[];
}

const SEASON = { day: 7, hour: 24 } as const;
/** The best of the statistical methods, which is the bar. */
export const ENSEMBLE = 'median of ETS, Theta, CES, ARIMA';
export const CES = 'CES';

export const BASELINES: readonly Baseline[] = [
  { name: 'naive', point: (y, h) => new Float64Array(h).fill(y.at(-1) as number) },
  { name: 'seasonal naive', point: (y, h, step) => repeat(y, h, SEASON[step]) },
  { name: 'line, last 7 days', point: (y, h, step) => line(y, h, step === 'day' ? 7 : 7 * 24) },
  { name: 'line, last 28 days', point: (y, h, step) => line(y, h, step === 'day' ? 28 : 28 * 24) },
  { name: 'season + damped trend', point: (y, h, step) => dampedTrend(y, h, SEASON[step]) },
  { name: 'same hour of the week', point: (y, h, step) => sameOfWeek(y, h, step === 'day' ? 7 : 168) },
  { name: 'two-point slope, 28 days', point: (y, h, step) => twoPoints(y, h, step === 'day' ? 28 : 28 * 24) },
  { name: 'MSTL-ETS (@bsull/augurs)', point: (y, h, step) => mstl(y, h, step, 0.8).point, quantiles: mstlQuantiles },
  {
    name: ENSEMBLE,
    point: (y, h, step) => Float64Array.from(statisticalRows(y, h, step), (row) => row[3] as number),
    quantiles: (y, h, step) => columnsOf(statisticalRows(y, h, step)),
  },
  { name: CES, point: complexPath },
];

function columnsOf(rows: readonly QuantileRow[]): Float64Array[] {
  return QUANTILE_LEVELS.map((_, i) => Float64Array.from(rows, (row) => row[i] as number));
}

/** Complex exponential smoothing of what the seasonality leaves. */
function complexPath(y: Float64Array, horizon: number, step: 'day' | 'hour'): Float64Array {
  const seasonality = seasonalityOf(y, SEASON[step]);
  const place = (i: number) => seasonality[i % seasonality.length] as number;
  const plain = y.map((value, i) => value - place(i));
  return complexSmoothing(plain)
    .path(plain, horizon)
    .map((value, h) => value + place(y.length + h));
}

function repeat(y: Float64Array, horizon: number, season: number): Float64Array {
  const back = Math.min(season, y.length);
  return Float64Array.from({ length: horizon }, (_, h) => y[y.length - back + (h % back)] as number);
}

/** Least squares through the last `points` values: what a `predict_linear` alert does. */
function line(y: Float64Array, horizon: number, points: number): Float64Array {
  const recent = y.subarray(Math.max(0, y.length - points));
  const n = recent.length;
  const middle = (n - 1) / 2;
  let sum = 0;
  let cross = 0;
  let square = 0;
  for (let i = 0; i < n; i += 1) {
    sum += recent[i] as number;
    cross += (i - middle) * (recent[i] as number);
    square += (i - middle) ** 2;
  }
  const slope = square === 0 ? 0 : cross / square;
  return Float64Array.from({ length: horizon }, (_, h) => sum / n + slope * (n + h - middle));
}

function twoPoints(y: Float64Array, horizon: number, points: number): Float64Array {
  const back = Math.min(points, y.length - 1);
  const last = y.at(-1) as number;
  const slope = back === 0 ? 0 : (last - (y[y.length - 1 - back] as number)) / back;
  return Float64Array.from({ length: horizon }, (_, h) => last + slope * (h + 1));
}

/** Mean of the same place in the week over the last four weeks. */
function sameOfWeek(y: Float64Array, horizon: number, week: number): Float64Array {
  return Float64Array.from({ length: horizon }, (_, h) => {
    const same: number[] = [];
    for (let i = y.length + h - week; i >= 0 && same.length < 4; i -= week) {
      if (i < y.length) {
        same.push(y[i] as number);
      }
    }
    return same.length === 0 ? (y.at(-1) as number) : same.reduce((a, b) => a + b, 0) / same.length;
  });
}

/** Classical additive season, then Holt's damped trend with the best of a grid by one-step error. */
function dampedTrend(y: Float64Array, horizon: number, season: number): Float64Array {
  const n = y.length;
  const profile = classicalSeason(y, season);
  const plain = y.map((v, i) => v - (profile[i % season] as number));
  let best = { error: Number.POSITIVE_INFINITY, level: 0, trend: 0, phi: 1 };
  for (const alpha of [0.1, 0.2, 0.4, 0.6, 0.8, 0.95]) {
    for (const beta of [0.01, 0.05, 0.1, 0.2, 0.4]) {
      for (const phi of [0.8, 0.9, 0.95, 0.98]) {
        const fit = holt(plain, alpha, beta, phi);
        best = fit.error < best.error ? { ...fit, phi } : best;
      }
    }
  }
  let damp = 0;
  let power = 1;
  return Float64Array.from({ length: horizon }, (_, h) => {
    power *= best.phi;
    damp += power;
    return best.level + damp * best.trend + (profile[(n + h) % season] as number);
  });
}

function holt(y: Float64Array, alpha: number, beta: number, phi: number) {
  let level = y[0] as number;
  let trend = 0;
  let error = 0;
  for (let i = 1; i < y.length; i += 1) {
    const expected = level + phi * trend;
    const miss = (y[i] as number) - expected;
    error += miss * miss;
    const before = level;
    level = expected + alpha * miss;
    trend = beta * (level - before) + (1 - beta) * phi * trend;
  }
  return { error, level, trend };
}

function classicalSeason(y: Float64Array, season: number): Float64Array {
  const sums = new Float64Array(season);
  const counts = new Float64Array(season);
  const half = Math.floor(season / 2);
  for (let i = half; i < y.length - half; i += 1) {
    let total = 0;
    for (let j = i - half; j <= i + half; j += 1) {
      const edge = season % 2 === 0 && (j === i - half || j === i + half);
      total += (y[j] as number) * (edge ? 0.5 : 1);
    }
    sums[i % season] = (sums[i % season] as number) + (y[i] as number) - total / season;
    counts[i % season] = (counts[i % season] as number) + 1;
  }
  const profile = sums.map((s, k) => s / Math.max(1, counts[k] as number));
  const offset = profile.reduce((a, b) => a + b, 0) / season;
  return profile.map((v) => v - offset);
}

let ready = false;

function mstl(y: Float64Array, horizon: number, step: 'day' | 'hour', level: number) {
  if (!ready) {
    const wasm = createRequire(import.meta.url)
      .resolve('@bsull/augurs/mstl')
      .replace(/\.js$/, '_bg.wasm');
    initSync({ module: readFileSync(wasm) });
    ready = true;
  }
  const periods = (step === 'day' ? [7] : [24, 168]).filter((p) => y.length > 2 * p);
  const model = MSTL.ets(periods, { impute: true });
  model.fit(fillGaps(y));
  const { point, intervals } = model.predict(horizon, level);
  model.free();
  return { point: Float64Array.from(point), intervals };
}

function mstlQuantiles(y: Float64Array, horizon: number, step: 'day' | 'hour'): Float64Array[] {
  const rows = [0.95, 0.8, 0.5].map((level) => mstl(y, horizon, step, level));
  const lower = rows.map((r) => Float64Array.from(r.intervals?.lower ?? r.point));
  const upper = rows.map((r) => Float64Array.from(r.intervals?.upper ?? r.point)).reverse();
  return [...lower, (rows[0] as { point: Float64Array }).point, ...upper];
}
