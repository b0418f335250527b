/** The levels that every forecast step states, lowest first. */
export const QUANTILE_LEVELS = [0.025, 0.1, 0.25, 0.5, 0.75, 0.9, 0.975] as const;

/** One value for each of `QUANTILE_LEVELS`. */
export type QuantileRow = readonly number[];

/**
 * Quantile of ascending `sorted` by linear interpolation between order statistics.
 * Source: type 7 of Hyndman and Fan, "Sample quantiles in statistical packages", The American
 * Statistician 50 (1996). NaN for an empty list.
 */
export function quantileSorted(sorted: ArrayLike<number>, p: number): number {
  const n = sorted.length;
  if (n === 0) {
    return Number.NaN;
  }
  const at = (n - 1) * Math.min(1, Math.max(0, p));
  const low = Math.floor(at);
  const high = Math.min(n - 1, low + 1);
  const a = sorted[low] ?? Number.NaN;
  const b = sorted[high] ?? Number.NaN;
  return a + (b - a) * (at - low);
}

/** Quantile of `values` in any order; NaN entries are left out. */
export function quantile(values: ArrayLike<number>, p: number): number {
  return quantileSorted(sortedFinite(values), p);
}

/** Middle value of the finite entries; NaN when there are none. */
export function median(values: ArrayLike<number>): number {
  return quantile(values, 0.5);
}

/** Arithmetic mean of the finite entries; NaN when there are none. */
export function mean(values: ArrayLike<number>): number {
  let sum = 0;
  let count = 0;
  for (let i = 0; i < values.length; i += 1) {
    const value = values[i] ?? Number.NaN;
    if (Number.isFinite(value)) {
      sum += value;
      count += 1;
    }
  }
  return count === 0 ? Number.NaN : sum / count;
}

/** Highest minus lowest value; `values` may be longer than a call has arguments. */
export function rangeOf(values: ArrayLike<number>): number {
  let lowest = Number.POSITIVE_INFINITY;
  let highest = Number.NEGATIVE_INFINITY;
  for (let i = 0; i < values.length; i += 1) {
    lowest = Math.min(lowest, values[i] as number);
    highest = Math.max(highest, values[i] as number);
  }
  return highest - lowest;
}

/** The finite entries, ascending. */
function sortedFinite(values: ArrayLike<number>): Float64Array {
  const kept = new Float64Array(values.length);
  let count = 0;
  for (let i = 0; i < values.length; i += 1) {
    const value = values[i] ?? Number.NaN;
    if (Number.isFinite(value)) {
      kept[count] = value;
      count += 1;
    }
  }
  return kept.subarray(0, count).sort();
}
