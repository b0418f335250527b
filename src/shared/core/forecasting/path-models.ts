import { longSeasonalityOf, seasonalityOf } from './seasonality';
import { leastSquaresLine } from './trend-models';

/** The next steps after a series, seasonality included. */
export interface ModelledPath {
  readonly path: Float64Array;
  /** How much of the path's last value is trend rather than level and seasonality. */
  readonly rise: number;
}

/** Works out the next `horizon` values after `values` (no gaps), with a seasonality of its own. */
export type PathModel = (values: Float64Array, horizon: number) => ModelledPath;

/** Keeps what is nearly collinear solvable. */
const RIDGE = 1e-3;
/** Values that a coefficient rests on at least, as times of the longest lag. */
const FEWEST_LAGS = 3;

/**
 * Each value by least squares from those `lags` (steps) before it and the mean; the next ones one after the other, each
 * from the ones before, none outside of what the series ever was: growth is for others to say. The mean alone where the
 * history is shorter than three times the longest lag.
 *
 * Source: autoregression by conditional least squares on a subset of lags; Hyndman and Athanasopoulos, Forecasting:
 * Principles and Practice, 3rd ed., section 9.3.
 */
export function autoregression(lags: readonly number[]): PathModel {
  const deepest = Math.max(...lags);
  return (values, horizon) => {
    const n = values.length;
    const first = values[0] as number;
    // About the first value, so that a constant is its own mean to the last digit.
    const level = first + values.reduce((sum, value) => sum + (value - first), 0) / n;
    if (n < FEWEST_LAGS * deepest) {
      return { path: new Float64Array(horizon).fill(level), rise: 0 };
    }
    const away = values.map((value) => value - level);
    const weights = solved(normalEquations(away, lags));
    const [lowest, highest] = [away.reduce((a, b) => Math.min(a, b)), away.reduce((a, b) => Math.max(a, b))];
    const known = new Float64Array(deepest + horizon);
    known.set(away.subarray(n - deepest));
    for (let i = deepest; i < known.length; i += 1) {
      let sum = 0;
      for (let k = 0; k < lags.length; k += 1) {
        sum += (weights[k] as number) * (known[i - (lags[k] as number)] as number);
      }
      known[i] = Math.min(highest, Math.max(lowest, sum));
    }
    return { path: known.subarray(deepest).map((value) => value + level), rise: 0 };
  };
}

/** Products of the lagged values with each other and, as last column, with the value itself. */
function normalEquations(away: Float64Array, lags: readonly number[]): Float64Array[] {
  const m = lags.length;
  const rows = lags.map(() => new Float64Array(m + 1));
  const lagged = new Float64Array(m);
  for (let i = Math.max(...lags); i < away.length; i += 1) {
    for (let a = 0; a < m; a += 1) {
      lagged[a] = away[i - (lags[a] as number)] as number;
    }
    for (let a = 0; a < m; a += 1) {
      const row = rows[a] as Float64Array;
      const x = lagged[a] as number;
      for (let b = 0; b < m; b += 1) {
        row[b] = (row[b] as number) + x * (lagged[b] as number);
      }
      row[m] = (row[m] as number) + x * (away[i] as number);
    }
  }
  rows.forEach((row, a) => {
    row[a] = (row[a] as number) * (1 + RIDGE);
  });
  return rows;
}

/** Gauss and Jordan for a positive definite matrix with its right-hand side as last column; zeros where it is none. */
function solved(rows: readonly Float64Array[]): Float64Array {
  const m = rows.length;
  for (let a = 0; a < m; a += 1) {
    const row = rows[a] as Float64Array;
    const pivot = row[a] as number;
    if (!(pivot > 0)) {
      return new Float64Array(m);
    }
    for (const other of rows) {
      const factor = other === row ? 0 : (other[a] as number) / pivot;
      for (let c = a; factor !== 0 && c <= m; c += 1) {
        other[c] = (other[c] as number) - factor * (row[c] as number);
      }
    }
  }
  return Float64Array.from(rows, (row, a) => (row[m] as number) / (row[a] as number));
}

/**
 * A straight line through the whole series, and the long seasonality of what lies beside it: under steady growth the
 * seasonality of a week that is taken before the line holds a week's growth.
 * Source: regression on trend and season, Hyndman and Athanasopoulos, Forecasting: Principles and Practice, 3rd ed.,
 * section 7.4.
 */
export function lineWithSeasonality(seasons: { readonly short: number; readonly long: number }): PathModel {
  return (values, horizon) => {
    const n = values.length;
    const { level, slope } = leastSquaresLine(n)(values);
    const beside = values.map((value, i) => value - level - slope * (i - n + 1));
    const seasonality = longSeasonalityOf(beside, seasons.long, seasonalityOf(beside, seasons.short));
    const path = Float64Array.from(
      { length: horizon },
      (_, h) => level + slope * (h + 1) + (seasonality[(n + h) % seasonality.length] as number),
    );
    return { path, rise: slope * horizon };
  };
}

/** Share of the middle of the line that it is held above, where shares of it are taken. */
const LEAST_LINE = 0.05;

/**
 * The same with a seasonality in shares of the line: what grows by users has higher peaks as well.
 * Source: multiplicative decomposition about a regression line, Hyndman and Athanasopoulos, section 3.1.
 */
export function lineTimesSeasonality(seasons: { readonly short: number; readonly long: number }): PathModel {
  return (values, horizon) => {
    const n = values.length;
    const { level, slope } = leastSquaresLine(n)(values);
    const least = LEAST_LINE * Math.abs(level - (slope * n) / 2);
    const lineAt = (i: number) => Math.max(least, level + slope * (i - n + 1));
    const shares = values.map((value, i) => value / lineAt(i));
    const seasonality = longSeasonalityOf(shares, seasons.long, seasonalityOf(shares, seasons.short));
    const usual = shares.reduce((sum, share) => sum + share, 0) / n;
    const path = Float64Array.from(
      { length: horizon },
      (_, h) => (usual + (seasonality[(n + h) % seasonality.length] as number)) * lineAt(n + h),
    );
    return { path, rise: slope * horizon };
  };
}
