import { dayStart, isDay, parseInstant } from '#shared/core/calendar/calendar';
import type { Instant, Zone } from '#shared/domain/instant';

/** Above this a number of seconds lies past the year 5000: it is meant as milliseconds. */
const MOST_SECONDS = 100_000_000_000;

const NUMBER = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i;

/** A value that was read, or why it could not be, as a clause for a person. */
export type Reading<T> = { readonly value: T } | { readonly fault: string };

/** Reads a time: whole epoch seconds, ISO 8601 with an offset, or a day, which means its start in `zone`. */
export function readTime(text: string, zone: Zone): Reading<Instant> {
  if (/^\d+$/.test(text)) {
    const seconds = Number(text);
    return seconds < MOST_SECONDS
      ? { value: seconds }
      : { fault: `the time ${text} looks like milliseconds: give epoch seconds or ISO 8601` };
  }
  if (isDay(text)) {
    return { value: dayStart(text, zone) };
  }
  const instant = parseInstant(text);
  return instant === null
    ? { fault: `the time ${JSON.stringify(text)} is neither epoch seconds nor ISO 8601 with an offset` }
    : { value: instant };
}

/** Reads a number with a decimal point. NaN and infinity in words are none. */
export function readValue(text: string): Reading<number> {
  if (!NUMBER.test(text)) {
    return {
      fault: /^[+-]?\d+,\d+$/.test(text)
        ? `the value ${JSON.stringify(text)} has a decimal comma: use a point`
        : `the value ${JSON.stringify(text)} is not a number`,
    };
  }
  const value = Number(text);
  return Number.isFinite(value) ? { value } : { fault: `the value ${text} is too large` };
}
