import type { Aim, EnsembleForecast } from './ensemble';
import { type Spread, spreadOf } from './error-spread';
import { fillGaps } from './fill-gaps';
import { type GrowingLevel, riseScale, shareOnScale } from './growing-level';
import { normalQuantile } from './normal';
import { median, QUANTILE_LEVELS, type QuantileRow } from './quantiles';
import { neverFalling } from './second-opinion';
import type { StabilizingTransform } from './stabilizing-transform';

/**
 * Share of the expected movement that a standard error has at least, however smooth the past: growth
 * rates change. 0.15 puts the 80 % interval of a short noise-free line at 0.84 to 1.24 times its days to limit.
 */
const LEAST_MOVEMENT_ERROR = 0.15;

const SCORES = QUANTILE_LEVELS.map((p) => normalQuantile(p));

export interface RowOptions {
  readonly horizon: number;
  /** Nothing below zero. */
  readonly nonNegative: boolean;
  /** Factor on the width of the intervals, from the track record. */
  readonly widen: number;
}

/** What the rows of a forecast are made of, beside the combination itself. */
export interface Parts {
  readonly measured: Float64Array;
  /** As `measured`, without one viral day: it would be inside almost every past total and highest value. */
  readonly usual: Float64Array;
  readonly scale: StabilizingTransform;
  readonly options: RowOptions;
  readonly history: number;
  /** No quantile stands further above the middle. */
  readonly ceiling: number;
}

/** Rows of each step. */
export function stepRows(answer: EnsembleForecast, parts: Parts): QuantileRow[] {
  const { measured, scale, options, history } = parts;
  const errors = answer.origins.map(({ at, path }) =>
    path.map((value, h) => scale.forward(measured[at + h] as number) - value),
  );
  const spread = spreadOf(errors, options.horizon, history);
  return Array.from(answer.path, (middle, h) => {
    const rise = (answer.rise * (h + 1)) / options.horizon;
    return rowAround(middle, spread, h, LEAST_MOVEMENT_ERROR * Math.abs(rise), 1, parts);
  });
}

/**
 * A growing level is its own highest value so far. What it adds is forecast, on the scale of what it usually adds.
 * That growth rates change counts for one stretch of the history here (a unit information prior: Kass and Wasserman,
 * JASA 90, 1995): where many stretches were alike, the past itself says how little they differ.
 */
export function growingRows(answer: EnsembleForecast, growing: GrowingLevel, parts: Parts): QuantileRow[] {
  const { measured, scale, options, history } = parts;
  const known = fillGaps(measured);
  const errors = answer.origins.map(({ at, path }) => {
    const from = known[at - 1] as number;
    return runningMaxima(path).map((value, h) => {
      const { forward } = riseScale(growing, from, h + 1);
      return forward(measured[at + h] as number) - forward(scale.backward(value));
    });
  });
  const spread = spreadOf(errors, options.horizon, history);
  return Array.from(runningMaxima(answer.path), (top, h) => {
    const middle = scale.backward(top);
    const rises = riseScale(growing, growing.last, h + 1);
    const stretches = Math.max(1, history / (h + 1));
    const least = (LEAST_MOVEMENT_ERROR * shareOnScale(growing, middle, h + 1)) / Math.sqrt(stretches);
    return rowAround(rises.forward(middle), spread, h, least, 1, { ...parts, scale: rises });
  });
}

/** From a combination that is made for totals: neither the middle nor the errors of steps add up to theirs. */
export function totalRows(answer: EnsembleForecast, parts: Parts): QuantileRow[] {
  const { usual, scale, history } = parts;
  const ahead = answer.path.length;
  const { of } = totalsOn(scale);
  const errors = answer.origins.map(({ at, path }) => {
    const came = of(usual.subarray(at, at + path.length).map(scale.forward));
    return path.map((value, h) => (came[h] as number) - value);
  });
  const spread = spreadOf(errors, ahead, history, 1);
  const rows = Array.from(answer.path, (middle, h) => {
    const rise = (answer.rise * (h + 1)) / ahead / 2;
    return rowAround(middle, spread, h, LEAST_MOVEMENT_ERROR * Math.abs(rise), h + 1, parts);
  });
  // A total of amounts never falls, nor does any of its quantiles.
  return parts.options.nonNegative ? neverFalling(rows.map((row) => row.map((value) => Math.max(0, value)))) : rows;
}

/**
 * Totals are compared and combined as running means on the common scale. Weights fall with the square of the error, as
 * Bates and Granger have it: totals over a month tell candidates apart less surely than steps do, since fewer of them
 * are independent.
 */
export function totalsOn(scale: StabilizingTransform): Aim {
  return { of: (path) => runningMeans(path, scale), sharpness: 2 };
}

/**
 * The highest of many uncertain days stands above the highest expected one. By how much, the past says:
 * errors of the running maximum, their middle as well as their spread.
 */
export function peakRows(answer: EnsembleForecast, parts: Parts): QuantileRow[] {
  const { usual, scale, options, history } = parts;
  const errors = answer.origins.map(({ at, path }) => {
    const forecast = runningMaxima(path);
    const truth = runningMaxima(usual.subarray(at, at + path.length)).map(scale.forward);
    return forecast.map((value, h) => (truth[h] as number) - value);
  });
  const middles = middlesOf(errors, options.horizon);
  const spread = spreadOf(
    errors.map((row) => row.map((error, h) => error - (middles[h] as number))),
    options.horizon,
    history,
  );
  return Array.from(runningMaxima(answer.path), (peak, h) => {
    const rise = (answer.rise * (h + 1)) / options.horizon;
    return rowAround(peak + (middles[h] as number), spread, h, LEAST_MOVEMENT_ERROR * Math.abs(rise), 1, parts);
  });
}

/** Past cuts' worth of "no shift" that a middle is drawn towards: a month has so many neighbours that share its days. */
const PRIOR_CUTS = 2;

function middlesOf(errors: readonly Float64Array[], horizon: number): Float64Array {
  const middles = new Float64Array(horizon);
  let last = 0;
  for (let h = 0; h < horizon; h += 1) {
    const known = errors.filter((row) => h < row.length && Number.isFinite(row[h])).map((row) => row[h] as number);
    if (known.length >= 3) {
      last = (median(known) * known.length) / (known.length + PRIOR_CUTS);
    }
    middles[h] = last;
  }
  return middles;
}

function runningMaxima(values: Float64Array): Float64Array {
  let top = Number.NEGATIVE_INFINITY;
  return values.map((value) => {
    top = Number.isFinite(value) ? Math.max(top, value) : top;
    return top;
  });
}

const MIDDLE = 3;
/** A value comes back from the logarithm without its last digits: a range without width still holds it. */
const LAST_DIGITS = 8 * Number.EPSILON;

function rowAround(
  middle: number,
  spread: Spread,
  h: number,
  least: number,
  times: number,
  {
    scale,
    options,
    ceiling,
  }: Pick<Parts, 'options' | 'ceiling'> & { readonly scale: Pick<StabilizingTransform, 'backward'> },
): QuantileRow {
  const halves = [spread.half95, spread.half80, spread.half50].map((half, i) =>
    Math.hypot((half[h] as number) * options.widen, least * Math.abs(SCORES[i] as number)),
  ) as [number, number, number];
  const [h95, h80, h50] = [Math.max(...halves), Math.max(halves[1], halves[2]), halves[2]];
  return [-h95, -h80, -h50, 0, h50, h80, h95].map((away, i) => {
    const exact = Math.min(scale.backward(middle + away), ceiling + scale.backward(middle)) * times;
    const value = exact + Math.sign(i - MIDDLE) * LAST_DIGITS * Math.abs(exact);
    return options.nonNegative ? Math.max(0, value) : value;
  });
}

/** A row of another opinion within the same bounds: no further above its middle than the ceiling, nothing below zero. */
export function bounded(row: QuantileRow, { ceiling, options }: Pick<Parts, 'ceiling' | 'options'>): QuantileRow {
  const highest = (row[3] as number) + ceiling;
  const lowest = options.nonNegative ? 0 : Number.NEGATIVE_INFINITY;
  return row.map((value) => Math.max(lowest, Math.min(highest, value)));
}

/** Mean of the first 1, 2, … values of a path on the common scale, on that scale; NaN entries are left out. */
export function runningMeans(
  path: Float64Array,
  { forward, backward }: Pick<StabilizingTransform, 'forward' | 'backward'>,
): Float64Array {
  const means = new Float64Array(path.length);
  let sum = 0;
  let count = 0;
  for (let h = 0; h < path.length; h += 1) {
    const value = backward(path[h] as number);
    if (Number.isFinite(value)) {
      sum += value;
      count += 1;
    }
    means[h] = count === 0 ? Number.NaN : forward(sum / count);
  }
  return means;
}
