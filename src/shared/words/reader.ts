import { daySpanOf } from '#shared/core/calendar/calendar';
import type { Instant, Zone } from '#shared/domain/instant';
import type { StandingWindow } from '#shared/domain/standing';
import { formatDate, formatDateWithYear, formatTime } from '../format/date';

/** Who reads a sentence, and when: the same standing is told differently an hour later. */
export interface Reader {
  readonly now: Instant;
  /** The zone in which days are named; left out: the reader's own. */
  readonly zone?: Zone;
}

/** A day that is not over, where a day is all that is known. */
export const TODAY = 'today';

const NEARLY_A_YEAR = 300 * 86_400;

/** A moment of the past or near future: `09:12` today, `6 Nov`, `6 Nov 2025`. */
export function momentOf(at: Instant, { now, zone }: Reader): string {
  if (Math.abs(now - at) > NEARLY_A_YEAR) {
    return formatDateWithYear(at, zone);
  }
  return formatDate(at, zone) === formatDate(now, zone) ? formatTime(at, zone) : formatDate(at, zone);
}

/** Since when, told as a day of the window where it is one: `09:12`, `today`, `6 Nov`. */
export function sinceWords(at: Instant, { kind, zone }: Pick<StandingWindow, 'kind' | 'zone'>, reader: Reader): string {
  const isDay = kind !== 'moment' && daySpanOf(at, zone).start === at;
  return isDay ? dayWords(at, { now: reader.now, zone }) : momentOf(at, reader);
}

/** The day of a moment: `today`, `23 Nov`, `23 Nov 2027`. */
export function dayWords(at: Instant, { now, zone }: Reader): string {
  if (Math.abs(now - at) > NEARLY_A_YEAR) {
    return formatDateWithYear(at, zone);
  }
  return formatDate(at, zone) === formatDate(now, zone) ? TODAY : formatDate(at, zone);
}
