import { candidatesFor, type Seasons, straightLines } from './candidates';
import { ensemble } from './ensemble';
import { type Spread, spreadOf } from './error-spread';
import { fillGaps } from './fill-gaps';
import { normalQuantile } from './normal';
import { median, QUANTILE_LEVELS, type QuantileRow, rangeOf } from './quantiles';
import { restartAtBend } from './restart-at-bend';
import { restartAtEvents } from './restart-at-events';
import { rhythmOf } from './rhythm';
import { type SteadyScale, steadyScale } from './steady-scale';
import { tameOutliers, withoutViralDay } from './tame-outliers';
import { wanders } from './wandering';

export interface RegularOptions {
  readonly seasons: Seasons;
  /** Steps ahead, at least 1. */
  readonly horizon: number;
  /** Nothing below zero. */
  readonly nonNegative: boolean;
  /** Factor on the width of the intervals, from the track record. */
  readonly widen: number;
  /** Indices of `given` at which a deployment or plan change may have shifted the level. */
  readonly events?: readonly number[];
}

/** Quantile rows of each step, and of the running total from the first step on. */
export interface RegularForecast {
  readonly steps: readonly QuantileRow[];
  readonly totals: readonly QuantileRow[];
  /** Quantile rows of the highest value from the first step on: what decides whether a limit is reached. */
  readonly peaks: readonly QuantileRow[];
  /** True for a level that moves step by step, false for separate amounts. */
  readonly wanders: boolean;
}

/** What a forecast looks back on, at most: older habits mislead more often than they help. */
export const HISTORY = { oneRhythm: 120, longRepetitions: 3 } as const;

/**
 * Share of the expected movement that a standard error has at least, however smooth the past: growth
 * rates change. 0.15 puts the 80 % interval of a noise-free line at 0.84 to 1.24 times its days to limit.
 */
const LEAST_MOVEMENT_ERROR = 0.15;

const SCORES = QUANTILE_LEVELS.map((p) => normalQuantile(p));

/** Forecasts a regular series (NaN for gaps, at least one value) with intervals from its own past errors. */
export function forecastRegular(given: Float64Array, options: RegularOptions): RegularForecast {
  const { seasons, horizon } = options;
  const longest = seasons.long > 1 ? HISTORY.longRepetitions * seasons.long : HISTORY.oneRhythm;
  const from = Math.max(0, given.length - longest);
  const events = (options.events ?? []).map((index) => index - from);
  const restarted = restartAtEvents(given.subarray(from), seasons.short, events);
  const measured = wanders(fillGaps(restarted))
    ? restartAtBend(restarted, options.nonNegative ? 0 : Number.NEGATIVE_INFINITY)
    : restarted;
  const values = fillGaps(measured);
  const scale = steadyScale(values);
  const common = values.map(scale.forward);
  const moving = wanders(values);
  const views = [
    { values: tameOutliers(common, rhythmOf(common, seasons.short), moving), candidates: candidatesFor(seasons) },
  ];
  const lines = {
    values: tameOutliers(values, rhythmOf(values, seasons.short), moving),
    candidates: straightLines(seasons),
    toCommon: scale.toCommon,
  };
  const usual = withoutViralDay(measured);
  // A viral day that no candidate foresaw would make their errors, and so their weights, all alike.
  const truth = (moving ? measured : usual).map(scale.forward);
  const answer = ensemble(moving ? [...views, lines] : views, truth, horizon, seasons);
  const parts: Parts = {
    measured,
    usual,
    scale,
    options,
    history: values.length,
    ceiling: rangeOf(values),
    moving,
    answer,
  };
  return { steps: stepRows(parts), totals: totalRows(parts), peaks: peakRows(parts), wanders: moving };
}

interface Parts {
  readonly measured: Float64Array;
  /** As `measured`, without one viral day: it would be inside almost every past total and highest value. */
  readonly usual: Float64Array;
  readonly scale: SteadyScale;
  readonly options: RegularOptions;
  readonly moving: boolean;
  readonly history: number;
  /** No quantile stands further above the middle than the series ever spanned: a logarithm's tail has no such sense. */
  readonly ceiling: number;
  readonly answer: ReturnType<typeof ensemble>;
}

function stepRows(parts: Parts): QuantileRow[] {
  const { measured, scale, options, history, answer } = parts;
  const errors = answer.origins.map(({ at, path }) =>
    path.map((value, h) => scale.forward(measured[at + h] as number) - value),
  );
  const spread = spreadOf(errors, options.horizon, history);
  return Array.from(answer.path, (middle, h) => {
    const rise = (answer.rise * (h + 1)) / options.horizon;
    return rowAround(middle, spread, h, LEAST_MOVEMENT_ERROR * Math.abs(rise), 1, parts);
  });
}

/** Totals are forecast as running means on the same scale, since their errors do not add up from those of steps. */
function totalRows(parts: Parts): QuantileRow[] {
  const { usual, scale, options, history, answer } = parts;
  const means = runningMeans(answer.path.map(scale.backward)).map(scale.forward);
  const errors = answer.origins.map(({ at, path }) => {
    const forecast = runningMeans(path.map(scale.backward));
    const truth = runningMeans(usual.subarray(at, at + path.length));
    return forecast.map((value, h) => scale.forward(truth[h] as number) - scale.forward(value));
  });
  const spread = spreadOf(errors, options.horizon, history, 1);
  return Array.from(means, (middle, h) => {
    const rise = (answer.rise * (h + 1)) / options.horizon / 2;
    return rowAround(middle, spread, h, LEAST_MOVEMENT_ERROR * Math.abs(rise), h + 1, parts);
  });
}

/**
 * The highest of many uncertain days stands above the highest expected one. By how much, the past says:
 * errors of the running maximum, their middle as well as their spread.
 */
function peakRows(parts: Parts): QuantileRow[] {
  const { usual, scale, options, history, answer } = parts;
  const errors = answer.origins.map(({ at, path }) => {
    const forecast = runningMaxima(path);
    const truth = runningMaxima(usual.subarray(at, at + path.length)).map(scale.forward);
    return forecast.map((value, h) => (truth[h] as number) - value);
  });
  const middles = parts.moving ? new Float64Array(options.horizon) : middlesOf(errors, options.horizon);
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

/** Past cuts' worth of "no shift" that a middle is drawn towards: neighbouring cuts share most of their days. */
const PRIOR_CUTS = 8;

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

function rowAround(
  middle: number,
  spread: Spread,
  h: number,
  least: number,
  times: number,
  { scale, options, ceiling }: Parts,
): QuantileRow {
  const halves = [spread.half95, spread.half80, spread.half50].map((half, i) =>
    Math.hypot((half[h] as number) * options.widen, least * Math.abs(SCORES[i] as number)),
  ) as [number, number, number];
  const [h95, h80, h50] = [Math.max(...halves), Math.max(halves[1], halves[2]), halves[2]];
  return [-h95, -h80, -h50, 0, h50, h80, h95].map((away) => {
    const value = Math.min(scale.backward(middle + away), ceiling + scale.backward(middle)) * times;
    return options.nonNegative ? Math.max(0, value) : value;
  });
}

/** Mean of the first 1, 2, … values; NaN entries are left out. */
function runningMeans(values: Float64Array): Float64Array {
  let sum = 0;
  let count = 0;
  return values.map((value) => {
    if (Number.isFinite(value)) {
      sum += value;
      count += 1;
    }
    return count === 0 ? Number.NaN : sum / count;
  });
}
