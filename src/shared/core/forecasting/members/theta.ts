import { leastSquaresLine } from '../trend-models';
import { type Member, varianceOf } from './member';
import { nelderMead } from './nelder-mead';

/** Level and sum of squared one-step errors after `y`. */
function run(y: Float64Array, alpha: number): [number, number] {
  let level = y[0] as number;
  let squares = 0;
  for (let i = 1; i < y.length; i += 1) {
    const error = (y[i] as number) - level;
    squares += error * error;
    level += alpha * error;
  }
  return [level, squares];
}

/**
 * The Theta method: a smoothed level that drifts by half of the slope of the line through all values.
 * Source: Assimakopoulos and Nikolopoulos, International Journal of Forecasting 16 (2000), in the form of Hyndman and
 * Billah, "Unmasking the Theta method", International Journal of Forecasting 19 (2003).
 */
export const theta: Member = (y) => {
  const n = y.length;
  const { at: found } = nelderMead((p) => run(y, p[0] as number)[1], [0.3], 0.3, [[0.01, 0.99]]);
  const alpha = found[0] as number;
  return {
    path: (known, horizon) => {
      const drift = leastSquaresLine(known.length)(known).slope / 2;
      const base = run(known, alpha)[0] + (drift * (1 - (1 - alpha) ** known.length)) / alpha;
      return Float64Array.from({ length: horizon }, (_, h) => base + drift * h);
    },
    variance: varianceOf(run(y, alpha)[1], n, 3),
    shocks: (horizon) => Float64Array.from({ length: horizon }, (_, j) => (j === 0 ? 1 : alpha)),
  };
};
