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
  | { readonly model: PathModel };

/**
 * The candidates for a step width. Few and fixed, from stiff to nimble; what a series needs is decided
 * by how well each did on it. Where days have one rhythm, the choice is about the trend; where hours
 * have two, it is mostly about the rhythm.
 */
export function candidatesFor(seasons: Seasons): readonly Candidate[] {
  return seasons.long > 1 ? twoRhythms(seasons) : oneRhythm(seasons.short);
}

function oneRhythm(season: number): readonly Candidate[] {
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
  ];
  return [...models.map((trend): Candidate => ({ rhythm: 'short', trend })), ...EXTRA(week)];
}

/**
 * The same for totals, with the medians of the last one, two and four weeks: a smoothed level keeps a part of every odd
 * day, and a total has that part in each of its days.
 */
export function candidatesForTotals(seasons: Seasons): readonly Candidate[] {
  return [...candidatesFor(seasons), ...medians(seasons)];
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
  const Y = process.env['Y'] ?? '';
  const more = Y.split(',').flatMap((p): TrendModel[] => (p === 'st' ? [(v) => ({ level: v[v.length - 1] as number, slope: 0, damping: 1 })] : p.startsWith('d') ? [lastWithDrift(Number(p.slice(1)))] : p.startsWith('l') ? [leastSquaresLine(Number(p.slice(1)))] : []));
  return [lastWithDrift(4 * week), leastSquaresLine(2 * week), leastSquaresLine(week), ...more].map((trend) => ({
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
      return candidate.model(values, horizon);
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

function without(values: Float64Array, rhythm: Rhythm): Float64Array {
  const season = rhythm.length;
  return season === 1 ? values : values.map((value, i) => value - (rhythm[i % season] as number));
}

declare const process: { env: Record<string, string | undefined> };
const plainAr = (lags: number[], week: number): PathModel => (values, horizon) => {
  const r = rhythmOf(values, week);
  const { path } = autoregression(lags)(without(values, r), horizon);
  return { path: path.map((v, h) => v + (r[(values.length + h) % r.length] as number)), rise: 0 };
};
function EXTRA(week: number): Candidate[] {
  return (process.env['X'] ?? '').split(',').flatMap((part): Candidate[] => {
    const [kind, a, b, c] = part.split(':') as [string, string, string, string];
    if (kind === 'ar') return [{ model: autoregression(a.split('+').map(Number)) }];
    if (kind === 'par') return [{ model: plainAr(a.split('+').map(Number), week) }];
    if (kind === 'rl') return [{ rhythm: 'short', trend: returningLevel(Number(a), Number(b), Number(c)) }];
    if (kind === 'dr') return [{ rhythm: 'short', trend: lastWithDrift(Number(a)) }];
    if (kind === 'st') return [{ rhythm: 'short', trend: (v) => ({ level: v[v.length - 1] as number, slope: 0, damping: 1 }) }];
    return [];
  });
}
