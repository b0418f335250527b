import { leastSquaresLine } from '../trend-models';
import { criterion, type Member, varianceOf } from './member';
import { nelderMead } from './nelder-mead';

/** Values that the state before the first one is guessed from. */
const EARLY = 10;
const SHARE: readonly [number, number] = [0.01, 0.99];
/** Of the level's share, what the slope takes. */
const SLOPE_SHARE: readonly [number, number] = [0.001, 0.99];
const DAMPING: readonly [number, number] = [0.8, 0.98];

interface Form {
  readonly alpha: number;
  readonly beta: number;
  readonly phi: number;
  /** With what the level and the slope begin. */
  readonly level: number;
  readonly slope: number;
  readonly parameters: number;
}

/** Level, slope and the sum of squared one-step errors after `y`. */
function run(y: Float64Array, { alpha, beta, phi, level, slope }: Form): [number, number, number] {
  let l = level;
  let b = slope;
  let squares = 0;
  for (let i = 0; i < y.length; i += 1) {
    const expected = l + phi * b;
    const error = (y[i] as number) - expected;
    squares += error * error;
    l = expected + alpha * error;
    b = phi * b + beta * error;
  }
  return [l, b, squares];
}

/**
 * ETS without a season: (A,N,N), (A,A,N) and (A,Ad,N), the best of them by the corrected Akaike criterion.
 * Source: Hyndman, Koehler, Snyder and Grose, "A state space framework for automatic forecasting using exponential
 * smoothing methods", International Journal of Forecasting 18 (2002).
 */
export const exponentialSmoothing: Member = (y) => {
  const n = y.length;
  const early = y.subarray(0, Math.min(n, EARLY));
  const mean = early.reduce((sum, value) => sum + value, 0) / early.length;
  const line = leastSquaresLine(early.length)(early);
  const start = { level: line.level - line.slope * early.length, slope: line.slope };
  const plain = ([alpha = 0]: ArrayLike<number> & Iterable<number>): Form => ({
    ...{ alpha, beta: 0, phi: 0, parameters: 3 },
    level: mean,
    slope: 0,
  });
  const straight = ([alpha = 0, share = 0]: ArrayLike<number> & Iterable<number>): Form => ({
    ...{ alpha, beta: alpha * share, phi: 1, parameters: 5 },
    ...start,
  });
  const damped = ([alpha = 0, share = 0, phi = 0]: ArrayLike<number> & Iterable<number>): Form => ({
    ...{ alpha, beta: alpha * share, phi, parameters: 6 },
    ...start,
  });
  const fitted = [
    plain(nelderMead((p) => run(y, plain(p))[2], [0.3], 0.3, [SHARE]).at),
    straight(nelderMead((p) => run(y, straight(p))[2], [0.3, 0.1], 0.2, [SHARE, SLOPE_SHARE]).at),
    damped(nelderMead((p) => run(y, damped(p))[2], [0.3, 0.1, 0.95], 0.2, [SHARE, SLOPE_SHARE, DAMPING]).at),
  ].map((form) => ({ form, squares: run(y, form)[2] }));
  const { form, squares } = fitted.reduce((a, b) =>
    criterion(b.squares, n, b.form.parameters) < criterion(a.squares, n, a.form.parameters) ? b : a,
  );
  /** Steps that a slope has travelled after h ones. */
  const travelled = (horizon: number) => {
    let share = 1;
    let sum = 0;
    return Float64Array.from({ length: horizon }, () => {
      share *= form.phi;
      sum += share;
      return sum;
    });
  };
  return {
    path: (known, horizon) => {
      const [level, slope] = run(known, form);
      return travelled(horizon).map((steps) => level + slope * steps);
    },
    variance: varianceOf(squares, n, form.parameters),
    shocks: (horizon) => {
      const steps = travelled(horizon);
      return steps.map((_, j) => (j === 0 ? 1 : form.alpha + form.beta * (steps[j - 1] as number)));
    },
  };
};
