import { parseInstant } from '#shared/core/calendar/calendar';
import type { Instant } from '#shared/domain/instant';
import { HOUR } from '#shared/domain/instant';

/** A wait that is told in more than this is taken for a mistake of the server. */
const LONGEST_WAIT = 6 * HOUR;

/** Remembers, per host and scope, until when a provider wants to be left alone. */
export interface RateLimitMemory {
  /** Until when `scope` of `host` must not be asked, or null when it may be. */
  blockedUntil(host: string, scope: string, now: Instant): Instant | null;
  /** The wait is over, or is not to be kept. */
  forget(host: string, scope: string): void;
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
    forget(host, scope) {
      until.delete(key(host, scope));
    },
    learn(host, scope, { status, headers }, now) {
      const told = retryAfter(headers, now);
      const spent = headers['x-ratelimit-remaining'] === '0' ? resetOf(headers, now) : null;
      const instant = told ?? spent;
      if (instant !== null && (status === 429 || status === 503 || spent !== null)) {
        until.set(key(host, scope), instant);
      }
      return instant;
    },
  };
}

/** `Retry-After` in either of its forms (seconds, or an HTTP date) as an instant; null when absent or senseless. */
export function retryAfter(headers: Readonly<Record<string, string>>, now: Instant): Instant | null {
  const text = headers['retry-after']?.trim();
  if (text === undefined || text === '') {
    return null;
  }
  const instant = /^\d+(\.\d+)?$/.test(text) ? now + Math.ceil(Number(text)) : parseHttpDate(text);
  return instant !== null && instant >= now && instant <= now + LONGEST_WAIT ? instant : null;
}

/** `X-RateLimit-Reset`: epoch seconds, or seconds from now where the number is small. */
function resetOf(headers: Readonly<Record<string, string>>, now: Instant): Instant | null {
  const reset = Number(headers['x-ratelimit-reset']);
  if (!Number.isFinite(reset) || reset <= 0) {
    return null;
  }
  const instant = reset > 1_000_000_000 ? Math.ceil(reset) : now + Math.ceil(reset);
  return instant > now && instant <= now + LONGEST_WAIT ? instant : null;
}

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** Reads an IMF-fixdate (RFC 9110, section 5.6.7), `Tue, 24 Nov 2026 10:00:00 GMT`; null for anything else. */
export function parseHttpDate(text: string): Instant | null {
  const match = /^\w{3}, (\d{2}) (\w{3}) (\d{4}) (\d{2}):(\d{2}):(\d{2}) GMT$/.exec(text);
  const month = MONTHS.indexOf(match?.[2] ?? '');
  if (match === null || month < 0) {
    return null;
  }
  const two = (number: number) => String(number).padStart(2, '0');
  const [, day, , year, hour, minute, second] = match;
  return parseInstant(`${year}-${two(month + 1)}-${day}T${hour}:${minute}:${second}Z`);
}
