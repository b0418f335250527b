import { formatInstant, parseInstant } from '#shared/core/calendar/calendar';
import type { Instant } from '#shared/domain/instant';
import { DAY } from '#shared/domain/instant';

/**
 * Seconds. A longer wait is cut to this: then the provider is asked once and may say so again, while a figure that is
 * a mistake of the server, or of this computer's clock, costs a day and not a year.
 */
export const LONGEST_WAIT = DAY;

/** Remembers, per host and scope, until when a provider wants to be left alone. */
export interface RateLimitMemory {
  /** Until when `scope` of `host` must not be asked, or null when it may be. */
  blockedUntil(host: string, scope: string, now: Instant): Instant | null;
  /** The wait up to `until` is over; a longer one that was learnt meanwhile stays. */
  forget(host: string, scope: string, until: Instant): void;
  /** Learns from the headers of any answer. Answers until when to wait, or null. */
  learn(host: string, scope: string, answer: RateLimitAnswer, now: Instant): Instant | null;
}

export interface RateLimitAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
}

export function createRateLimitMemory(): RateLimitMemory {
  const until = new Map<string, Instant>();
  const key = (host: string, scope: string) => `${host} ${scope}`;
  return {
    blockedUntil(host, scope, now) {
      const instant = until.get(key(host, scope));
      if (instant === undefined || instant <= now || instant > now + LONGEST_WAIT) {
        until.delete(key(host, scope));
        return null;
      }
      return instant;
    },
    forget(host, scope, over) {
      const instant = until.get(key(host, scope));
      if (instant !== undefined && instant <= over) until.delete(key(host, scope));
    },
    learn(host, scope, { status, headers }, now) {
      const refused = status === 429 || status === 503;
      const instant = (refused ? retryAfter(headers, now) : null) ?? resetOf(headers, now, refused);
      const known = until.get(key(host, scope)) ?? 0;
      // Several answers may be under way at once: a shorter wait does not undo a longer one.
      if (instant !== null && (known < instant || known > now + LONGEST_WAIT)) until.set(key(host, scope), instant);
      return instant;
    },
  };
}

/**
 * `Retry-After` (RFC 9110, section 10.2.3: seconds, or a date in any of its three forms) as an instant, at most
 * `LONGEST_WAIT` ahead; null when absent, senseless or past.
 */
export function retryAfter(headers: Readonly<Record<string, string>>, now: Instant): Instant | null {
  const text = headers['retry-after']?.trim() ?? '';
  const instant = /^\d+(\.\d+)?$/.test(text) ? now + Math.ceil(Number(text)) : parseHttpDate(text, now);
  return instant !== null && instant >= now ? Math.min(instant, now + LONGEST_WAIT) : null;
}

/** A number this large is an instant in milliseconds, a smaller one from here on is one in seconds. */
const FROM_MILLISECONDS = 100_000_000_000;
const FROM_EPOCH_SECONDS = 1_000_000_000;

/**
 * When `X-RateLimit-Reset` (an instant in seconds or milliseconds, or seconds from now) ends the wait, where nothing
 * remains; null for none. Of a good answer a wait beyond `LONGEST_WAIT` is not believed, since the next refusal would
 * tell; of a refusal it is cut.
 */
function resetOf(headers: Readonly<Record<string, string>>, now: Instant, refused: boolean): Instant | null {
  const text = headers['x-ratelimit-reset']?.trim() ?? '';
  const remaining = headers['x-ratelimit-remaining']?.trim() ?? '';
  const spent = /^-?\d+(\.\d+)?$/.test(remaining) ? Number(remaining) < 1 : refused && remaining === '';
  if (!spent || !/^\d+(\.\d+)?$/.test(text)) return null;
  const number = Number(text) >= FROM_MILLISECONDS ? Number(text) / 1000 : Number(text);
  const instant = Math.ceil(number >= FROM_EPOCH_SECONDS ? number : now + number);
  if (instant <= now || (!refused && instant > now + LONGEST_WAIT)) return null;
  return Math.min(instant, now + LONGEST_WAIT);
}

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const CENTURY = 100;
/** A year of two digits that lies further ahead than this is one of the past (RFC 9110, section 5.6.7). */
const YEARS_AHEAD = 50;

/** The three forms of a date in HTTP: IMF-fixdate, and the two that are obsolete but must be read. */
const DATE_FORMS: readonly RegExp[] = [
  /^\w{3}, (?<day>\d{2}) (?<month>\w{3}) (?<year>\d{4}) (?<time>\d{2}:\d{2}:\d{2}) GMT$/i,
  /^\w{6,9}, (?<day>\d{2})-(?<month>\w{3})-(?<year>\d{2}) (?<time>\d{2}:\d{2}:\d{2}) GMT$/i,
  /^\w{3} (?<month>\w{3}) (?<day>[ \d]\d) (?<time>\d{2}:\d{2}:\d{2}) (?<year>\d{4})$/i,
];

/**
 * Reads a date of RFC 9110, section 5.6.7: `Tue, 24 Nov 2026 10:00:00 GMT`, `Tuesday, 24-Nov-26 10:00:00 GMT` or
 * `Tue Nov 24 10:00:00 2026`; null for anything else. `now` decides on the century of two digits.
 */
export function parseHttpDate(text: string, now: Instant): Instant | null {
  const found = DATE_FORMS.map((form) => form.exec(text)?.groups).find((groups) => groups !== undefined);
  if (found === undefined) return null;
  const month = MONTHS.indexOf((found['month'] ?? '').toLowerCase()) + 1;
  if (month === 0) return null;
  const two = (part: string | number) => String(part).trim().padStart(2, '0');
  const year = fullYear(found['year'] ?? '', now);
  // A leap second is told as the sixtieth.
  const time = (found['time'] ?? '').replace(/60$/, '59');
  return parseInstant(`${String(year).padStart(4, '0')}-${two(month)}-${two(found['day'] ?? '')}T${time}Z`);
}

function fullYear(text: string, now: Instant): number {
  const year = Number(text);
  if (text.length > 2) return year;
  const current = Number(formatInstant(now).slice(0, 4));
  const sameCentury = current - (current % CENTURY) + year;
  return sameCentury > current + YEARS_AHEAD ? sameCentury - CENTURY : sameCentury;
}
