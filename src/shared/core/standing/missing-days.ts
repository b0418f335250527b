import { addDays, dayOf, dayStart, daysIn } from '#shared/core/calendar/calendar';
import type { Instant, Period, Zone } from '#shared/domain/instant';

export interface CountedDays {
  readonly period: Period;
  readonly zone: Zone;
  readonly now: Instant;
  /** Starts of the days that this quantity has an amount for. */
  readonly own: readonly Instant[];
  /** Starts of the days for which its source told anything at all: there a quantity without an amount was not used. */
  readonly told: readonly Instant[];
}

/**
 * Starts of the whole days of a period, up to yesterday, that are missing in its sum: the source told nothing of them,
 * though it may have had something to tell.
 */
export function missingDays({ period, zone, now, own, told }: CountedDays): Instant[] {
  const end = Math.min(period.end, dayStart(dayOf(now, zone), zone));
  if (end <= period.start) {
    return [];
  }
  const known = new Set([...own, ...told].map((t) => dayOf(t, zone)));
  return daysIn({ start: period.start, end }, zone)
    .filter((day) => !known.has(day))
    .map((day) => dayStart(day, zone));
}

/** The `count` days before the one of `now`, oldest first, each with its total; null where it was not read. */
export function lastDays(
  days: readonly { readonly t: Instant; readonly value: number }[],
  { now, zone, count }: { readonly now: Instant; readonly zone: Zone; readonly count: number },
): { readonly start: Instant; readonly total: number | null }[] {
  const today = dayOf(now, zone);
  const byDay = new Map(days.map(({ t, value }) => [dayOf(t, zone), value]));
  return Array.from({ length: count }, (_, index) => {
    const day = addDays(today, index - count);
    return { start: dayStart(day, zone), total: byDay.get(day) ?? null };
  });
}
