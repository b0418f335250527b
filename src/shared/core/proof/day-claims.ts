import { dayAndMonth, isoDay, monthAlone, monthAndDay, ordinalDay, slashedDay } from './calendar-days';
import { mayBeginDay } from './calendar-words';
import { clockTime } from './clock-times';
import type { Calendar, DayClaim } from './day-parts';
import { quarterOfYear, relativeDay, relativePeriod, weekday } from './near-days';
import type { Token } from './tokens';

/** The day, month, year, week or time that begins at token `at`, or null. */
export function dayClaimAt(tokens: readonly Token[], at: number, calendar: Calendar): DayClaim | null {
  const token = tokens[at];
  if (
    token === undefined ||
    token.kind === 'name' ||
    token.kind === 'sign' ||
    (token.kind === 'word' && !mayBeginDay(token.lower))
  ) {
    return null;
  }
  for (const reader of [
    isoDay,
    slashedDay,
    clockTime,
    dayAndMonth,
    monthAndDay,
    monthAlone,
    ordinalDay,
    relativeDay,
    weekday,
    relativePeriod,
    quarterOfYear,
  ]) {
    const found = reader(tokens, at, calendar);
    if (found !== null) {
      return found;
    }
  }
  return null;
}
