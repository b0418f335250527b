import { Temporal } from 'temporal-polyfill';
import type { Instant, Period, Zone } from '#shared/domain/instant';
import { ordinalNamed } from './calendar-words';
import type { Token } from './tokens';

/** A day, a time or a stretch of the calendar that a sentence names. One of `readings` has to hold a known moment. */
export interface DayClaim {
  readonly from: number;
  /** The first token behind it. */
  readonly to: number;
  readonly readings: readonly Period[];
  /** Of a range, those of its other end. */
  readonly also?: readonly Period[];
  /** 1 (Monday) to 7 for a weekday that stands alone. */
  readonly weekday?: number;
  /** True for a period that is told from now: `last month`. */
  readonly relative?: boolean;
  /** Minutes of a day for a time of the clock; its moment has to be known at that minute. */
  readonly minute: { readonly at: number; readonly length: number; readonly utc: boolean } | null;
}

/** What a calendar is read with: where it is, and when. */
export interface Calendar {
  readonly now: Instant;
  readonly zone: Zone;
}

export type Day = Temporal.PlainDate;

export const lowerAt = (tokens: readonly Token[], at: number) => tokens[at]?.lower ?? '';

export function claim(from: number, to: number, readings: readonly Period[]): DayClaim {
  return { from, to, readings, minute: null };
}

export function today({ now, zone }: Calendar): Day {
  return Temporal.Instant.fromEpochMilliseconds(now * 1000)
    .toZonedDateTimeISO(zone)
    .toPlainDate();
}

/** From midnight of the first day to midnight of the day `to`. */
export function stretch(from: Day, to: Day, zone: Zone): Period {
  const at = (day: Day) => Math.floor(day.toZonedDateTime(zone).epochMilliseconds / 1000);
  return { start: at(from), end: at(to) };
}

export function wholeDay(day: Day, { zone }: Calendar): Period {
  return stretch(day, day.add({ days: 1 }), zone);
}

export function dayOf(year: number, month: number, day: number): Day | null {
  const last =
    month >= 1 && month <= 12 && year >= 1900 ? Temporal.PlainYearMonth.from({ year, month }).daysInMonth : 0;
  return day >= 1 && day <= last ? Temporal.PlainDate.from({ year, month, day }) : null;
}

/** A day and month of this year or the ones beside it, where the year is not said. */
export function daysOf(year: number | null, month: number, day: number, calendar: Calendar): Period[] {
  const { year: own } = today(calendar);
  const years = year === null ? [own - 1, own, own + 1] : [year];
  return years.flatMap((one) => {
    const found = dayOf(one, month, day);
    return found === null ? [] : [wholeDay(found, calendar)];
  });
}

/** A year behind a day: `2026`, `, 2026`. */
export function yearAt(tokens: readonly Token[], at: number): [number | null, number] {
  const comma = lowerAt(tokens, at) === ',' ? 1 : 0;
  const text = lowerAt(tokens, at + comma);
  return /^(?:19|20)\d\d$/.test(text) ? [Number(text), at + comma + 1] : [null, at];
}

export function monthOf(year: number, month: number, { zone }: Calendar): Period {
  const first = Temporal.PlainDate.from({ year, month, day: 1 });
  return stretch(first, first.add({ months: 1 }), zone);
}

/** `5`, `5th`, `fifth`, `twenty-first`: the day of a month, and the token behind it. */
export function dayNumber(tokens: readonly Token[], at: number): [number, number] | null {
  const text = lowerAt(tokens, at);
  if (/^\d{1,2}$/.test(text)) {
    const suffix = /^(?:st|nd|rd|th)$/.test(lowerAt(tokens, at + 1)) && tokens[at + 1]?.glued === true;
    return [Number(text), suffix ? at + 2 : at + 1];
  }
  const tens = { twenty: 20, thirty: 30 }[text];
  const small = ordinalNamed(lowerAt(tokens, at + 2));
  if (tens !== undefined && lowerAt(tokens, at + 1) === '-' && small !== null && small < 10) {
    return [tens + small, at + 3];
  }
  const ordinal = ordinalNamed(text);
  return ordinal === null ? null : [ordinal, at + 1];
}

/** Of `Nov 22–25` both days have to be known. */
export function pairOfDays(from: number, to: number, first: readonly Period[], second: readonly Period[]): DayClaim {
  return { from, to, readings: first, also: second, minute: null };
}

/** True for no more than a day, with the hour of summer time. */
export function isShort({ start, end }: Period): boolean {
  return end - start < 90_000;
}
