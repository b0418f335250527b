import { DAY } from '#shared/domain/instant';
import type { Seasons } from './candidates';

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
