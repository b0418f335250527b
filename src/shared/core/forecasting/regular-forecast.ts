import {
  type Candidate,
  candidatesFor,
  candidatesForTotals,
  growthFor,
  levelsForTotals,
  linesOfHours,
  type Seasons,
  straightLines,
} from './candidates';
import { growsClearly } from './clear-growth';
import { type Aim, type EnsembleForecast, ensemble } from './ensemble';
import { type Spread, spreadOf } from './error-spread';
import { fillGaps } from './fill-gaps';
import { habitBegan } from './first-use';
import { type GrowingLevel, growingLevel, riseScale, shareOnScale } from './growing-level';
import { levelThrough, liftOfTotals } from './middle-total';
import { normalQuantile } from './normal';
import { median, QUANTILE_LEVELS, type QuantileRow, rangeOf } from './quantiles';
import { restartAtBend } from './restart-at-bend';
import { restartAtEvents } from './restart-at-events';
import { rhythmOf, usualRhythmOf } from './rhythm';
import { type SteadyScale, steadyScale } from './steady-scale';
import { tame, withoutViralDay } from './tame-outliers';
import { wanders } from './wandering';

export interface RegularOptions {
  readonly seasons: Seasons;
  /** Steps ahead, at least 1. */
  readonly horizon: number;
  /** Nothing below zero. */
  readonly nonNegative: boolean;
  /** Factor on the width of the intervals, from the track record. */
  readonly widen: number;
  /** True for separate amounts, whose last one may be odd however smooth they are; default: as the series looks. */
  readonly amounts?: boolean;
  /** Indices of `given` at which a deployment or plan change may have shifted the level. */
  readonly events?: readonly number[];
}

export interface RegularForecast {
  /** Quantile rows of each step. */
  readonly steps: readonly QuantileRow[];
  /** Quantile rows of the running total of 1, 2, … `ahead` steps: a forecast of its own, made when it is asked for. */
  readonly totals: (ahead: number) => readonly QuantileRow[];
  /** Quantile rows of the highest value from the first step on: what decides whether a limit is reached. */
  readonly peaks: readonly QuantileRow[];
  /** True for a level that moves step by step, false for separate amounts. */
  readonly wanders: boolean;
}

/** What a forecast looks back on, at most: older habits mislead more often than they help. */
export const HISTORY = { oneRhythm: 120, longRepetitions: 3 } as const;

/**
 * Share of the expected movement that a standard error has at least, however smooth the past: growth
 * rates change. 0.15 puts the 80 % interval of a short noise-free line at 0.84 to 1.24 times its days to limit.
 */
const LEAST_MOVEMENT_ERROR = 0.15;

const SCORES = QUANTILE_LEVELS.map((p) => normalQuantile(p));

/** Forecasts a regular series (NaN for gaps, at least one value) with intervals from its own past errors. */
export function forecastRegular(given: Float64Array, options: RegularOptions): RegularForecast {
  const { seasons, horizon } = options;
  const longest = seasons.long > 1 ? HISTORY.longRepetitions * seasons.long : HISTORY.oneRhythm;
  const oldest = Math.max(0, given.length - longest);
  const from = oldest + habitBegan(given.subarray(oldest), seasons.short);
  const events = (options.events ?? []).map((index) => index - from);
  const restarted = restartAtEvents(given.subarray(from), seasons.short, events);
  const measured = wanders(fillGaps(restarted))
    ? restartAtBend(restarted, options.nonNegative ? 0 : Number.NEGATIVE_INFINITY)
    : restarted;
  const values = fillGaps(measured);
  const scale = steadyScale(values);
  const logged = values.map(scale.forward);
  const usual = withoutViralDay(measured);
  // One viral day makes the steps of a steady rise look large.
  const moving = wanders(fillGaps(usual));
  // A viral day that no candidate foresaw would make their errors, and so their weights, all alike.
  const truth = (moving ? measured : usual).map(scale.forward);
  const rhythm = rhythmOf(logged, seasons.short);
  const stands = moving && options.amounts !== true;
  const common = tame(logged, usualRhythmOf(logged, seasons, rhythm), stands);
  const ownRhythm = usualRhythmOf(values, seasons, rhythmOf(values, seasons.short));
  const own = { ...tame(values, ownRhythm, stands), toCommon: scale.toCommon };
  const straight = linesFor(values, moving, seasons);
  const lines = straight.length === 0 ? [] : [{ ...own, recent: undefined, candidates: straight }];
  const parts: Parts = {
    measured,
    usual,
    scale,
    options,
    history: values.length,
    ceiling: ceilingOf(values, seasons),
    moving,
  };
  const growing = stands ? growingLevel(measured, seasons) : null;
  const ways = growing === null ? candidatesFor(seasons) : growthFor(seasons);
  const views = [{ values: common.values, candidates: ways }, ...lines];
  const steps = ensemble(views, truth, horizon, seasons);
  const totals = (ahead: number) => {
    const level = levelThrough(common.values, rhythm).map(scale.backward);
    const lift = liftOfTotals(values, level, scale, ahead);
    const viewsForTotals = [
      { ...common, lift, candidates: candidatesForTotals(seasons) },
      { ...own, candidates: levelsForTotals(seasons) },
      ...lines,
    ];
    return totalRows(ensemble(viewsForTotals, truth, ahead, seasons, totalsOn(scale)), parts);
  };
  if (growing !== null) {
    const rows = growingRows(steps, growing, parts);
    return { steps: rows, totals, peaks: rows, wanders: moving };
  }
  return { steps: stepRows(steps, parts), totals, peaks: peakRows(steps, parts), wanders: moving };
}

/** The straight lines in the series' own unit, for a level that moves step by step or hours that clearly grow. */
function linesFor(values: Float64Array, moving: boolean, seasons: Seasons): readonly Candidate[] {
  if (moving) {
    return straightLines(seasons);
  }
  return growsClearly(values, seasons) ? linesOfHours(seasons) : [];
}

/** Spans of a series of less than two rhythms that its quantiles may reach: what it has spanned so far says little. */
const SPANS_OF_FEW = 3;

/** A series moves by no more than it ever spanned: a logarithm's tail has no such sense. */
function ceilingOf(values: Float64Array, { short }: Seasons): number {
  return rangeOf(values) * (values.length < 2 * short ? SPANS_OF_FEW : 1);
}

interface Parts {
  readonly measured: Float64Array;
  /** As `measured`, without one viral day: it would be inside almost every past total and highest value. */
  readonly usual: Float64Array;
  readonly scale: SteadyScale;
  readonly options: RegularOptions;
  readonly moving: boolean;
  readonly history: number;
  /** No quantile stands further above the middle. */
  readonly ceiling: number;
}

function stepRows(answer: EnsembleForecast, parts: Parts): QuantileRow[] {
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
function growingRows(answer: EnsembleForecast, growing: GrowingLevel, parts: Parts): QuantileRow[] {
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
function totalRows(answer: EnsembleForecast, parts: Parts): QuantileRow[] {
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
  return parts.options.nonNegative ? neverFalling(rows) : rows;
}

/** A total of amounts never falls, nor does any of its quantiles. */
function neverFalling(rows: readonly QuantileRow[]): QuantileRow[] {
  let before: QuantileRow = [];
  return rows.map((row) => {
    before = row.map((value, i) => Math.max(value, before[i] ?? 0));
    return before;
  });
}

/**
 * Totals are compared and combined as running means on the common scale. Weights fall with the square of the error, as
 * Bates and Granger have it: totals over a month tell candidates apart less surely than steps do, since fewer of them
 * are independent.
 */
function totalsOn(scale: SteadyScale): Aim {
  return { of: (path) => runningMeans(path, scale), sharpness: 2 };
}

/**
 * The highest of many uncertain days stands above the highest expected one. By how much, the past says:
 * errors of the running maximum, their middle as well as their spread.
 */
function peakRows(answer: EnsembleForecast, parts: Parts): QuantileRow[] {
  const { usual, scale, options, history } = parts;
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
  { scale, options, ceiling }: Pick<Parts, 'options' | 'ceiling'> & { readonly scale: Pick<SteadyScale, 'backward'> },
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

/** Mean of the first 1, 2, … values of a path on the common scale, on that scale; NaN entries are left out. */
function runningMeans(path: Float64Array, { forward, backward }: SteadyScale): Float64Array {
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
