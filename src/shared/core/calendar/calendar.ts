import { Temporal } from 'temporal-polyfill';
import type { Day, Instant, Period, Zone } from '#shared/domain/instant';

/** A local day as a stretch of time; 23, 24 or 25 hours long. */
export interface DaySpan extends Period {
  readonly day: Day;
}

/** The first second of `day` in `zone`. Throws a RangeError for a malformed day or an unknown zone. */
export const dayStart: (day: Day, zone: Zone) => Instant = remembered((day: Day, zone: Zone) =>
  Math.floor(Temporal.PlainDate.from(day).toZonedDateTime(zone).epochMilliseconds / 1000),
);

/** The day that `instant` falls in, seen from `zone`. */
export const dayOf: (instant: Instant, zone: Zone) => Day = remembered((instant: Instant, zone: Zone) =>
  zoned(instant, zone).toPlainDate().toString(),
);

/** Answers that are kept of one function and zone: a bill of months has a thousand rows for each of its days. */
const MOST_REMEMBERED = 2_000;

/** The same function, which works each answer out once: a calendar takes microseconds where a look-up takes none. */
function remembered<Key, Answer>(work: (key: Key, zone: Zone) => Answer): (key: Key, zone: Zone) => Answer {
  const zones = new Map<Zone, Map<Key, Answer>>();
  return (key, zone) => {
    let known = zones.get(zone);
    if (known === undefined) {
      known = new Map();
      zones.set(zone, known);
    }
    let answer = known.get(key);
    if (answer === undefined) {
      answer = work(key, zone);
      if (known.size >= MOST_REMEMBERED) {
        known.clear();
      }
      known.set(key, answer);
    }
    return answer;
  };
}

/** The day that `instant` falls in, with its bounds. */
export function daySpanOf(instant: Instant, zone: Zone): DaySpan {
  const day = dayOf(instant, zone);
  return { day, start: dayStart(day, zone), end: dayStart(addDays(day, 1), zone) };
}

/**
 * A cutter that remembers the day it answered last, so that walking a series in order costs one
 * comparison a sample.
 */
export function dayCutter(zone: Zone): (instant: Instant) => DaySpan {
  let last: DaySpan | undefined;
  return (instant) => {
    if (last === undefined || instant < last.start || instant >= last.end) {
      last = daySpanOf(instant, zone);
    }
    return last;
  };
}

/** `day` moved by a whole number of days. */
export function addDays(day: Day, days: number): Day {
  const midnight = midnightOf(day);
  const moved = midnight === null || !Number.isInteger(days) ? '' : plainDay(midnight + days * DAY_MS);
  return moved || Temporal.PlainDate.from(day).add({ days }).toString();
}

/** How many midnights lie between two days; negative when `to` comes first. */
export function daysBetween(from: Day, to: Day): number {
  const [start, end] = [midnightOf(from), midnightOf(to)];
  return start === null || end === null
    ? Temporal.PlainDate.from(from).until(Temporal.PlainDate.from(to), { largestUnit: 'day' }).days
    : Math.round((end - start) / DAY_MS);
}

const DAY_MS = 86_400_000;

/**
 * A plain day as the milliseconds of its midnight in UTC, where every day has as many; null for what is none in four
 * digits of a year. Bills and standings count some hundred thousand days, for which the calendar's own arithmetic is slow.
 */
function midnightOf(day: Day): number | null {
  // biome-ignore lint/style/noRestrictedGlobals: arithmetic of a given day, no clock is read.
  const at = day.length === PLAIN_DAY ? Date.parse(day) : Number.NaN;
  // The 31st of a short month would be taken for a day of the next one.
  return !Number.isNaN(at) && plainDay(at) === day ? at : null;
}

/** Length of `2026-11-20`. */
const PLAIN_DAY = 10;

/** Empty for what is no day in four digits of a year. */
function plainDay(at: number): Day {
  // biome-ignore lint/style/noRestrictedGlobals: arithmetic of a given day, no clock is read.
  return at >= FIRST && at <= LAST ? new Date(at).toISOString().slice(0, PLAIN_DAY) : '';
}

/** Midnight of 0100-01-01 and of 9999-12-31. */
const FIRST = -59_011_459_200_000;
const LAST = 253_402_214_400_000;

/**
 * When a clock in `zone` shows `time` (`HH:MM`) on `day`. A time that the clocks skip is the moment to which they are
 * put forward by as much; of one that comes twice it is the first.
 */
export function clockTime(day: Day, time: string, zone: Zone): Instant {
  const at = Temporal.PlainDate.from(day).toZonedDateTime({ timeZone: zone, plainTime: Temporal.PlainTime.from(time) });
  return Math.floor(at.epochMilliseconds / 1000);
}

/** Day of the week, 1 (Monday) to 7 (Sunday). */
export function dayOfWeek(day: Day): number {
  return Temporal.PlainDate.from(day).dayOfWeek;
}

/** The calendar month around `instant` in `zone`. */
export function calendarMonthOf(instant: Instant, zone: Zone): Period {
  return billingPeriodOf(1, instant, zone);
}

/**
 * The billing period around `instant`: from midnight of the anchor day to midnight of the next one.
 * An anchor that a month does not have (29 to 31) falls on that month's last day, and comes back to
 * itself in the next long month.
 */
export function billingPeriodOf(anchorDay: number, instant: Instant, zone: Zone): Period {
  const today = zoned(instant, zone).toPlainDate();
  const month = today.toPlainYearMonth();
  const anchor = anchorIn(month, anchorDay);
  const startMonth = Temporal.PlainDate.compare(today, anchor) >= 0 ? month : month.subtract({ months: 1 });
  return {
    start: startOf(anchorIn(startMonth, anchorDay), zone),
    end: startOf(anchorIn(startMonth.add({ months: 1 }), anchorDay), zone),
  };
}

/** The month that `instant` lies in, in UTC, counted from January of the year 0. */
export function monthNumber(instant: Instant): number {
  const { year, month } = zoned(instant, 'UTC');
  return year * 12 + month - 1;
}

/** UTC midnight of a month's `anchorDay`, or of its last day where it has none. */
export function anchorOfMonth(month: number, anchorDay: number): Instant {
  const whole = Temporal.PlainYearMonth.from({ year: Math.floor(month / 12), month: (month % 12) + 1 });
  return startOf(anchorIn(whole, anchorDay), 'UTC');
}

/** The days of `zone` that `period` touches, first to last. */
export function daysIn(period: Period, zone: Zone): Day[] {
  const days: Day[] = [];
  const last = dayOf(period.end - 1, zone);
  for (let day = dayOf(period.start, zone); day <= last; day = addDays(day, 1)) {
    days.push(day);
  }
  return days;
}

/** Reads an ISO 8601 date-time with an offset, or null when it is none. Fractions of a second are cut. */
export function parseInstant(text: string): Instant | null {
  try {
    return Math.floor(Temporal.Instant.from(text).epochMilliseconds / 1000);
  } catch {
    return null;
  }
}

/** `2026-11-18T10:46:00Z`, always UTC. */
export function formatInstant(instant: Instant): string {
  return Temporal.Instant.fromEpochMilliseconds(instant * 1000).toString();
}

/** True for a real calendar day in the form `YYYY-MM-DD`. */
export function isDay(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) {
    return false;
  }
  try {
    Temporal.PlainDate.from(text, { overflow: 'reject' });
    return true;
  } catch {
    return false;
  }
}

function zoned(instant: Instant, zone: Zone): Temporal.ZonedDateTime {
  return Temporal.Instant.fromEpochMilliseconds(instant * 1000).toZonedDateTimeISO(zone);
}

function anchorIn(month: Temporal.PlainYearMonth, anchorDay: number): Temporal.PlainDate {
  return month.toPlainDate({ day: Math.min(anchorDay, month.daysInMonth) });
}

function startOf(date: Temporal.PlainDate, zone: Zone): Instant {
  return Math.floor(date.toZonedDateTime(zone).epochMilliseconds / 1000);
}
