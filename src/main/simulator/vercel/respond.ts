import { formatInstant, parseInstant } from '#shared/core/calendar/calendar';
import type { Instant, Period } from '#shared/domain/instant';
import { json, type Refusal, type Reply } from '../exchange';

/** Vercel's form of a failure. */
export function vercelRefusal({ status, code, message, extra }: Refusal): Reply {
  return json({ error: { code, message, ...extra } }, status);
}

export function badRequest(message: string, extra?: Record<string, unknown>): Reply {
  return vercelRefusal({ status: 400, code: 'bad_request', message, extra });
}

export function notFound(message = 'The requested resource was not found.'): Reply {
  return vercelRefusal({ status: 404, code: 'not_found', message });
}

/** `2026-11-18T10:46:00.000Z`, the form of every ISO time that Vercel sends. */
export function isoTime(instant: Instant): string {
  return formatInstant(instant).replace('Z', '.000Z');
}

/** The stretch that `from` and `to` name, or the sentence that says what is wrong with them. */
export function rangeOf(from: unknown, to: unknown, preset: Instant): Period | string {
  const start = typeof from === 'string' ? parseInstant(from) : null;
  if (start === null) {
    return '`from` must be an ISO 8601 date-time.';
  }
  const given = to ?? null;
  const end = given === null ? preset : parseInstant(String(given));
  if (end === null) {
    return '`to` must be an ISO 8601 date-time.';
  }
  return end < start ? '`to` must not lie before `from`.' : { start, end };
}

/** A page of things that are sorted newest first: `next` is the time of the last one shown. */
export function pageOf<T>(entries: readonly T[], limit: number, timeOf: (entry: T) => number) {
  const page = entries.slice(0, limit);
  const first = page[0];
  const last = page[page.length - 1];
  return {
    page,
    pagination: {
      count: page.length,
      next: entries.length > limit && last !== undefined ? timeOf(last) : null,
      prev: first === undefined ? null : timeOf(first),
    },
  };
}

/** The milliseconds named by the first of `names` that is given; null when none is, or it is no number. */
export function timeParameter(query: URLSearchParams, names: readonly string[]): number | null {
  for (const name of names) {
    const text = query.get(name);
    if (text !== null && text !== '' && Number.isFinite(Number(text))) {
      return Number(text);
    }
  }
  return null;
}
