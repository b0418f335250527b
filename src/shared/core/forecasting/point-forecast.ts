import { mean, median, quantile } from './quantiles';
import { seasonalProfile } from './seasonal-profile';

/** What a regular series is like, as far as the model must know. */
export interface SeriesShape {
  /** Steps in one season: 7 for days, 24 for hours; 1 for none. */
  readonly season: number;
  /** A level that wanders (storage), rather than separate amounts around a level (requests a day). */
  readonly level: boolean;
}

/** Expected values of the next `horizon` steps of `values` (NaN for a gap). */
export function pointForecast(values: ArrayLike<number>, horizon: number, shape: SeriesShape): Float64Array {
  return shape.level ? levelPath(values, horizon) : amountPath(values, horizon, shape.season);
}

const DRIFT_WINDOWS = [7, 14, 28];

function levelPath(values: ArrayLike<number>, horizon: number): Float64Array {
  const filled = fillGaps(values);
  const n = filled.length;
  const slopes: number[] = [];
  for (const window of DRIFT_WINDOWS) {
    const back = Math.min(window, n - 1);
    if (back > 0) {
      slopes.push(((filled[n - 1] as number) - (filled[n - 1 - back] as number)) / back);
    }
  }
  const drift = slopes.length === 0 ? 0 : mean(slopes);
  const last = filled[n - 1] as number;
  return Float64Array.from({ length: horizon }, (_, h) => last + drift * (h + 1));
}

function amountPath(values: ArrayLike<number>, horizon: number, season: number): Float64Array {
  const n = values.length;
  const profile = seasonalProfile(values, season);
  const plain = Float64Array.from({ length: n }, (_, i) => (values[i] ?? Number.NaN) - (profile[i % season] as number));
  const recent = plain.subarray(Math.max(0, n - 2 * season));
  const low = quantile(recent, 0.1);
  const high = quantile(recent, 0.9);
  const level = (median(recent) + mean(recent.map((v) => Math.min(high, Math.max(low, v))))) / 2;
  return Float64Array.from({ length: horizon }, (_, h) => level + (profile[(n + h) % season] as number));
}

/** Straight lines across gaps; a gap at an edge takes the nearest value. */
export function fillGaps(values: ArrayLike<number>): Float64Array {
  const out = Float64Array.from(values);
  let last = -1;
  for (let i = 0; i < out.length; i += 1) {
    if (!Number.isFinite(out[i])) {
      continue;
    }
    const here = out[i] as number;
    const from = last < 0 ? here : (out[last] as number);
    for (let j = last + 1; j < i; j += 1) {
      out[j] = last < 0 ? here : from + ((here - from) * (j - last)) / (i - last);
    }
    last = i;
  }
  for (let j = last + 1; j < out.length; j += 1) {
    out[j] = last < 0 ? Number.NaN : (out[last] as number);
  }
  return out;
}
