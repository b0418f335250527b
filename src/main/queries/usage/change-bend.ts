import type { ReadStore, SeriesRange } from '#main/store/read-store';
import type { ChangeWindow } from '#shared/core/forecasting/change-window';
import { DAY, type Instant } from '#shared/domain/instant';
import type { Series } from '#shared/domain/series';

/** Enough points of a level to place a bend within hours. */
const POINTS = 400;

/**
 * Where the line through the level before a change meets the line since: the moment of the bend. Null
 * when they meet more than a day away from the change, as after a jump.
 */
export async function findBend(
  store: Pick<ReadStore, 'samples'>,
  series: Series,
  window: ChangeWindow,
): Promise<Instant | null> {
  const { since, before, after } = window;
  const stretches = [
    { start: Math.min(...before), end: since },
    // The change's own day belongs to neither side.
    { start: since + DAY, end: Math.max(...after) + DAY },
  ];
  const ranges = await store.samples.ranges(stretches.map((range) => ({ seriesId: series.id, range, points: POINTS })));
  const [left, right] = ranges.map(lineThrough);
  if (left == null || right == null || left.slope === right.slope) {
    return null;
  }
  const bend = (left.start - right.start) / (right.slope - left.slope);
  return Math.abs(bend - since - DAY / 2) > DAY ? null : bend;
}

/** The line of least squares: value at time 0, and change a second. Null for less than two points. */
function lineThrough({ points, step }: SeriesRange): { readonly start: number; readonly slope: number } | null {
  const middle = (step ?? 0) / 2;
  const n = points.length;
  if (n < 2) {
    return null;
  }
  const meanT = points.reduce((sum, { t }) => sum + t + middle, 0) / n;
  const meanV = points.reduce((sum, { mean }) => sum + mean, 0) / n;
  let cross = 0;
  let square = 0;
  for (const { t, mean } of points) {
    const away = t + middle - meanT;
    cross += away * (mean - meanV);
    square += away * away;
  }
  const slope = square === 0 ? 0 : cross / square;
  return { start: meanV - slope * meanT, slope };
}
