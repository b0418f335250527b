import type { Instant, Period } from '#shared/domain/instant';

/** A reading, or the total of the day that begins at `t`. */
interface Reading {
  readonly t: Instant;
  readonly value: number;
}

/** The limit that was in force at a moment; null: not known then, and the one of today stands. */
export type LimitAt = (t: Instant) => number | null;

/**
 * Since when a level or a running total has been at its limit: the first reading at or above the limit then in force,
 * after the last one below it. Null where the newest reading is below, or there is none. `readings` are ascending.
 */
export function reachedSince(readings: readonly Reading[], limitAt: LimitAt): Instant | null {
  let since: Instant | null = null;
  for (const { t, value } of readings) {
    const limit = limitAt(t);
    if (limit !== null && value < limit) {
      since = null;
    } else {
      since ??= t;
    }
  }
  return since;
}

/**
 * The day on which amounts added up from the window's start have passed the limit then in force: its first second.
 * `days` are those of the window, ascending; `at`, how each day's limit is told.
 */
export function reachedOnDay(days: readonly Reading[], limitAt: LimitAt): Instant | null {
  let sum = 0;
  return reachedSince(
    days.map(({ t, value }) => {
      sum += value;
      return { t, value: sum };
    }),
    limitAt,
  );
}

/**
 * Since when a running total is at its limit, by what was read of it and by the amounts by the day behind it. What was
 * read tells the moment; where nobody read on the day, the day itself stands, unless a later reading was still below.
 */
export function reachedInTotal(
  bySample: { readonly since: Instant; readonly lastBelow: Instant | null } | null,
  byDay: Period | null,
): Instant | null {
  if (bySample === null || byDay === null || bySample.since < byDay.end) {
    return bySample?.since ?? byDay?.start ?? null;
  }
  return bySample.lastBelow !== null && bySample.lastBelow >= byDay.end ? bySample.since : byDay.start;
}

/**
 * The same of a sliding window of so many days: since which day its sum is at the limit without a break. `now` is what
 * the window holds on the day in progress, which begins at `t`; a part of the day before its first one is still in it.
 * Null where the first whole window that is known was at it already: since when, nobody saw.
 */
export function reachedWithinRolling(
  days: readonly Reading[],
  length: number,
  limitAt: LimitAt,
  now: Reading,
): Instant | null {
  const sums = days.map(({ t }, index) => {
    const from = days.slice(0, index + 1).filter((other) => t - other.t < (length - 0.5) * 86_400);
    const value = t >= now.t ? now.value : from.reduce((sum, day) => sum + day.value, 0);
    return { t, value };
  });
  // The first days look back on less than a whole window: what they sum up to is too low to tell anything.
  const first = days[0]?.t ?? 0;
  const known = sums.filter(({ t }) => t - first >= (length - 1.5) * 86_400);
  const since = reachedSince(known, limitAt);
  return since === known[0]?.t ? null : since;
}

/** The limits of `steps` (oldest first) as a function of time; before the first of them, the first. */
export function limitsOver(
  steps: readonly { readonly from: Instant; readonly value: number | null }[],
  standing: number,
): LimitAt {
  return (t) => {
    const step = steps.findLast(({ from }) => from <= t) ?? steps[0];
    return step === undefined ? standing : step.value;
  };
}
