import { mean, median } from './quantiles';

/**
 * True when the series is a level that moves step by step (storage) rather than separate amounts
 * (requests a day): its steps are small against its distance from its own middle. Independent values
 * have a ratio of about 1.4; a straight line of n values has 4 / n.
 * Source: the von Neumann ratio (Annals of Mathematical Statistics 12, 1941) with absolute values.
 */
export function isRandomWalk(values: Float64Array): boolean {
  const middle = median(values);
  const away = mean(values.map((value) => Math.abs(value - middle)));
  const steps = mean(values.subarray(1).map((value, i) => Math.abs(value - (values[i] as number))));
  return steps < Math.max(MOST_STEP, SHORT_LINE / values.length) * away;
}

const MOST_STEP = 0.15;
/** A short straight line has few steps between its middle and its ends. */
const SHORT_LINE = 4.6;
