import { median, quantileSorted } from './quantiles';
import type { Seasonality } from './seasonality';

const REACH = 4;
/** So many values at the end are judged by what is known of them so far. */
export const PROVISIONAL = REACH;
/** Spreads beyond which a value is pulled in. */
const FENCE = 2.5;

/** Turns the median absolute deviation of normal noise into its standard deviation. */
const NORMAL = 1.4826;

/** A series with its outliers pulled in. */
export interface Winsorized {
  readonly values: Float64Array;
  /** Each value as if nothing had come after it and its three successors: what was known at that moment. */
  readonly recent: Float64Array;
}

/** The values of `winsorize`. */
export function winsorizedValues(given: Float64Array, seasonality: Seasonality, moves = false): Float64Array {
  return winsorize(given, seasonality, moves).values;
}

/**
 * `given` (no gaps) with outliers pulled in to 2.5 robust spreads from the running median of nine around
 * its seasonality, so that one viral day is not taken for a level. Of the last four values, which weigh most in
 * what comes next, only one that stands alone is pulled in, and from twice that distance on ever further,
 * to nothing at three times; two in a row may be the start of a new level, which the days after them tell.
 * `moves`: the series is a level that moves step by step, whose last value is where it stands now.
 * Source: Hampel, "The influence curve and its role in robust estimation", JASA 69 (1974); at the end his
 * three-part redescending function.
 */
export function winsorize(given: Float64Array, seasonality: Seasonality, moves = false): Winsorized {
  const n = given.length;
  if (n < 3 * REACH) {
    return { values: given, recent: given };
  }
  const values = given.map((value, i) => value - (seasonality[i % seasonality.length] as number));
  const centre = values.map((_, i) =>
    quantileSorted(values.slice(Math.max(0, i - REACH), Math.min(n, i + REACH + 1)).sort(), 0.5),
  );
  const away = values.map((value, i) => value - (centre[i] as number));
  const fence = FENCE * NORMAL * (median(away.map(Math.abs)) || stepOf(values));
  // Where most days are alike, several others are the way of the series; a single one is not.
  if (fence === 0 && away.filter((off) => off !== 0).length > 1) {
    return { values: given, recent: given };
  }
  const back = (off: number, i: number) =>
    off + (centre[i] as number) + (seasonality[i % seasonality.length] as number);
  const recent = away.map((off, i) => {
    const far = Math.abs(off);
    const counts = far <= fence || !standsAlone(away, i, moves) ? far : Math.min(fence, 3 * fence - far);
    return back(Math.sign(off) * Math.max(0, counts), i);
  });
  return {
    values: away.map((off, i) =>
      i < n - REACH ? back(Math.sign(off) * Math.min(fence, Math.abs(off)), i) : (recent[i] as number),
    ),
    recent,
  };
}

/**
 * Median absolute step, as a deviation: the measure of a series that only ever rises, each value of which is the running
 * median around itself. A step of independent noise has twice its variance.
 */
function stepOf(values: Float64Array): number {
  return median(values.subarray(1).map((value, i) => Math.abs(value - (values[i] as number)))) / Math.SQRT2;
}

/** True when no neighbour of `i` lies even half as far off on the same side. */
function standsAlone(away: Float64Array, i: number, moves: boolean): boolean {
  const off = away[i] as number;
  const follows = (j: number) => (away[j] as number) * Math.sign(off) >= Math.abs(off) / 2;
  return !follows(i - 1) && (i === away.length - 1 ? !moves : !follows(i + 1));
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
