import { normalQuantile } from './normal';
import { quantileSorted } from './quantiles';
import { studentFactor } from './student-t';

/** Half widths of the central 50, 80 and 95 % intervals at each step. */
export interface Spread {
  readonly half50: Float64Array;
  readonly half80: Float64Array;
  readonly half95: Float64Array;
}

const CENTRAL = [0.5, 0.8, 0.95] as const;
const SCORES = CENTRAL.map((share) => normalQuantile((1 + share) / 2));
/** Mean absolute value of the standard normal: what turns a mean absolute error into a standard deviation. */
const MEAN_ABSOLUTE = Math.sqrt(2 / Math.PI);
/** Errors that the normal shape counts for, against the observed shape. */
const PRIOR_ERRORS = 20;

/**
 * Half widths from past errors (one row an origin, one column a step).
 *
 * The mean absolute error at each step, smoothed over its neighbours, gives the size; the quantiles of
 * all errors over their size give the shape (split conformal prediction, Vovk, Gammerman and Shafer,
 * Algorithmic Learning in a Random World, 2005, on rolling origins). Overlapping forecasts are not
 * independent: `history / horizon` stretches are, and Student's t with so many degrees of freedom
 * widens the intervals accordingly. `spent`: stretches that went into the level the errors are about.
 */
export function spreadOf(errors: readonly Float64Array[], horizon: number, history: number, spent = 0): Spread {
  const size = sizesOf(errors, horizon);
  const ratios: number[] = [];
  for (const row of errors) {
    for (let h = 0; h < row.length; h += 1) {
      const ratio = Math.abs(row[h] as number) / (size[h] as number);
      if (Number.isFinite(ratio)) {
        ratios.push(ratio);
      }
    }
  }
  const sorted = Float64Array.from(ratios).sort();
  const seen = sorted.length / (sorted.length + PRIOR_ERRORS);
  const halves = CENTRAL.map((share, i) => {
    const z = SCORES[i] as number;
    const normal = z / MEAN_ABSOLUTE;
    const ratio = sorted.length === 0 ? normal : seen * quantileSorted(sorted, share) + (1 - seen) * normal;
    const wide = ratio * studentFactor(z, history / horizon - spent);
    return size.map((s) => s * wide);
  });
  return {
    half50: halves[0] as Float64Array,
    half80: halves[1] as Float64Array,
    half95: halves[2] as Float64Array,
  };
}

/** Mean absolute error at each step; beyond the last step with three errors it grows like a random walk's. */
function sizesOf(errors: readonly Float64Array[], horizon: number): Float64Array {
  const { sums, counts } = tally(errors, horizon);
  const size = new Float64Array(horizon);
  let known = -1;
  for (let h = 0; h < horizon; h += 1) {
    const enough = (counts[h] as number) >= 3 || h === 0;
    const here = enough ? aroundStep(sums, counts, h) : Number.NaN;
    if (Number.isFinite(here)) {
      size[h] = here;
      known = h;
    } else {
      size[h] = known < 0 ? 0 : (size[known] as number) * Math.sqrt((h + 1) / (known + 1));
    }
  }
  return size;
}

/** Mean over the steps nearby: the further ahead, the less one step differs from the next. */
function aroundStep(sums: Float64Array, counts: Float64Array, h: number): number {
  const reach = 1 + Math.floor(h / 4);
  let sum = 0;
  let count = 0;
  for (let j = Math.max(0, h - reach); j <= Math.min(sums.length - 1, h + reach); j += 1) {
    sum += sums[j] as number;
    count += counts[j] as number;
  }
  return sum / count;
}

function tally(errors: readonly Float64Array[], horizon: number) {
  const sums = new Float64Array(horizon);
  const counts = new Float64Array(horizon);
  for (const row of errors) {
    row.forEach((signed, h) => {
      if (Number.isFinite(signed)) {
        sums[h] = (sums[h] as number) + Math.abs(signed);
        counts[h] = (counts[h] as number) + 1;
      }
    });
  }
  return { sums, counts };
}
