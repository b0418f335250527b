import type { Instant } from '#shared/domain/instant';
import { formatDate, formatDateWithYear } from '#shared/format/date';

/** Midnight UTC of a calendar day `YYYY-MM-DD`, in epoch seconds. */
function instantOfDay(day: string): Instant {
  return Date.parse(`${day}T00:00:00Z`) / 1000;
}

/** `18 Nov` for `2026-11-18`: the day as it stands, in no reader's zone. */
export function dayWords(day: string): string {
  return formatDate(instantOfDay(day), 'UTC');
}

/** `18 Nov 2026`, for dates that may lie years back. */
export function datedWords(day: string): string {
  return formatDateWithYear(instantOfDay(day), 'UTC');
}
