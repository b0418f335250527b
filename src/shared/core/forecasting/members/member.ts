/** A model of one series without seasonality, its parameters fitted once. */
export interface FittedMember {
  /** The `horizon` values after `known`, a beginning of the values fitted or all of them. */
  readonly path: (known: Float64Array, horizon: number) => Float64Array;
  /** Variance of the one-step errors. */
  readonly variance: number;
  /** What is left of a shock 0, 1, … `horizon - 1` steps later. */
  readonly shocks: (horizon: number) => Float64Array;
}

/** Fits `values` (no gaps, no seasonality). */
export type Member = (values: Float64Array) => FittedMember;

/**
 * `-2 log likelihood` with the penalty for `parameters`, up to a constant: what models of one series are compared by.
 * Source: the criterion of Akaike (1974), corrected for short series by Hurvich and Tsai, Biometrika 76 (1989).
 */
export function criterion(squares: number, n: number, parameters: number): number {
  const correction = (2 * parameters * (parameters + 1)) / Math.max(1, n - parameters - 1);
  return n * Math.log(Math.max(squares, 1e-300) / n) + 2 * parameters + correction;
}

/**
 * Standard deviation of each of the values after the last one: `sigma * sqrt(1 + psi1² + … + psi(h-1)²)`, since a
 * forecast's error is the sum of the shocks to come, each with the weight that it has by then. Source: Hyndman et al.,
 * Forecasting with Exponential Smoothing (2008), section 6.2; Box and Jenkins (1970) for ARIMA.
 */
export function deviationsOfSteps({ variance, shocks }: FittedMember, horizon: number): Float64Array {
  let sum = 0;
  return shocks(horizon).map((psi) => {
    sum += psi * psi;
    return Math.sqrt(variance * sum);
  });
}

/** The same of the mean of the first 1, 2, … values: a shock counts in it with all that it leaves until then. */
export function deviationsOfMeans({ variance, shocks }: FittedMember, horizon: number): Float64Array {
  let left = 0;
  let sum = 0;
  return shocks(horizon).map((psi, h) => {
    left += psi;
    sum += left * left;
    return Math.sqrt(variance * sum) / (h + 1);
  });
}

/** Variance of one-step errors that `parameters` were fitted to. */
export function varianceOf(squares: number, n: number, parameters: number): number {
  return squares / Math.max(1, n - parameters);
}
