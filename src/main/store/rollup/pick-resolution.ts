import { HOUR } from '#shared/domain/instant';

/** Reading and joining this many times the points asked for still fits a chart's time budget. */
export const MOST_JOINED = 3;

/**
 * How many hours go into one point so that `hours` hours make at most `points` points; null when that
 * would read too many hours, so that days have to do.
 */
export function hoursPerPoint(hours: number, points: number): number | null {
  const perPoint = Math.ceil(hours / points);
  return perPoint <= MOST_JOINED ? perPoint : null;
}

/** The start of the group of `hoursEach` hours that `time` falls in, counted from 1970. */
export function groupStart(time: number, hoursEach: number): number {
  const width = hoursEach * HOUR;
  return time - (time % width);
}
