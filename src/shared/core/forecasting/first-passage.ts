import { normalCdf, normalQuantile, seededNormals } from './normal';
import { QUANTILE_LEVELS, type QuantileRow } from './quantiles';

/** How a quantity at one step hangs together with the next one. */
export type Dependence =
  /** Never falls (a total, a highest value so far): reaching the limit by a step is being above it there. */
  | 'total'
  /** May fall again: errors add up from step to step. */
  | 'walk';

const PATHS = 400;
/** Steps that the paths have; a window that ages out is not looked at further ahead. */
const LONGEST = 366;

let cachedNoise: Float64Array | undefined;

/**
 * Probability that the limit is reached at or before each step, not merely exceeded at it.
 *
 * `total` answers directly. `walk` draws `PATHS` fixed paths from a Gaussian copula whose marginals are
 * exactly the given quantile rows, with the correlation sqrt(i / j) of a random walk. Source: Nelsen, An Introduction to Copulas (2006), section
 * 2.9; marginals are kept since calibration rests on them. Answers values that never fall.
 */
export function reachedBy(rows: readonly QuantileRow[], limit: number, dependence: Dependence): number[] {
  const exceed = rows.map((row) => probabilityAtLeast(row, limit));
  if (dependence === 'total') {
    return runningMaximum(exceed);
  }
  if (exceed.every((p) => p === 0)) {
    return exceed;
  }
  const steps = Math.min(rows.length, LONGEST);
  const thresholds = exceed.map((p) => -normalQuantile(p));
  cachedNoise ??= seededNormals((PATHS / 2) * LONGEST, 20_240_229);
  const counts = new Array<number>(steps).fill(0);
  for (let path = 0; path < PATHS; path += 1) {
    // Half of the paths mirror the other half, which removes the odd moments of the sampling error.
    const sign = path % 2 === 0 ? 1 : -1;
    const base = (path >> 1) * LONGEST;
    let walk = 0;
    for (let step = 0; step < steps; step += 1) {
      walk += sign * (cachedNoise[base + step] as number);
      if (walk / Math.sqrt(step + 1) >= (thresholds[step] as number)) {
        counts[step] = (counts[step] as number) + 1;
        break;
      }
    }
  }
  let sum = 0;
  const simulated = counts.map((count) => {
    sum += count;
    return sum / PATHS;
  });
  return runningMaximum(simulated.map((p, step) => Math.max(p, exceed[step] as number)));
}

/**
 * Probability that a level or amount reaches the limit at or before each step.
 *
 * For a level that walks it is the mean of two readings: of the highest value so far, whose past errors lie around the
 * path and so miss that a walk is above its own path somewhere most of the time, and of the walk itself, whose errors
 * add up from step to step, which is too much where a level returns. Source of the mean: the linear opinion pool, Stone,
 * "The opinion pool", Annals of Mathematical Statistics 32 (1961).
 */
export function firstReachedBy(
  ahead: { readonly steps: readonly QuantileRow[]; readonly peaks: readonly QuantileRow[]; readonly walks: boolean },
  limit: number,
): number[] {
  const highest = reachedBy(ahead.peaks, limit, 'total');
  if (!ahead.walks) {
    return highest;
  }
  const walked = reachedBy(ahead.steps, limit, 'walk');
  return highest.map((p, step) => (p + (walked[Math.min(step, walked.length - 1)] as number)) / 2);
}

const LAST_DIGITS = 1e-11;

/**
 * P(X >= limit) for X given by its quantiles: between them linear in the normal score, outside by the
 * slope of the outermost pair, so that tails are those of a normal distribution.
 */
export function probabilityAtLeast(row: QuantileRow, given: number): number {
  // A path that meets the limit on the dot lacks it by the last digits of a logarithm.
  const limit = given - LAST_DIGITS * Math.abs(given);
  const first = row[0] as number;
  const last = row[row.length - 1] as number;
  if (last - first <= 1e-12 * Math.max(1, Math.abs(last))) {
    return last >= limit ? 1 : 0;
  }
  if (limit > last) {
    // The outermost quantiles may have met at a ceiling: the tail goes on with the slope of the upper half.
    return tailBeyond(row, limit);
  }
  let i = 0;
  while (i < row.length - 2 && (row[i + 1] as number) < limit) {
    i += 1;
  }
  const a = row[i] as number;
  const b = row[i + 1] as number;
  const za = SCORES[i] as number;
  const zb = SCORES[i + 1] as number;
  if (b <= a) {
    return 1 - (QUANTILE_LEVELS[i] as number);
  }
  return 1 - normalCdf(za + ((zb - za) * (limit - a)) / (b - a));
}

function tailBeyond(row: QuantileRow, limit: number): number {
  const top = row.length - 1;
  const middle = (top / 2) | 0;
  const last = row[top] as number;
  const rise = last - (row[middle] as number);
  const z = SCORES[top] as number;
  return rise <= 0 ? 0 : 1 - normalCdf(z + (z * (limit - last)) / rise);
}

const SCORES = QUANTILE_LEVELS.map((p) => normalQuantile(p));

/** The inverse of `reached`, linear within a step: first moment, in steps from the start, at which `reached` passes `p`; null when it never does. */
export function passageQuantile(reached: readonly number[], p: number): number | null {
  let before = 0;
  for (let step = 0; step < reached.length; step += 1) {
    const here = reached[step] as number;
    if (here >= p) {
      return here === before ? step + 1 : step + (p - before) / (here - before);
    }
    before = here;
  }
  return null;
}

function runningMaximum(values: readonly number[]): number[] {
  let top = 0;
  return values.map((value) => {
    top = Math.max(top, value);
    return top;
  });
}
