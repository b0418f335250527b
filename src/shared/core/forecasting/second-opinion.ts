import type { Seasons } from './candidates';
import { arima } from './members/arima';
import { complexSmoothing } from './members/complex-smoothing';
import { exponentialSmoothing } from './members/exponential-smoothing';
import { deviationsOfMeans, deviationsOfSteps, type Member } from './members/member';
import { theta } from './members/theta';
import { normalQuantile } from './normal';
import { QUANTILE_LEVELS, type QuantileRow, rangeOf } from './quantiles';
import { type Seasonality, seasonalityOf } from './seasonality';

const MEMBERS: readonly Member[] = [exponentialSmoothing, theta, complexSmoothing, arima];
const SCORES = QUANTILE_LEVELS.map((p) => normalQuantile(p));
/** Seasonal periods that must be known: parameters are fitted to what is left without one. */
const FEWEST_PERIODS = 4;

/**
 * True where a second opinion is asked for: days of four weeks or more. Finer steps are forecast by their
 * seasonalities, of which these models, fitted to what is left without one, know nothing more.
 */
export function hasOpinion(values: Float64Array, { short, long }: Seasons): boolean {
  return long === 1 && values.length >= FEWEST_PERIODS * Math.max(2, short) && rangeOf(values) > 0;
}

/** What four models say, on the scale of the values that they were fitted to. */
export interface Opinion {
  /** Quantile rows of each of the `horizon` steps after the last value. */
  readonly rows: (horizon: number) => readonly QuantileRow[];
  /**
   * The same of the running mean of those steps; `meanOf`: running means of a path on that scale. Shocks of
   * neighbouring days are added up as each model has them.
   */
  readonly means: (horizon: number, meanOf: (path: Float64Array) => Float64Array) => readonly QuantileRow[];
  /** The middle path after the first `at` values. */
  readonly path: (at: number, horizon: number) => Float64Array;
}

/**
 * What four models of the field, each fitted to the series, say of the next `horizon` steps: the median of their
 * quantiles, on the scale of `values` (no gaps, outliers winsorized). It rests on one-step errors and each model's own
 * arithmetic where the engine's rests on past errors at the real horizon, so the two go wrong at different times.
 *
 * Source: Petropoulos and Svetunkov, "A simple combination of univariate models", International Journal of Forecasting
 * 36 (2020): the median of ETS, Theta, CES and ARIMA, sixth of the M4 competition.
 */
export function secondOpinion(values: Float64Array, seasonality: Seasonality, season: number): Opinion {
  const plain = without(values, seasonality);
  const members = MEMBERS.map((member) => member(plain));
  const pathsOf = (known: Float64Array, places: Seasonality, horizon: number) =>
    members.map((member) =>
      member.path(known, horizon).map((value, h) => value + (places[(known.length + h) % places.length] as number)),
    );
  return {
    rows: (horizon) =>
      quantilesOf(
        pathsOf(plain, seasonality, horizon),
        members.map((member) => deviationsOfSteps(member, horizon)),
      ),
    means: (horizon, meanOf) =>
      quantilesOf(
        pathsOf(plain, seasonality, horizon).map(meanOf),
        members.map((member) => deviationsOfMeans(member, horizon)),
      ),
    path: (at, horizon) => {
      const known = values.subarray(0, at);
      const places = seasonalityOf(known, season);
      const paths = pathsOf(without(known, places), places, horizon);
      return Float64Array.from({ length: horizon }, (_, h) => middleOfFour(paths, (path) => path[h] as number));
    },
  };
}

/** The median of the members at each step and quantile level, errors taken for normal. */
function quantilesOf(paths: readonly Float64Array[], deviations: readonly Float64Array[]): QuantileRow[] {
  return Array.from({ length: paths[0]?.length ?? 0 }, (_, h) =>
    SCORES.map((z) => middleOfFour(paths, (path, m) => (path[h] as number) + z * (deviations[m]?.[h] as number))),
  );
}

function without(values: Float64Array, seasonality: Seasonality): Float64Array {
  return values.map((value, i) => value - (seasonality[i % seasonality.length] as number));
}

/** The median of four: the mean of the two middle ones. */
function middleOfFour(paths: readonly Float64Array[], pick: (path: Float64Array, member: number) => number): number {
  let [sum, least, most] = [0, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (let m = 0; m < paths.length; m += 1) {
    const value = pick(paths[m] as Float64Array, m);
    sum += value;
    least = Math.min(least, value);
    most = Math.max(most, value);
  }
  return (sum - least - most) / 2;
}

/** Each quantile no lower than at the steps before. */
export function neverFalling(rows: readonly QuantileRow[]): QuantileRow[] {
  let before: QuantileRow = [];
  return rows.map((row) => {
    before = row.map((value, i) => Math.max(value, before[i] ?? Number.NEGATIVE_INFINITY));
    return before;
  });
}
