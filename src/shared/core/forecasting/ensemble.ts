import { type Candidate, candidatePaths, type Seasons } from './candidates';

/** The series as candidates see it, with the way from their answer to the scale on which they are compared. */
export interface View {
  /** No gaps, outliers tamed. */
  readonly values: Float64Array;
  readonly candidates: readonly Candidate[];
  /** Absent: it is on the common scale already. */
  readonly toCommon?: (value: number) => number;
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
/** How strongly a candidate's weight falls with its error: twice the error, a sixty-fourth of the weight. */
const SHARPNESS = 6;

/**
 * Weighs the candidates on every view by their errors at past origins and combines them.
 *
 * Weight `(error / least error) ^ -6`, error being the mean absolute one over the horizon. Source:
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
): EnsembleForecast {
  const tried = pastOrigins(truth.length, seasons).map((at) => tryAt(views, truth, at, horizon, seasons));
  const now = pathsAt(views, truth.length, horizon, seasons);
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

interface Tried {
  readonly at: number;
  readonly paths: readonly CommonPath[];
  /** Mean absolute error of each candidate, weighed by how much of the horizon was known. */
  readonly losses: readonly number[];
}

function tryAt(views: readonly View[], truth: Float64Array, at: number, horizon: number, seasons: Seasons): Tried {
  const ahead = Math.min(horizon, truth.length - at);
  const paths = pathsAt(views, at, ahead, seasons);
  const losses = paths.map(({ path }) => {
    let sum = 0;
    for (let h = 0; h < ahead; h += 1) {
      const error = Math.abs((path[h] as number) - (truth[at + h] as number));
      sum += Number.isFinite(error) ? error : 0;
    }
    return sum / horizon;
  });
  return { at, paths, losses };
}

function pathsAt(views: readonly View[], at: number, ahead: number, seasons: Seasons): CommonPath[] {
  return views.flatMap(({ values, toCommon, candidates }) =>
    candidatePaths(values.subarray(0, at), ahead, seasons, candidates).map(({ path, rise }) => {
      if (toCommon === undefined) {
        return { path, rise };
      }
      const start = toCommon((path[ahead - 1] as number) - rise);
      const common = path.map(toCommon);
      return { path: common, rise: (common[ahead - 1] as number) - start };
    }),
  );
}

/** Evenly spread from a quarter of the series (or two rhythms) on, the last one a short rhythm before its end. */
function pastOrigins(n: number, seasons: Seasons): number[] {
  const last = n - Math.min(seasons.short, Math.max(1, Math.floor(n / 4)));
  const first = Math.min(last, Math.max(2, Math.floor(n / 4), Math.min(2 * seasons.short, Math.floor(n / 2))));
  const count = Math.min(ORIGINS, last - first + 1);
  if (n < 3 || count < 1) {
    return [];
  }
  return Array.from({ length: count }, (_, i) =>
    count === 1 ? last : Math.round(first + ((last - first) * i) / (count - 1)),
  );
}

function weightsOf(losses: readonly number[]): number[] {
  const least = Math.min(...losses);
  const weights = losses.map((loss) => ((loss + 1e-12) / (least + 1e-12)) ** -SHARPNESS);
  const sum = weights.reduce((a, b) => a + b, 0);
  return weights.map((weight) => weight / sum);
}

function combine(paths: readonly CommonPath[], weights: readonly number[]): Float64Array {
  const out = new Float64Array(paths[0]?.path.length ?? 0);
  paths.forEach(({ path }, c) => {
    const weight = weights[c] as number;
    for (let h = 0; h < out.length; h += 1) {
      out[h] = (out[h] as number) + weight * (path[h] as number);
    }
  });
  return out;
}
