import type { EnsembleForecast } from './ensemble';
import { bounded, type Parts, runningMeans } from './quantile-rows';
import type { QuantileRow } from './quantiles';
import type { Seasonality } from './seasonality';
import { neverFalling, secondOpinion } from './second-opinion';
import type { StabilizingTransform } from './stabilizing-transform';

/** A change of unit and back. */
export type Unit = Pick<StabilizingTransform, 'forward' | 'backward'>;
export const NO_CHANGE: Unit = { forward: (value) => value, backward: (value) => value };

/**
 * Weight of the second opinion where both were equally good. A third, since it is one view beside many weighed ones and
 * their errors; half for a level that hardly ever falls, whose candidates are few.
 */
const SHARE = { usual: 1 / 3, growing: 1 / 2 } as const;
/** It is asked at every fourth of the past moments: a ratio of two errors needs few. */
const ASKED_EVERY = 4;

type Rows = readonly QuantileRow[];

/** Our rows with the second opinion in them. */
export interface WeighedOpinion {
  readonly onSteps: (ours: Rows) => Rows;
  /** Rows of the highest value so far. */
  readonly onHighest: (ours: Rows) => Rows;
  /** Rows of running totals: their widths alone, since candidates made for totals know their middle better. */
  readonly onTotals: (ours: Rows) => Rows;
}

/** Where there is no second opinion, ours stands. */
export const SILENT: WeighedOpinion = { onSteps: (ours) => ours, onHighest: (ours) => ours, onTotals: (ours) => ours };

interface Asked {
  /** No gaps, outliers winsorized, in `unit`. */
  readonly values: Float64Array;
  readonly seasonality: Seasonality;
  readonly season: number;
  readonly unit: Unit;
  /** What we said at past moments, and what came, on the common scale. */
  readonly ours: EnsembleForecast;
  readonly truth: Float64Array;
  /** True for a level that hardly ever falls. */
  readonly growing: boolean;
}

/** Asks for a second opinion; its weight goes by what both said at past moments. */
export function weighedOpinion(
  { values, seasonality, season, unit, ours, truth, growing }: Asked,
  parts: Parts,
): WeighedOpinion {
  const { scale, options } = parts;
  const opinion = secondOpinion(values, seasonality, season);
  const inUnit = (rows: Rows) => rows.map((row) => bounded(row.map(unit.backward), parts));
  let [our, their] = [0, 0];
  for (const { at, path } of ours.origins.filter((_, i) => i % ASKED_EVERY === 1)) {
    const said = opinion.path(at, path.length).map((value) => scale.forward(held(unit.backward(value), options)));
    const came = truth.subarray(at, at + path.length);
    our += errorOf(path, came);
    their += errorOf(said, came);
  }
  const weight = weightOf(our, their, growing ? SHARE.growing : SHARE.usual);
  const rows = inUnit(opinion.rows(options.horizon));
  return {
    onSteps: (own) => averaged(own, rows, scale, weight),
    onHighest: (own) => averaged(own, neverFalling(rows), scale, weight),
    onTotals: (own) => {
      const means = inUnit(opinion.means(own.length, (path) => runningMeans(path, unit)));
      const ourMeans = own.map((row, h) => row.map((value) => value / (h + 1)));
      const both = averaged(ourMeans, aroundMiddle(means, ourMeans, scale), scale, weight);
      const totals = both.map((row, h) => row.map((value) => held(value * (h + 1), options)));
      return options.nonNegative ? neverFalling(totals) : totals;
    },
  };
}

/**
 * `share` where both were equally good at past moments, less where ours was better; none where ours was exact, as on a
 * steady rise. From the absolute errors of both.
 */
export function weightOf(ours: number, others: number, share: number): number {
  const [a, b] = [share * ours, (1 - share) * others];
  return a + b > 0 ? a / (a + b) : share;
}

/**
 * Rows between two opinions: each quantile the mean of both on the common scale, the other's with `share` of the weight.
 * Source: Lichtendahl, Grushka-Cockayne and Winkler, "Is it better to average probabilities or quantiles?", Management
 * Science 59 (2013): averaged quantiles stay as sharp as the two are, averaged probabilities do not.
 */
export function averaged(ours: Rows, others: Rows, { forward, backward }: Unit, share: number): QuantileRow[] {
  return ours.map((row, h) => {
    let before = Number.NEGATIVE_INFINITY;
    return row.map((value, i) => {
      const other = (others[h] as QuantileRow)[i] as number;
      const both = backward((1 - share) * forward(value) + share * forward(other));
      // Of values near the end of what a number holds no square can be made, and so no opinion.
      before = Math.max(before, value === other || !Number.isFinite(both) ? value : both);
      return before;
    });
  });
}

/** The other's rows moved, on the common scale, to where our middles are. */
function aroundMiddle(others: Rows, ours: Rows, { forward, backward }: Unit): QuantileRow[] {
  return others.map((row, h) => {
    const move = forward((ours[h] as QuantileRow)[3] as number) - forward(row[3] as number);
    return row.map((value) => backward(forward(value) + move));
  });
}

function errorOf(said: Float64Array, came: Float64Array): number {
  let sum = 0;
  for (let h = 0; h < came.length; h += 1) {
    const error = Math.abs((came[h] as number) - (said[h] as number));
    sum += Number.isFinite(error) ? error : 0;
  }
  return sum;
}

function held(value: number, { nonNegative }: Parts['options']): number {
  return nonNegative ? Math.max(0, value) : value;
}
