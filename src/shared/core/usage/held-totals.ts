import { daySpanOf } from '#shared/core/calendar/calendar';
import type { Instant, Period, Zone } from '#shared/domain/instant';

/** A day's amount at the day's start. */
export interface DayAmount {
  readonly t: Instant;
  readonly value: number;
}

/**
 * What is held against a limit at each day's end: the sum of the days from the start of that day's window on, itself
 * included. The one function for a figure's line, the chart and the fan's past: a period's running total where
 * `startAt` answers the period's start, a rolling sum where it answers a start that moves with the day. A day without
 * a reading is missing in the sum. `days` are in order; `startAt` must never go back.
 */
export function heldTotals(days: readonly DayAmount[], startAt: (t: Instant) => Instant): readonly DayAmount[] {
  let first = 0;
  return days.map(({ t }, at) => {
    const start = startAt(t);
    while (first <= at && (days[first]?.t ?? start) < start) {
      first += 1;
    }
    // Added up anew for each day: taking the oldest away would leave the last digits of what went.
    const value = days.slice(first, at + 1).reduce((sum, day) => sum + day.value, 0);
    return { t, value };
  });
}

/**
 * What a sliding sum still holds of the day before its first one, at `until`: as much of it as is left of the day in
 * progress. Of amounts by the day nobody can say more, and without it the sum would fall with the first amount of each
 * day by all that was used on a day a window before. Nothing where the window ended before `until`.
 */
export function stillWithin(
  days: readonly DayAmount[],
  { period, zone, until }: { readonly period: Period; readonly zone: Zone; readonly until: Instant },
): number {
  // The last second of a window that is over stands for all of it.
  if (until >= period.end - 1) {
    return 0;
  }
  const before = daySpanOf(period.start - 1, zone);
  const leaving = days.find(({ t }) => t >= before.start && t < before.end)?.value ?? 0;
  const today = daySpanOf(period.end - 1, zone);
  return leaving * Math.min(1, (today.end - until) / (today.end - today.start));
}
