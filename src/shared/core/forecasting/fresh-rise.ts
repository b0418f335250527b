import { median } from './quantiles';
import { seasonalityOf } from './seasonality';
import { stabilizingTransform } from './stabilizing-transform';

/** From four values on `changePoints` has its own say. */
const MOST_AFTER = 3;
/** Two weeks before: fewer show no seasonality of the week. */
const FEWEST_BEFORE = 14;
/** The level next to the rise; older values say how much the series moves at all. */
const LEVEL_OVER = 14;
const SPREAD_OVER = 28;
/** Robust standard deviations; an outlier is told from chance at 2.5 of them, a single day needs more. */
const CLEAR = 4;
/** A rise by less than this share matters to nobody, however quiet the series was. */
const LEAST_SHARE = 0.1;

/**
 * Index of the first of the last one to three values that all stand clearly above what the values
 * before them lead to expect; null when there are none. Fewer than four values cannot tell a new level
 * from a spike: whoever shows it says so. A fall is not told this early, since providers add to their
 * newest days for a while.
 *
 * `values`: amounts of regular steps, oldest first, no gaps; `season`: steps of their seasonal period. Expected is
 * the median of the last 14 values on the stabilizing transform, the seasonality put back; the spread is the median
 * absolute deviation over 28 values (Hampel, "The influence curve and its role in robust estimation",
 * JASA 69, 1974), and at least half their standard deviation where most values are alike. None of these 28
 * may have been as high.
 */
export function freshRise(values: Float64Array, season: number): number | null {
  for (let after = MOST_AFTER; after > 0; after -= 1) {
    const split = values.length - after;
    if (split >= FEWEST_BEFORE && allAbove(values, split, season)) {
      return split;
    }
  }
  return null;
}

function allAbove(values: Float64Array, split: number, season: number): boolean {
  const scale = stabilizingTransform(values.subarray(0, split));
  const steady = values.map(scale.forward);
  const seasonality = seasonalityOf(steady.subarray(0, split), season);
  const seasonalityAt = (i: number) => seasonality[i % seasonality.length] as number;
  const plain = steady.map((value, i) => value - seasonalityAt(i));
  const level = median(plain.subarray(split - LEVEL_OVER, split));
  const recent = plain.subarray(Math.max(0, split - SPREAD_OVER), split);
  const spread = spreadOf(recent);
  // What is used now and then has been this high before.
  const highest = Math.max(...recent);
  return values.subarray(split).every((value, after) => {
    const i = split + after;
    const expected = scale.backward(level + seasonalityAt(i));
    const own = plain[i] as number;
    return own > highest && own - level > CLEAR * spread && value > (1 + LEAST_SHARE) * expected;
  });
}

function spreadOf(plain: Float64Array): number {
  const middle = median(plain);
  const robust = 1.4826 * median(plain.map((value) => Math.abs(value - middle)));
  const variance = plain.reduce((sum, value) => sum + (value - middle) ** 2, 0) / plain.length;
  return Math.max(robust, Math.sqrt(variance) / 2);
}
