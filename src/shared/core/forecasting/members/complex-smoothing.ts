import { type Member, varianceOf } from './member';
import { nelderMead } from './nelder-mead';

/** Values that the level before the first one is the mean of. */
const EARLY = 10;
/** What the second component begins with, as a share of the level. */
const SECOND = 1 / 1.1;

/** Both components and the sum of squared one-step errors after `y`. */
function run(y: Float64Array, a0: number, a1: number, start: number): [number, number, number] {
  let level = start;
  let potential = start * SECOND;
  let squares = 0;
  for (let i = 0; i < y.length; i += 1) {
    const error = (y[i] as number) - level;
    squares += error * error;
    const before = level;
    level = before - (1 - a1) * potential + (a0 - a1) * error;
    potential = before + (1 - a0) * potential + (a0 + a1) * error;
  }
  return [level, potential, squares];
}

/** True where old shocks die out: both eigenvalues of the state's own map lie inside of the unit circle. */
function stable(a0: number, a1: number): boolean {
  const trace = 2 - 2 * a0 + a1;
  const determinant = (1 - a0 + a1) * (1 - a0) - (a1 - 1) * (1 - a0 - a1);
  return Math.abs(determinant) < 1 && Math.abs(trace) < 1 + determinant;
}

/** Steps the two components on, without shocks; answers the first at each step. */
function unfold(level: number, potential: number, a0: number, a1: number, horizon: number): Float64Array {
  let [l, c] = [level, potential];
  return Float64Array.from({ length: horizon }, () => {
    const before = l;
    l = before - (1 - a1) * c;
    c = before + (1 - a0) * c;
    return before;
  });
}

/**
 * Complex exponential smoothing without a season: level and an "information potential" smoothed with one complex share,
 * which covers levels, trends and what lies between them.
 * Source: Svetunkov, Kourentzes and Ord, "Complex exponential smoothing", Naval Research Logistics 69 (2022).
 */
export const complexSmoothing: Member = (y) => {
  const n = y.length;
  const early = y.subarray(0, Math.min(n, EARLY));
  const start = early.reduce((sum, value) => sum + value, 0) / early.length;
  const squaresOf = (p: Float64Array) => {
    const [a0, a1] = p as unknown as [number, number];
    return stable(a0, a1) ? run(y, a0, a1, start)[2] : Number.MAX_VALUE;
  };
  const { at: found, value: squares } = nelderMead(squaresOf, [1.3, 1], 0.1, [
    [0.01, 2.5],
    [0.01, 2],
  ]);
  const [a0, a1] = found as unknown as [number, number];
  return {
    path: (known, horizon) => {
      const [level, potential] = run(known, a0, a1, start);
      return unfold(level, potential, a0, a1, horizon);
    },
    variance: varianceOf(squares, n, 4),
    shocks: (horizon) => Float64Array.of(1, ...unfold(a0 - a1, a0 + a1, a0, a1, horizon - 1)),
  };
};
