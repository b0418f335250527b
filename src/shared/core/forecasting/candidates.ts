import { autoregression, lineTimesRhythm, lineWithRhythm, type ModelledPath, type PathModel } from './path-models';
import { blend, longRhythmOf, type Rhythm, rhythmOf } from './rhythm';
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

/** Which rhythms a step width has, in steps; 1 for none. */
export interface Seasons {
  /** The rhythm that repeats most often: 7 for days, 24 for hours. */
  readonly short: number;
  /** A rhythm around it, such as the 168 hours of a week; 1 where there is none. */
  readonly long: number;
}

/** One simple way to go on from a series: a rhythm with a trend, or both at once. */
export type Candidate =
  | { readonly rhythm: 'short' | 'long' | 'blend'; readonly trend: TrendModel }
  | { readonly rhythm: 'short'; readonly model: PathModel }
  | { readonly rhythm?: undefined; readonly model: PathModel };

/**
 * The candidates for a step width. Few and fixed, from stiff to nimble; what a series needs is decided
 * by how well each did on it. Where days have one rhythm, the choice is about the trend; where hours
 * have two, it is mostly about the rhythm. `known`: values that there are.
 */
export function candidatesFor(seasons: Seasons, known: number): readonly Candidate[] {
  return seasons.long > 1 ? twoRhythms(seasons) : oneRhythm(seasons.short, known);
}

/** Rhythms from which on ways to remember are tried: in fewer, what they remember is chance. */
const FEWEST_RHYTHMS = 4;

/** Days hang on the days before them, and return to what is usual. */
const REMEMBERING: readonly Candidate[] = [
  { rhythm: 'short', trend: returningLevel(0.6, 0.05, 0.8) },
  { rhythm: 'short', model: autoregression([1, 2]) },
];

function oneRhythm(season: number, known: number): readonly Candidate[] {
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
  ].map((trend): Candidate => ({ rhythm: 'short', trend }));
  return known < FEWEST_RHYTHMS * week ? models : [...models, ...REMEMBERING];
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
    (share): Candidate => ({ rhythm: 'short', trend: smoothedLevel(share) }),
  );
  return [...smoothed, ...medians(seasons)];
}

function medians(seasons: Seasons): readonly Candidate[] {
  const week = Math.max(2, seasons.short);
  return [week, 2 * week, 4 * week].map((steps) => ({ rhythm: 'short', trend: medianLevel(steps) }));
}

/**
 * Straight lines for the series in its own unit: what grows by the same amount each day would look on
 * a logarithmic scale as if it slowed down.
 */
export function straightLines(seasons: Seasons): readonly Candidate[] {
  const week = Math.max(2, seasons.short);
  return [lastWithDrift(4 * week), leastSquaresLine(2 * week), leastSquaresLine(week)].map((trend) => ({
    rhythm: 'short',
    trend,
  }));
}

/**
 * For a level that may fall, beside the straight lines: it stays where it is, or drifts as over two and four months. With
 * slopes of weeks alone, a level that jumps both ways is carried on by its last jump.
 */
export function slowLines(seasons: Seasons, known: number): readonly Candidate[] {
  const week = Math.max(2, seasons.short);
  if (known < 8 * week) {
    return [];
  }
  return [smoothedLevel(1), lastWithDrift(8 * week), lastWithDrift(16 * week)].map((trend) => ({
    rhythm: 'short',
    trend,
  }));
}

/**
 * For a level that hardly ever falls, beside the straight lines: growth by the same share each day. Ways to go on without
 * growth, or with growth that dies out, say what such a level does not do.
 */
export function growthFor(seasons: Seasons): readonly Candidate[] {
  return seasons.long > 1 ? twoRhythms(seasons) : [{ rhythm: 'short', trend: lastWithDrift(4 * seasons.short) }];
}

/**
 * Straight lines for finer steps in their own unit, where growth is clear: through all of them with the rhythm beside it or
 * in shares of it, through two weeks, and from the last value on.
 */
export function linesOfHours(seasons: Seasons): readonly Candidate[] {
  return [
    { model: lineWithRhythm(seasons) },
    { model: lineTimesRhythm(seasons) },
    { rhythm: 'short', trend: leastSquaresLine(2 * seasons.long) },
    { rhythm: 'short', trend: lastWithDrift(seasons.long) },
  ];
}

function twoRhythms(seasons: Seasons): readonly Candidate[] {
  const day = seasons.short;
  return [
    { rhythm: 'short', trend: smoothedLevel(0.02) },
    { rhythm: 'short', trend: smoothedLevel(0.1) },
    { rhythm: 'long', trend: smoothedLevel(0.002) },
    { rhythm: 'long', trend: smoothedLevel(0.02) },
    { rhythm: 'blend', trend: smoothedLevel(0.02) },
    { rhythm: 'blend', trend: smoothedLevel(0.005) },
    { rhythm: 'short', trend: smoothedLevel(0.6) },
    { rhythm: 'short', trend: lastWithDrift(3 * seasons.short) },
    { rhythm: 'short', trend: lastWithDrift(seasons.long) },
    { rhythm: 'long', trend: returningLevel(0.3, 0.005, 0.95) },
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
  const short = rhythmOf(values, seasons.short);
  const long = seasons.long > 1 ? longRhythmOf(values, seasons.long, short) : short;
  const rhythms = { short, long, blend: seasons.long > 1 ? blend(long, short) : short };
  const plain = {
    short: without(values, short),
    long: seasons.long > 1 ? without(values, long) : undefined,
    blend: seasons.long > 1 ? without(values, rhythms.blend) : undefined,
  };
  return candidates.map((candidate) => {
    if ('model' in candidate) {
      return modelled(candidate, values, plain.short, short, horizon);
    }
    const { rhythm, trend } = candidate;
    const { level, slope, damping } = trend(plain[rhythm] ?? plain.short);
    const places = rhythms[rhythm];
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

/** A model of the series itself, or of what is left of it without its short rhythm. */
function modelled(
  { rhythm, model }: Extract<Candidate, { readonly model: PathModel }>,
  values: Float64Array,
  plain: Float64Array,
  short: Rhythm,
  horizon: number,
): ModelledPath {
  if (rhythm === undefined) {
    return model(values, horizon);
  }
  const { path, rise } = model(plain, horizon);
  return { path: path.map((value, h) => value + (short[(values.length + h) % short.length] as number)), rise };
}

function without(values: Float64Array, rhythm: Rhythm): Float64Array {
  const season = rhythm.length;
  return season === 1 ? values : values.map((value, i) => value - (rhythm[i % season] as number));
}
