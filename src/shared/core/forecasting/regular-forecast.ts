import {
  type Candidate,
  candidatesFor,
  candidatesForTotals,
  growthFor,
  levelsForTotals,
  linesOfHours,
  type Seasons,
  slowLines,
  straightLines,
} from './candidates';
import { growsClearly } from './clear-growth';
import { ensemble } from './ensemble';
import { fillGaps } from './fill-gaps';
import { habitBegan } from './first-use';
import { growingLevel } from './growing-level';
import { growingRows, type Parts, peakRows, stepRows, totalRows, totalsOn } from './quantile-rows';
import { type QuantileRow, rangeOf } from './quantiles';
import { isRandomWalk } from './random-walk';
import { restartAtBend } from './restart-at-bend';
import { restartAtEvents } from './restart-at-events';
import { restartAtJump } from './restart-at-jump';
import { restartAtShift } from './restart-at-shift';
import { seasonalityOf, usualSeasonalityOf } from './seasonality';
import { hasOpinion, neverFalling } from './second-opinion';
import { levelThrough, smearingOfTotals } from './smearing';
import { stabilizingTransform } from './stabilizing-transform';
import { NO_CHANGE, SILENT, weighedOpinion } from './weighed-opinion';
import { winsorize, withoutViralDay } from './winsorize';

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
  /** True for a level that moves step by step and may fall: when it meets a limit is a question of its whole walk. */
  readonly walks: boolean;
}

/** What a forecast looks back on, at most: older habits mislead more often than they help. */
const HISTORY = { oneSeasonality: 120, longRepetitions: 3 } as const;

/** Forecasts a regular series (NaN for gaps, at least one value) with intervals from its own past errors. */
export function forecastRegular(given: Float64Array, options: RegularOptions): RegularForecast {
  const { seasons, horizon } = options;
  const longest = seasons.long > 1 ? HISTORY.longRepetitions * seasons.long : HISTORY.oneSeasonality;
  const oldest = Math.max(0, given.length - longest);
  const from = oldest + habitBegan(given.subarray(oldest), seasons.short);
  const events = (options.events ?? []).map((index) => index - from);
  const floor = options.nonNegative ? 0 : Number.NEGATIVE_INFINITY;
  const placed = restartAtEvents(given.subarray(from), seasons.short, events);
  const restarted =
    options.amounts === true
      ? restartAtShift(placed, seasons.short)
      : restartAtJump(placed, floor, options.amounts === false);
  const measured = isRandomWalk(fillGaps(restarted)) ? restartAtBend(restarted, floor) : restarted;
  const values = fillGaps(measured);
  const scale = stabilizingTransform(values);
  const logged = values.map(scale.forward);
  const usual = withoutViralDay(measured);
  // One viral day makes the steps of a steady rise look large; without the last days of a short one it looks like none.
  const moving = isRandomWalk(values) || isRandomWalk(fillGaps(usual));
  // A viral day that no candidate foresaw would make their errors, and so their weights, all alike.
  const truth = (moving ? measured : usual).map(scale.forward);
  const seasonality = seasonalityOf(logged, seasons.short);
  const stands = moving && options.amounts !== true;
  const common = winsorize(logged, usualSeasonalityOf(logged, seasons, seasonality), stands);
  const ownSeasonality = usualSeasonalityOf(values, seasons, seasonalityOf(values, seasons.short));
  const own = { ...winsorize(values, ownSeasonality, stands), toCommon: scale.toCommon };
  const growing = stands ? growingLevel(measured, seasons) : null;
  const straight = linesFor(values, moving, growing !== null, seasons);
  const lines = straight.length === 0 ? [] : [{ ...own, recent: undefined, candidates: straight }];
  const parts: Parts = {
    measured,
    usual,
    scale,
    options,
    history: values.length,
    ceiling: ceilingOf(values, seasons),
  };
  const ways = growing === null ? candidatesFor(seasons, values.length) : growthFor(seasons);
  const views = [{ values: common.values, candidates: ways }, ...lines];
  const steps = ensemble(views, truth, horizon, seasons);
  const asked = moving
    ? { values: own.values, seasonality: ownSeasonality, unit: NO_CHANGE }
    : { values: common.values, seasonality, unit: scale };
  const opinion = hasOpinion(values, seasons)
    ? weighedOpinion({ ...asked, season: seasons.short, ours: steps, truth, growing: growing !== null }, parts)
    : SILENT;
  const totals = (ahead: number) => {
    const level = levelThrough(common.values, seasonality).map(scale.backward);
    const lift = smearingOfTotals(values, level, scale, ahead);
    const viewsForTotals = [
      { ...common, lift, candidates: candidatesForTotals(seasons, values.length) },
      { ...own, candidates: levelsForTotals(seasons) },
      ...lines,
    ];
    const ours = totalRows(ensemble(viewsForTotals, truth, ahead, seasons, totalsOn(scale)), parts);
    return opinion.onTotals(ours);
  };
  if (growing !== null) {
    // When it meets a limit hangs on its rate alone, which many past stretches tell nearer than any fitted trend.
    const above = (rows: readonly QuantileRow[]) =>
      rows.map((row) => row.map((value) => Math.max(growing.last, value)));
    const highest = above(growingRows(steps, growing, parts));
    return { steps: neverFalling(above(opinion.onSteps(highest))), totals, peaks: highest, walks: false };
  }
  const highest = peakRows(steps, parts);
  return {
    steps: opinion.onSteps(stepRows(steps, parts)),
    totals,
    // The highest of many separate amounts is a question of how odd they get, which past errors tell and no model does.
    peaks: moving ? opinion.onHighest(highest) : highest,
    walks: stands,
  };
}

/** The straight lines in the series' own unit, for a level that moves step by step or hours that clearly grow. */
function linesFor(values: Float64Array, moving: boolean, growing: boolean, seasons: Seasons): readonly Candidate[] {
  if (moving) {
    return growing ? straightLines(seasons) : [...straightLines(seasons), ...slowLines(seasons, values.length)];
  }
  return growsClearly(values, seasons) ? linesOfHours(seasons) : [];
}

/**
 * Spans of a series of less than two seasonal periods that its quantiles may reach: what it has spanned so far says
 * little.
 */
const SPANS_OF_FEW = 3;

/** A series moves by no more than it ever spanned: a logarithm's tail has no such sense. */
function ceilingOf(values: Float64Array, { short }: Seasons): number {
  return rangeOf(values) * (values.length < 2 * short ? SPANS_OF_FEW : 1);
}
