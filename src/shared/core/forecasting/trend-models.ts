import { quantileSorted } from './quantiles';

/** A straight or flattening line from the end of a series on: step h is `level + slope * damped(h)`. */
export interface Trend {
  readonly level: number;
  readonly slope: number;
  /** Share of the slope that is left after each step; 1 for a straight line. */
  readonly damping: number;
}

/** Works out the line that goes on from values (no gaps, no seasonality). */
export type TrendModel = (values: Float64Array) => Trend;

/** Exponential smoothing of the level alone. Source: Brown (1956); as in Hyndman et al. (2008), model (N,N). */
export function smoothedLevel(alpha: number): TrendModel {
  return (values) => {
    let level = values[0] as number;
    for (let i = 1; i < values.length; i += 1) {
      level += alpha * ((values[i] as number) - level);
    }
    return { level, slope: 0, damping: 1 };
  };
}

/**
 * Level and slope smoothed, the slope damped. Source: Gardner and McKenzie, "Forecasting trends in
 * time series", Management Science 31 (1985); Holt's method where `damping` is 1.
 */
export function smoothedTrend(alpha: number, beta: number, damping: number): TrendModel {
  return (values) => {
    let level = values[0] as number;
    let slope = 0;
    for (let i = 1; i < values.length; i += 1) {
      const expected = level + damping * slope;
      const before = level;
      level = expected + alpha * ((values[i] as number) - expected);
      slope = beta * (level - before) + (1 - beta) * damping * slope;
    }
    return { level, slope, damping };
  };
}

/**
 * A quickly smoothed level that returns to a slowly smoothed one: `share` of the distance between them is left after
 * each step. Source: two of Brown's levels with a first-order autoregression between them, as in the component form of
 * Hyndman et al., Forecasting with Exponential Smoothing (2008), section 2.5.
 */
export function returningLevel(quick: number, slow: number, share: number): TrendModel {
  const [near, far] = [smoothedLevel(quick), smoothedLevel(slow)];
  return (values) => {
    const { level } = near(values);
    // Steps of `slope * share ^ h` add up to the whole distance.
    return { level, slope: ((far(values).level - level) * (1 - share)) / share, damping: share };
  };
}

/**
 * From the last value on with the slope between it and the value `steps` earlier: a random walk with drift.
 * Source: the drift method of Hyndman and Athanasopoulos, Forecasting: Principles and Practice, 3rd ed.,
 * section 5.2, over the last `steps` values.
 */
export function lastWithDrift(steps: number): TrendModel {
  return (values) => {
    const end = values.length - 1;
    const back = Math.min(steps, end);
    const level = values[end] as number;
    const slope = back === 0 ? 0 : (level - (values[end - back] as number)) / back;
    return { level, slope, damping: 1 };
  };
}

/**
 * A slowly smoothed level with the slope between the means of the last week and of the week `steps`
 * earlier: steady growth under much noise. Source: Brown's level with the drift method on means of a week.
 */
export function levelWithDrift(alpha: number, week: number, steps: number): TrendModel {
  const smooth = smoothedLevel(alpha);
  return (values) => {
    const { level } = smooth(values);
    const n = values.length;
    const back = Math.min(steps, n - week - 1);
    if (back < 1) {
      return { level, slope: 0, damping: 1 };
    }
    let change = 0;
    for (let i = n - week; i < n; i += 1) {
      change += (values[i] as number) - (values[i - back] as number);
    }
    return { level, slope: change / week / back, damping: 1 };
  };
}

/** The median of the last `steps` values: one odd week moves it little, half of the stretch moves it all the way. */
export function medianLevel(steps: number): TrendModel {
  return (values) => {
    const recent = values.slice(Math.max(0, values.length - steps)).sort();
    return { level: quantileSorted(recent, 0.5), slope: 0, damping: 1 };
  };
}

/**
 * The line of least squares through the last `steps` values. Source: trend regression, Hyndman and
 * Athanasopoulos, Forecasting: Principles and Practice, 3rd ed., section 7.4; for evenly spaced times the
 * squares of their distances from the centre sum up to n (n² - 1) / 12.
 */
export function leastSquaresLine(steps: number): TrendModel {
  return (values) => {
    const recent = values.subarray(Math.max(0, values.length - steps));
    const n = recent.length;
    const centre = (n - 1) / 2;
    let sum = 0;
    let cross = 0;
    for (let i = 0; i < n; i += 1) {
      sum += recent[i] as number;
      cross += (i - centre) * (recent[i] as number);
    }
    const slope = n < 2 ? 0 : (cross * 12) / (n * (n * n - 1));
    return { level: sum / n + slope * centre, slope, damping: 1 };
  };
}
