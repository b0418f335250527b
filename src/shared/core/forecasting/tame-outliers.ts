import { median, quantileSorted } from './quantiles';
import type { Rhythm } from './rhythm';

const REACH = 4;
/** Spreads beyond which a value is pulled in. */
const FENCE = 2.5;

/**
 * `given` (no gaps) with isolated outliers pulled in to 2.5 robust spreads from the running median of
 * nine around its rhythm, so that one viral day is not taken for a level. The last four values stay as they are:
 * whether they are a spike or the start of a new level, only the days after them can tell.
 * Source: Hampel, "The influence curve and its role in robust estimation", JASA 69 (1974).
 */
export function tameOutliers(given: Float64Array, rhythm: Rhythm): Float64Array {
  const n = given.length;
  if (n < 3 * REACH) {
    return given;
  }
  const values = given.map((value, i) => value - (rhythm[i % rhythm.length] as number));
  const centre = new Float64Array(n);
  const away = new Float64Array(n);
  for (let i = 0; i < n; i += 1) {
    const window = values.slice(Math.max(0, i - REACH), Math.min(n, i + REACH + 1)).sort();
    centre[i] = quantileSorted(window, 0.5);
    away[i] = Math.abs((values[i] as number) - (centre[i] as number));
  }
  // 1.4826 turns the median absolute deviation of normal noise into its standard deviation.
  const fence = FENCE * 1.4826 * median(away);
  if (fence === 0) {
    return given;
  }
  return values.map((value, i) => {
    const middle = centre[i] as number;
    const tamed = i >= n - REACH ? value : Math.min(middle + fence, Math.max(middle - fence, value));
    return tamed + (rhythm[i % rhythm.length] as number);
  });
}

/** A single day stands out from this many times the second largest distance on. */
const ALONE = 2;

/**
 * `values` (NaN for gaps) with the one value that stands furthest above its neighbours, and its two
 * neighbours, put back to the median around it, when it stands there alone. One viral day would
 * otherwise be inside almost every past forecast, and so look like a habit.
 */
export function withoutViralDay(values: Float64Array): Float64Array {
  const around = values.map((_, i) => median(values.subarray(Math.max(0, i - REACH), i + REACH + 1)));
  const above = values.map((value, i) => (Number.isFinite(value) ? value - (around[i] as number) : 0));
  const at = above.indexOf(Math.max(...above));
  const others = above.filter((_, i) => Math.abs(i - at) > 1);
  if (at < 0 || (above[at] as number) < ALONE * Math.max(0, ...others)) {
    return values;
  }
  return values.map((value, i) => (Math.abs(i - at) <= 1 ? Math.min(value, around[i] as number) : value));
}
