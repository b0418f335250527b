import { type Candidate, candidatePaths, type Seasons } from './candidates';
import { PROVISIONAL } from './winsorize';

/** The series as candidates see it, with the way from their answer to the scale on which they are compared. */
export interface View {
  /** No gaps, outliers winsorized. */
  readonly values: Float64Array;
  readonly candidates: readonly Candidate[];
  /** Where given, the last values before a past moment are these: as they were known then. */
  readonly recent?: Float64Array | undefined;
  /** Absent: it is on the common scale already. */
  readonly toCommon?: (value: number) => number;
  /** Added step by step to what the aim makes of a path. */
  readonly lift?: Float64Array;
}

/** A forecast with the forecasts that the same method would have made at moments of the series' past. */
export interface EnsembleForecast {
  /** Expected value of each step, on the common scale. */
  readonly path: Float64Array;
  /** How much the trend moves the path from its start to its end, on the common scale. */
  readonly rise: number;
  readonly origins: readonly PastOrigin[];
}

export interface PastOrigin {
  /** Index of the first forecast value. */
  readonly at: number;
  readonly path: Float64Array;
}

/** Past cuts at which every candidate is tried. */
const ORIGINS = 16;

/** What is forecast of a path, and how strongly candidates are told apart by it. */
export interface Aim {
  /** What is compared and combined, one value a step, from a path on the common scale (NaN for gaps). */
  readonly of: (path: Float64Array) => Float64Array;
  /** A candidate with twice the error has `2 ^ -sharpness` of the weight. */
  readonly sharpness: number;
}

/** The steps themselves. */
export const STEPS: Aim = { of: (path) => path, sharpness: 6 };

/**
 * Weighs the candidates on every view by their errors at past origins and combines them.
 *
 * Weight `(error / least error) ^ -sharpness`, error being the mean absolute one over the horizon. Source:
 * Bates and Granger, "The combination of forecasts", Operational Research Quarterly 20 (1969), with a
 * sharper power; a past origin's own result is left out of the weights that it is forecast with, so
 * that its errors are as large as those to come.
 *
 * `truth`: the series on the common scale, NaN where nothing was measured.
 */
export function ensemble(
  views: readonly View[],
  truth: Float64Array,
  horizon: number,
  seasons: Seasons,
  aim: Aim = STEPS,
): EnsembleForecast {
  const weightsOf = (losses: readonly number[]) => weightsFrom(losses, aim.sharpness);
  const pathsAt = (at: number, ahead: number) =>
    views.flatMap((view) =>
      pathsOf(view, at, ahead, seasons).map(({ path, rise }) => ({ path: lifted(aim.of(path), view.lift), rise })),
    );
  const tried = pastOrigins(truth.length, seasons).map((at) => {
    const ahead = Math.min(horizon, truth.length - at);
    const paths = pathsAt(at, ahead);
    return { at, paths, losses: lossesOf(paths, aim.of(truth.subarray(at, at + ahead)), horizon) };
  });
  const now = pathsAt(truth.length, horizon);
  const total = now.map((_, c) => tried.reduce((sum, t) => sum + (t.losses[c] as number), 0));
  const weights = weightsOf(total);
  return {
    path: combine(now, weights),
    rise: now.reduce((sum, p, c) => sum + p.rise * (weights[c] as number), 0),
    origins: tried.map((t) => ({
      at: t.at,
      path: combine(t.paths, weightsOf(total.map((sum, c) => sum - (t.losses[c] as number)))),
    })),
  };
}

interface CommonPath {
  readonly path: Float64Array;
  readonly rise: number;
}

/** Mean absolute error of each path, weighed by how much of the horizon was known. */
function lossesOf(paths: readonly CommonPath[], came: Float64Array, horizon: number): number[] {
  return paths.map(({ path }) => {
    let sum = 0;
    for (let h = 0; h < path.length; h += 1) {
      const error = Math.abs((path[h] as number) - (came[h] as number));
      sum += Number.isFinite(error) ? error : 0;
    }
    return sum / horizon;
  });
}

/** What a view's candidates said at the moment `at`, on the common scale. */
function pathsOf(
  { values, recent, toCommon, candidates }: View,
  at: number,
  ahead: number,
  seasons: Seasons,
): CommonPath[] {
  const said = candidatePaths(asKnownAt(at, values, recent), ahead, seasons, candidates);
  if (toCommon === undefined) {
    return said;
  }
  return said.map(({ path, rise }) => {
    const start = toCommon((path[ahead - 1] as number) - rise);
    const common = path.map(toCommon);
    return { path: common, rise: (common[ahead - 1] as number) - start };
  });
}

function lifted(path: Float64Array, lift: Float64Array | undefined): Float64Array {
  return lift === undefined ? path : path.map((value, h) => value + (lift[h] as number));
}

/** The first `at` values; the last few before a past moment as they were known at that moment. */
function asKnownAt(at: number, values: Float64Array, recent: Float64Array | undefined): Float64Array {
  if (recent === undefined || at === values.length) {
    return values.subarray(0, at);
  }
  const known = values.slice(0, at);
  const from = Math.max(0, at - PROVISIONAL);
  known.set(recent.subarray(from, at), from);
  return known;
}

/**
 * Evenly spread from a quarter of the series (a third of finer steps, or two seasonal periods) on, the last one short
 * seasonal period before its end.
 */
function pastOrigins(n: number, seasons: Seasons): number[] {
  const last = n - Math.min(seasons.short, Math.max(1, Math.floor(n / 4)));
  // Below a week of hours nothing is known of the week, and a moment there tells nothing about ways that know it.
  const known = Math.floor(seasons.long > 1 ? n / 3 : n / 4);
  const first = Math.min(last, Math.max(2, known, Math.min(2 * seasons.short, Math.floor(n / 2))));
  const count = Math.min(ORIGINS, last - first + 1);
  if (n < 3 || count < 1) {
    return [];
  }
  return Array.from({ length: count }, (_, i) =>
    count === 1 ? last : Math.round(first + ((last - first) * i) / (count - 1)),
  );
}

function weightsFrom(losses: readonly number[], sharpness: number): number[] {
  const least = Math.min(...losses);
  const weights = losses.map((loss) => ((loss + 1e-12) / (least + 1e-12)) ** -sharpness);
  const sum = weights.reduce((a, b) => a + b, 0);
  return weights.map((weight) => weight / sum);
}

/** Weighed around the first path, so that what all agree on comes out to the last digit. */
function combine(paths: readonly CommonPath[], weights: readonly number[]): Float64Array {
  const first = paths[0]?.path ?? new Float64Array(0);
  const out = first.slice();
  paths.forEach(({ path }, c) => {
    const weight = weights[c] as number;
    for (let h = 0; h < out.length; h += 1) {
      out[h] = (out[h] as number) + weight * ((path[h] as number) - (first[h] as number));
    }
  });
  return out;
}
