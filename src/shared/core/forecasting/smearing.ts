import { median } from './quantiles';
import type { Seasonality } from './seasonality';
import type { StabilizingTransform } from './stabilizing-transform';

/** Steps on each side that a level through a series rests on: with the middle one two weeks of days. */
const REACH = 7;
/** No total is moved by more than this factor: beyond, it is the work of a few huge days that nobody can foresee. */
const MOST = Math.log(1.5);

/** Stretches side by side from which a total of so many days is told. */
const FEWEST_STRETCHES = 4;

/**
 * Level of `values` (no gaps) at each step, its seasonality included: a centred moving mean of what is left without it.
 */
export function levelThrough(values: Float64Array, seasonality: Seasonality): Float64Array {
  const place = (i: number) => seasonality[i % seasonality.length] as number;
  const sums = runningSums(values.map((value, i) => value - place(i)));
  return values.map((_, i) => {
    const from = Math.max(0, i - REACH);
    const to = Math.min(values.length, i + REACH + 1);
    return sumOf(sums, from, to) / (to - from) + place(i);
  });
}

/**
 * How far the middle total of 1, 2, … `horizon` neighbouring `values` (no gaps) stood above that of `level`, as running
 * means on the common scale; nothing where that is not a logarithmic one. A level on a logarithmic scale is near the
 * middle day; a total has its share of the days far above it, the more surely the longer it is. The median over all
 * stretches of that length leaves out what happened once, up to a quarter of the series: of stretches longer than a third
 * of it most hold what happened in its middle. Beyond it stays as it is there.
 *
 * A smearing estimate (Duan, "Smearing estimate: a nonparametric retransformation method", JASA 78, 1983) with the
 * median of totals in place of the mean of values.
 */
export function smearingOfTotals(
  values: Float64Array,
  level: Float64Array,
  scale: StabilizingTransform,
  horizon: number,
): Float64Array {
  const lift = new Float64Array(horizon);
  if (!scale.logarithmic) {
    return lift;
  }
  const came = runningSums(values);
  const expected = runningSums(level);
  let last = 0;
  for (let h = 0; h < horizon; h += 1) {
    const steps = h + 1;
    if (FEWEST_STRETCHES * steps <= values.length) {
      const meanOf = (sums: Float64Array, from: number) => sumOf(sums, from, from + steps) / steps;
      const apart = Float64Array.from(
        { length: values.length - steps + 1 },
        (_, i) => scale.forward(meanOf(came, i)) - scale.forward(meanOf(expected, i)),
      );
      last = Math.max(-MOST, Math.min(MOST, median(apart)));
    }
    lift[h] = last;
  }
  return lift;
}

/** Sum of the first 0, 1, 2, … values. */
function runningSums(values: Float64Array): Float64Array {
  const sums = new Float64Array(values.length + 1);
  values.forEach((value, i) => {
    sums[i + 1] = (sums[i] as number) + value;
  });
  return sums;
}

function sumOf(sums: Float64Array, from: number, to: number): number {
  return (sums[to] as number) - (sums[from] as number);
}
