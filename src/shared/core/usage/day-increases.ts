import { dayOf, dayStart } from '#shared/core/calendar/calendar';
import type { Instant, Zone } from '#shared/domain/instant';

interface Reading {
  readonly t: Instant;
  readonly value: number;
}

/**
 * What each day added to a running total, at the day's start: its last reading less the last one before it. A total that
 * is lower than before has begun anew and counts from 0. The first day is left out, since nobody read what came before it;
 * so is a day without a reading, whose amount is in the next one's.
 */
export function dayIncreases(readings: readonly Reading[], zone: Zone): Reading[] {
  const lastOf = new Map<string, number>();
  for (const { t, value } of readings) {
    lastOf.set(dayOf(t, zone), value);
  }
  const days = [...lastOf];
  return days.slice(1).map(([day, value], index) => {
    const before = days[index]?.[1] ?? 0;
    return { t: dayStart(day, zone), value: value < before ? value : value - before };
  });
}
