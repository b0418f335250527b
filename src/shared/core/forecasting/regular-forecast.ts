import { normalQuantile } from './normal';
import { pointForecast, type SeriesShape } from './point-forecast';
import { QUANTILE_LEVELS, type QuantileRow } from './quantiles';

export interface RegularOptions extends SeriesShape {
  readonly horizon: number;
  /** Nothing below zero. */
  readonly nonNegative: boolean;
  /** Factor on the width of the intervals, from the track record. */
  readonly widen: number;
}

/** Quantile rows of each step, and of the running total from the first step on. */
export interface RegularForecast {
  readonly steps: readonly QuantileRow[];
  readonly totals: readonly QuantileRow[];
}

const SCORES = QUANTILE_LEVELS.map((p) => normalQuantile(p));

/** Share of the expected movement that its error has at least, however smooth the past: growth rates change. */
const LEAST_MOVEMENT_ERROR = 0.17;

/** Forecasts a regular series (NaN for gaps), with intervals from its own past forecast errors. */
export function forecastRegular(values: ArrayLike<number>, options: RegularOptions): RegularForecast {
  const { horizon } = options;
  const path = pointForecast(values, horizon, options);
  const { step, total } = pastErrors(values, options);
  const last = lastFinite(values);
  const steps: QuantileRow[] = [];
  const totals: QuantileRow[] = [];
  let sum = 0;
  for (let h = 0; h < horizon; h += 1) {
    const mid = path[h] as number;
    sum += options.nonNegative ? Math.max(0, mid) : mid;
    const moved = options.level ? LEAST_MOVEMENT_ERROR * Math.abs(mid - last) : 0;
    const scale = Math.hypot(step[h] as number, moved) * options.widen;
    const sumScale = Math.hypot(total[h] as number, LEAST_MOVEMENT_ERROR * 0.5 * Math.abs(sum)) * options.widen;
    steps.push(row(mid, scale, options.nonNegative));
    totals.push(row(sum, sumScale, options.nonNegative));
  }
  return { steps, totals };
}

function row(mid: number, scale: number, nonNegative: boolean): QuantileRow {
  return SCORES.map((z) => (nonNegative ? Math.max(0, mid + z * scale) : mid + z * scale));
}

/** Root mean square of rolling-origin errors by horizon, for single steps and for running totals. */
function pastErrors(values: ArrayLike<number>, options: RegularOptions): { step: Float64Array; total: Float64Array } {
  const n = values.length;
  const first = Math.min(n - 1, Math.max(3, Math.floor(n / 3), 2 * options.season));
  const every = Math.max(1, Math.floor((n - first) / 24));
  const squares = new Float64Array(options.horizon);
  const totalSquares = new Float64Array(options.horizon);
  const counts = new Float64Array(options.horizon);
  const all = Float64Array.from(values);
  for (let origin = first; origin < n; origin += every) {
    const ahead = Math.min(options.horizon, n - origin);
    const path = pointForecast(all.subarray(0, origin), ahead, options);
    let sum = 0;
    for (let h = 0; h < ahead; h += 1) {
      const error = (all[origin + h] as number) - (path[h] as number);
      if (!Number.isFinite(error)) {
        continue;
      }
      sum += error;
      squares[h] = (squares[h] as number) + error * error;
      totalSquares[h] = (totalSquares[h] as number) + sum * sum;
      counts[h] = (counts[h] as number) + 1;
    }
  }
  return { step: rootMeans(squares, counts), total: rootMeans(totalSquares, counts) };
}

/** Where few or no errors are known at a horizon, the last known one grows with the square root of time. */
function rootMeans(squares: Float64Array, counts: Float64Array): Float64Array {
  let top = 0;
  let at = 0;
  return squares.map((square, h) => {
    const count = counts[h] as number;
    if (count >= 3) {
      const correction = (count + 2) / count;
      top = Math.max(top, Math.sqrt((square / count) * correction));
      at = h;
      return top;
    }
    return top * Math.sqrt((h + 1) / (at + 1));
  });
}

function lastFinite(values: ArrayLike<number>): number {
  for (let i = values.length - 1; i >= 0; i -= 1) {
    if (Number.isFinite(values[i])) {
      return values[i] as number;
    }
  }
  return 0;
}
