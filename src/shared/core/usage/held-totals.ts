import type { Instant } from '#shared/domain/instant';

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
