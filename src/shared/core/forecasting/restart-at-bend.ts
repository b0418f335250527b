import { fillGaps } from './fill-gaps';
import { median } from './quantiles';

/** Steps that each side of a bend has at least: fewer are a mood, not a habit. */
const FEWEST_STEPS = 5;
/** Steps that are looked at for a bend. */
const MOST_STEPS = 60;
/** Steps right before a bend that tell the habit it ended: what lies further back was another one. */
const HABIT_STEPS = 14;
/** A bend counts when the two growth rates differ by so many times the usual distance of a step from its rate. */
const CLEAR_STEPS = 8;

/**
 * A level whose growth changed clearly, as if it had always grown at the new rate: what came before the
 * bend is rebuilt backwards from it with its own steps moved by the difference of the rates, as far as
 * the level stays above `floor`. Without that, the bend is taken for the series' usual error, and a
 * steady new growth is forecast as if it could turn any day. `measured` (NaN for gaps) is answered as it
 * is when there is no such bend: the growth of real levels rarely changes that clearly, and a restart at
 * every lesser change made forecasts worse (docs/forecasting.md).
 *
 * The split with the least sum of absolute distances from the two medians. Source: Bai, "Estimation of
 * multiple-regime regressions with least absolutes deviation", Journal of Statistical Planning and
 * Inference 74 (1998).
 */
export function restartAtBend(measured: Float64Array, floor: number): Float64Array {
  const levels = fillGaps(measured);
  const steps = levels.subarray(1).map((value, i) => value - (levels[i] as number));
  const bend = newestBend(steps);
  if (bend === null) {
    return measured;
  }
  const rebuilt = Float64Array.from(measured);
  for (let i = bend.at - 1; i >= 0; i -= 1) {
    const value = (rebuilt[i + 1] as number) - ((steps[i] as number) + bend.change);
    if (!(value >= floor)) {
      return rebuilt.subarray(i + 1);
    }
    rebuilt[i] = value;
  }
  return rebuilt;
}

interface Bend {
  /** Index of the level from which the new growth holds. */
  readonly at: number;
  /** New growth a step less the old one. */
  readonly change: number;
}

/** The newest clear bend: each one that is found is looked behind for a newer one. */
function newestBend(steps: Float64Array): Bend | null {
  let from = Math.max(0, steps.length - MOST_STEPS);
  let newest: Bend | null = null;
  for (;;) {
    const bend = clearBend(steps.subarray(from));
    if (bend === null) {
      return newest;
    }
    newest = { at: from + bend.at, change: bend.change };
    from = newest.at;
  }
}

function clearBend(steps: Float64Array): Bend | null {
  let best: { readonly at: number; readonly cost: number } | null = null;
  for (let at = FEWEST_STEPS; at <= steps.length - FEWEST_STEPS; at += 1) {
    const cost = distance(steps.subarray(0, at)).sum + distance(steps.subarray(at)).sum;
    if (best === null || cost < best.cost) {
      best = { at, cost };
    }
  }
  if (best === null) {
    return null;
  }
  const before = distance(steps.subarray(Math.max(0, best.at - HABIT_STEPS), best.at));
  const after = distance(steps.subarray(best.at));
  const change = after.middle - before.middle;
  const usual = Math.max(before.mean, after.mean);
  return Math.abs(change) > CLEAR_STEPS * usual && change !== 0 ? { at: best.at, change } : null;
}

/** Middle of some steps, and how far they lie from it: in sum and on average. */
function distance(steps: Float64Array): { readonly middle: number; readonly sum: number; readonly mean: number } {
  const middle = median(steps);
  const sum = steps.reduce((total, step) => total + Math.abs(step - middle), 0);
  return { middle, sum, mean: sum / steps.length };
}
