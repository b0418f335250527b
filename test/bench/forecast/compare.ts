import { quantileSorted } from '#shared/core/forecasting/quantiles';

/** A method's errors over another's, series by series. */
export interface Comparison {
  /** Geometric mean of the ratios; below 1 the first is better. */
  readonly ratio: number;
  /** Its central 95 % interval when series are drawn anew. */
  readonly from: number;
  readonly to: number;
  readonly series: number;
}

const DRAWS = 2_000;

/**
 * Compares the errors of two methods on the same series, in the same order. Series are drawn anew in pairs, since what is
 * hard for one is hard for the other.
 * Source: Efron and Tibshirani, An Introduction to the Bootstrap (1993), section 13.3 (percentiles); geometric means as
 * in Fleming and Wallace, Communications of the ACM 29 (1986).
 */
export function compared(ours: readonly number[], others: readonly number[]): Comparison {
  const logs = ours.flatMap((value, i) => {
    const log = Math.log(value / (others[i] as number));
    return Number.isFinite(log) ? [log] : [];
  });
  const mean = (values: readonly number[]) => values.reduce((a, b) => a + b, 0) / values.length;
  const next = drawsFrom(20_241_129);
  const drawn = Float64Array.from({ length: DRAWS }, () => mean(logs.map(() => logs[next(logs.length)] as number)));
  drawn.sort();
  return {
    ratio: Math.exp(mean(logs)),
    from: Math.exp(quantileSorted(drawn, 0.025)),
    to: Math.exp(quantileSorted(drawn, 0.975)),
    series: logs.length,
  };
}

/** Whole numbers below `count`, the same in every run. Source: Numerical Recipes (1992), section 7.1. */
function drawsFrom(seed: number): (count: number) => number {
  let state = seed >>> 0;
  return (count) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 4_294_967_296) * count);
  };
}
