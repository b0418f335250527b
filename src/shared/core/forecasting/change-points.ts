import { fillGaps } from './fill-gaps';
import { mean, median, rangeOf } from './quantiles';
import { seasonalityOf } from './seasonality';
import { winsorizedValues } from './winsorize';

/** A moment from which on the series stood on another level. */
export interface ChangePoint {
  /** Index of the first value on the new level. */
  readonly index: number;
  /** New level minus old level, in the series' unit. */
  readonly change: number;
}

/** A change needs so many values on its far side: fewer are a spike. */
const FEWEST_AFTER = 4;
/** With so many standard errors a change is told from chance; near a known event fewer do. */
const CLEAR = 5;
const CLEAR_NEAR_EVENT = 3.5;
/** A change smaller than this many of the series' own day-to-day spreads matters to nobody. */
const LEAST_SPREADS = 1.5;
/** Two levels must explain the stretch better than one line does, or it is growth, not a shift. */
const AS_A_STEP = 0.9;
const MOST_CHANGES = 8;
/** Noise is at least this share of the whole range. */
const LEAST_NOISE = 1e-6;

/**
 * Level shifts of a regular series (NaN for gaps), oldest first.
 *
 * Binary segmentation: the split with the largest difference of means, in standard errors, is taken
 * when it is clear, and each side is searched again. Seasonality is removed and outliers winsorized before. The
 * noise is measured on the differences between neighbours, which a shift hardly touches, and widened
 * for their memory. Source: Scott and Knott, Biometrics 30 (1974); Killick, Fearnhead and Eckley, JASA
 * 107 (2012), for the robust noise.
 *
 * `events`: indices at which a change is expected (deployments, plan changes); a split at one of them
 * needs less evidence.
 */
export function changePoints(given: Float64Array, season: number, events: readonly number[] = []): ChangePoint[] {
  const values = fillGaps(given);
  if (values.length < 2 * FEWEST_AFTER || !Number.isFinite(values[0])) {
    return [];
  }
  const seasonality = seasonalityOf(values, season);
  const winsorized = winsorizedValues(values, seasonality);
  const plain = winsorized.map((value, i) => value - (seasonality[i % seasonality.length] as number));
  const splits: number[] = [];
  search(plain, 0, plain.length, noiseOf(plain, season), new Set(events), splits);
  const ordered = splits.sort((a, b) => a - b).slice(-MOST_CHANGES);
  return ordered.flatMap((index, i) => {
    const before = plain.subarray(i === 0 ? 0 : ordered[i - 1], index);
    const after = plain.subarray(index, ordered[i + 1] ?? plain.length);
    const change = median(after) - median(before);
    // A mean that moved where the median did not was moved by single values.
    return Math.abs(change) > Math.abs(mean(after) - mean(before)) / 2 ? [{ index, change }] : [];
  });
}

function search(
  plain: Float64Array,
  from: number,
  to: number,
  noise: number,
  events: ReadonlySet<number>,
  splits: number[],
): void {
  if (to - from < 2 * FEWEST_AFTER || splits.length >= 2 * MOST_CHANGES) {
    return;
  }
  const best = bestSplit(plain, from, to, noise, events);
  if (best === null) {
    return;
  }
  splits.push(best);
  search(plain, from, best, noise, events, splits);
  search(plain, best, to, noise, events, splits);
}

function bestSplit(
  plain: Float64Array,
  from: number,
  to: number,
  noise: number,
  events: ReadonlySet<number>,
): number | null {
  const sums = new Float64Array(to - from + 1);
  for (let i = from; i < to; i += 1) {
    sums[i - from + 1] = (sums[i - from] as number) + (plain[i] as number);
  }
  const total = sums[to - from] as number;
  const squares = plain.subarray(from, to).reduce((sum, value) => sum + value * value, 0);
  const line = aroundLine(plain, from, to);
  let best: number | null = null;
  let clearest = 1;
  for (let split = from + FEWEST_AFTER; split <= to - FEWEST_AFTER; split += 1) {
    const left = split - from;
    const right = to - split;
    const sum = sums[left] as number;
    const jump = Math.abs((total - sum) / right - sum / left);
    const aroundMeans = squares - (sum * sum) / left - (total - sum) ** 2 / right;
    const standardError = noise * Math.sqrt(1 / left + 1 / right);
    const clear = events.has(split) ? CLEAR_NEAR_EVENT : CLEAR;
    const evidence = standardError === 0 ? 0 : jump / standardError / clear;
    if (
      evidence > clearest &&
      aroundMeans < AS_A_STEP * line &&
      jump > LEAST_SPREADS * spreadWithin(plain, from, split, to)
    ) {
      clearest = evidence;
      best = split;
    }
  }
  return best;
}

/** Median distance of the values near the split from their own side's median, as a standard deviation. */
function spreadWithin(plain: Float64Array, from: number, split: number, to: number): number {
  const left = plain.subarray(Math.max(from, split - 28), split);
  const right = plain.subarray(split, Math.min(to, split + 28));
  const middleLeft = median(left);
  const middleRight = median(right);
  const away = [...left.map((v) => Math.abs(v - middleLeft)), ...right.map((v) => Math.abs(v - middleRight))];
  return 1.4826 * median(away);
}

/** Spread of the differences between values `lag` apart, as the standard deviation of one of them. */
function spreadAt(plain: Float64Array, lag: number): number {
  return (1.4826 * median(plain.subarray(lag).map((value, i) => Math.abs(value - (plain[i] as number))))) / Math.SQRT2;
}

/**
 * Standard deviation of the noise, widened for memory: with independent values the spreads at all lags
 * agree, and a mean over a memory of many steps is as uncertain as one over few values.
 */
function noiseOf(plain: Float64Array, season: number): number {
  const near = spreadAt(plain, 1);
  const far = Math.max(
    near,
    ...[2, 4, season].filter((lag) => lag < plain.length / 2).map((lag) => spreadAt(plain, lag)),
  );
  // A series without any noise still has a best split.
  const least = LEAST_NOISE * rangeOf(plain);
  return Math.max(least, near === 0 ? far : far * (far / near));
}

/** Squared distances from the line of least squares. */
function aroundLine(plain: Float64Array, from: number, to: number): number {
  const n = to - from;
  const centre = (n - 1) / 2;
  const middle = mean(plain.subarray(from, to));
  let cross = 0;
  let total = 0;
  for (let i = 0; i < n; i += 1) {
    const away = (plain[from + i] as number) - middle;
    cross += (i - centre) * away;
    total += away * away;
  }
  return total - (cross * cross * 12) / (n * (n * n - 1));
}
