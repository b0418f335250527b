import { DAY } from '#shared/domain/instant';
import {
  autoregression,
  lineTimesSeasonality,
  lineWithSeasonality,
  type ModelledPath,
  type PathModel,
} from './path-models';
import { blend, longSeasonalityOf, type Seasonality, seasonalityOf } from './seasonality';
import {
  lastWithDrift,
  leastSquaresLine,
  levelWithDrift,
  medianLevel,
  returningLevel,
  smoothedLevel,
  smoothedTrend,
  type TrendModel,
} from './trend-models';

/** Which seasonalities a step width has, in steps; 1 for none. */
export interface Seasons {
  /** The seasonality that repeats most often: 7 for days, 24 for hours. */
  readonly short: number;
  /** A seasonality around it, such as the 168 hours of a week; 1 where there is none. */
  readonly long: number;
}

/** One simple way to go on from a series: a seasonality with a trend, or both at once. */
export type Candidate =
  | { readonly seasonality: 'short' | 'long' | 'blend'; readonly trend: TrendModel }
  | { readonly seasonality: 'short'; readonly model: PathModel }
  | { readonly seasonality?: undefined; readonly model: PathModel };

/**
 * The candidates for a step width. Few and fixed, from stiff to nimble; what a series needs is decided
 * by how well each did on it. Where days have one seasonality, the choice is about the trend; where hours
 * have two, it is mostly about the seasonality. `known`: values that there are.
 */
export function candidatesFor(seasons: Seasons, known: number): readonly Candidate[] {
  return seasons.long > 1 ? twoSeasonalities(seasons) : oneSeasonality(seasons.short, known);
}

/** Seasonal periods from which on ways to remember are tried: in fewer, what they remember is chance. */
const FEWEST_PERIODS = 4;

/** Days hang on the days before them, and return to what is usual. */
const REMEMBERING: readonly Candidate[] = [
  { seasonality: 'short', trend: returningLevel(0.6, 0.05, 0.8) },
  { seasonality: 'short', model: autoregression([1, 2]) },
];

function oneSeasonality(season: number, known: number): readonly Candidate[] {
  const week = Math.max(2, season);
  const models = [
    smoothedLevel(0.02),
    smoothedLevel(0.05),
    smoothedLevel(0.1),
    smoothedLevel(0.3),
    smoothedLevel(0.6),
    smoothedTrend(0.1, 0.1, 0.97),
    smoothedTrend(0.2, 0.1, 0.9),
    smoothedTrend(0.3, 0.05, 0.97),
    smoothedTrend(0.6, 0.05, 1),
    smoothedTrend(0.6, 0.2, 1),
    levelWithDrift(0.2, week, 12 * week),
  ].map((trend): Candidate => ({ seasonality: 'short', trend }));
  return known < FEWEST_PERIODS * week ? models : [...models, ...REMEMBERING];
}

/**
 * The same for totals, with the medians of the last one, two and four weeks: a smoothed level keeps a part of every odd
 * day, and a total has that part in each of its days.
 */
export function candidatesForTotals(seasons: Seasons, known: number): readonly Candidate[] {
  return [...candidatesFor(seasons, known), ...medians(seasons)];
}

/**
 * Levels for totals in the series' own unit: on a logarithmic scale a level is nearer to the median day, and a total is
 * made of mean ones.
 */
export function levelsForTotals(seasons: Seasons): readonly Candidate[] {
  const smoothed = [0.02, 0.05, 0.1, 0.3, 0.6].map(
    (share): Candidate => ({ seasonality: 'short', trend: smoothedLevel(share) }),
  );
  return [...smoothed, ...medians(seasons)];
}

function medians(seasons: Seasons): readonly Candidate[] {
  const week = Math.max(2, seasons.short);
  return [week, 2 * week, 4 * week].map((steps) => ({ seasonality: 'short', trend: medianLevel(steps) }));
}

/**
 * Straight lines for the series in its own unit: what grows by the same amount each day would look on
 * a logarithmic scale as if it slowed down.
 */
export function straightLines(seasons: Seasons): readonly Candidate[] {
  const week = Math.max(2, seasons.short);
  return [lastWithDrift(4 * week), leastSquaresLine(2 * week), leastSquaresLine(week)].map((trend) => ({
    seasonality: 'short',
    trend,
  }));
}

/**
 * For a level that may fall, beside the straight lines: it stays where it is, or drifts as over two and four months.
 * With slopes of weeks alone, a level that jumps both ways is carried on by its last jump.
 */
export function slowLines(seasons: Seasons, known: number): readonly Candidate[] {
  const week = Math.max(2, seasons.short);
  if (known < 8 * week) {
    return [];
  }
  return [smoothedLevel(1), lastWithDrift(8 * week), lastWithDrift(16 * week)].map((trend) => ({
    seasonality: 'short',
    trend,
  }));
}

/**
 * For a level that hardly ever falls, beside the straight lines: growth by the same share each day. Ways to go on
 * without growth, or with growth that dies out, say what such a level does not do.
 */
export function growthFor(seasons: Seasons): readonly Candidate[] {
  return seasons.long > 1
    ? twoSeasonalities(seasons)
    : [{ seasonality: 'short', trend: lastWithDrift(4 * seasons.short) }];
}

/**
 * Straight lines for finer steps in their own unit, where growth is clear: through all of them with the seasonality
 * beside it or in shares of it, through two weeks, and from the last value on.
 */
export function linesOfHours(seasons: Seasons): readonly Candidate[] {
  return [
    { model: lineWithSeasonality(seasons) },
    { model: lineTimesSeasonality(seasons) },
    { seasonality: 'short', trend: leastSquaresLine(2 * seasons.long) },
    { seasonality: 'short', trend: lastWithDrift(seasons.long) },
  ];
}

function twoSeasonalities(seasons: Seasons): readonly Candidate[] {
  const day = seasons.short;
  return [
    { seasonality: 'short', trend: smoothedLevel(0.02) },
    { seasonality: 'short', trend: smoothedLevel(0.1) },
    { seasonality: 'long', trend: smoothedLevel(0.002) },
    { seasonality: 'long', trend: smoothedLevel(0.02) },
    { seasonality: 'blend', trend: smoothedLevel(0.02) },
    { seasonality: 'blend', trend: smoothedLevel(0.005) },
    { seasonality: 'short', trend: smoothedLevel(0.6) },
    { seasonality: 'short', trend: lastWithDrift(3 * seasons.short) },
    { seasonality: 'short', trend: lastWithDrift(seasons.long) },
    { seasonality: 'long', trend: returningLevel(0.3, 0.005, 0.95) },
    { model: autoregression([...new Set([1, 2, 3, day - 1, day, day + 1])].filter((lag) => lag > 0)) },
  ];
}

/** What each candidate says about the next `horizon` steps after `values` (no gaps). */
export function candidatePaths(
  values: Float64Array,
  horizon: number,
  seasons: Seasons,
  candidates: readonly Candidate[],
): ModelledPath[] {
  const n = values.length;
  const short = seasonalityOf(values, seasons.short);
  const long = seasons.long > 1 ? longSeasonalityOf(values, seasons.long, short) : short;
  const seasonalities = { short, long, blend: seasons.long > 1 ? blend(long, short) : short };
  const plain = {
    short: without(values, short),
    long: seasons.long > 1 ? without(values, long) : undefined,
    blend: seasons.long > 1 ? without(values, seasonalities.blend) : undefined,
  };
  return candidates.map((candidate) => {
    if ('model' in candidate) {
      return modelled(candidate, values, plain.short, short, horizon);
    }
    const { seasonality, trend } = candidate;
    const { level, slope, damping } = trend(plain[seasonality] ?? plain.short);
    const places = seasonalities[seasonality];
    const path = new Float64Array(horizon);
    let share = 1;
    let travelled = 0;
    for (let h = 0; h < horizon; h += 1) {
      share *= damping;
      travelled += share;
      path[h] = level + slope * travelled + (places[(n + h) % places.length] as number);
    }
    return { path, rise: slope * travelled };
  });
}

/** A model of the series itself, or of what is left of it without its short seasonality. */
function modelled(
  { seasonality, model }: Extract<Candidate, { readonly model: PathModel }>,
  values: Float64Array,
  plain: Float64Array,
  short: Seasonality,
  horizon: number,
): ModelledPath {
  if (seasonality === undefined) {
    return model(values, horizon);
  }
  const { path, rise } = model(plain, horizon);
  return { path: path.map((value, h) => value + (short[(values.length + h) % short.length] as number)), rise };
}

function without(values: Float64Array, seasonality: Seasonality): Float64Array {
  const season = seasonality.length;
  return season === 1 ? values : values.map((value, i) => value - (seasonality[i % season] as number));
}

const WEEK = 7 * DAY;
/** More places than this in a seasonality cannot be filled from the history that a forecast looks at. */
const MOST_PLACES = 2_016;

/**
 * The seasonalities of a step width in seconds: days have the week; what divides a day has the day and, in
 * whole steps, the week around it; other widths have none (a year is rarely in the data).
 */
export function seasonsOf(step: number): Seasons {
  if (step === DAY) {
    return { short: 7, long: 1 };
  }
  const aDay = DAY / step;
  if (Number.isInteger(aDay) && aDay >= 2 && aDay * 7 <= MOST_PLACES) {
    return { short: aDay, long: WEEK / step };
  }
  return { short: 1, long: 1 };
}
