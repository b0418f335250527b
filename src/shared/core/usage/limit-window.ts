import {
  addDays,
  billingPeriodOf,
  calendarMonthOf,
  dayOf,
  dayOfWeek,
  daySpanOf,
  dayStart,
} from '#shared/core/calendar/calendar';
import { DAY, type Instant, type Period, type Zone } from '#shared/domain/instant';
import type { LimitWindow } from '#shared/domain/plan';

/** Vercel bills local days of Los Angeles; without a known anchor the CLI falls back to the calendar month there. */
const FALLBACK_ANCHOR = { day: 1, zone: 'America/Los_Angeles' } as const;

/** The days that a rolling window counts, today included (Vercel Hobby). */
const ROLLING_DAYS = 30;

/** The days of a window that slides, today included; null for one that does not. */
export function rollingDays(window: LimitWindow): number | null {
  switch (window) {
    case 'rolling-30-days':
      return ROLLING_DAYS;
    case 'rolling-7-days':
      return 7;
    default:
      return null;
  }
}

/** True where what is used is the total of a stretch that slides, in days or in hours. */
export function slides(window: LimitWindow): boolean {
  return window === 'rolling-24-hours' || rollingDays(window) !== null;
}

export interface LimitWindowInput {
  readonly window: LimitWindow;
  /** Day of the month on which the billing period starts, with its zone. */
  readonly anchor: { readonly day: number; readonly zone: Zone } | null;
  /** The zone that cuts the series' own days. */
  readonly zone: Zone;
  readonly now: Instant;
}

/**
 * The stretch that usage is counted over at `now`, or null for a limit on a level. A billing cycle
 * is cut in its anchor's zone, a day and a rolling window in the series'.
 */
export function windowPeriod({ window, anchor, zone, now }: LimitWindowInput): Period | null {
  switch (window) {
    case 'day':
      return daySpanOf(now, zone);
    case 'calendar-month':
      return calendarMonthOf(now, 'UTC');
    case 'week': {
      const today = dayOf(now, zone);
      const monday = addDays(today, 1 - dayOfWeek(today));
      return { start: dayStart(monday, zone), end: dayStart(addDays(monday, 7), zone) };
    }
    case 'rolling-30-days':
    case 'rolling-7-days': {
      const today = dayOf(now, zone);
      const days = rollingDays(window) ?? ROLLING_DAYS;
      return { start: dayStart(addDays(today, 1 - days), zone), end: dayStart(addDays(today, 1), zone) };
    }
    case 'rolling-24-hours':
      return { start: now - DAY, end: now };
    case 'billing-cycle':
    case 'contract': {
      const { day, zone: billingZone } = anchor ?? FALLBACK_ANCHOR;
      return billingPeriodOf(day, now, billingZone);
    }
    case 'point-in-time':
    case 'per-item':
      return null;
  }
}

/**
 * The same window, moved to the day bounds of the series: a provider that counts UTC days has no
 * part of a day to give to a period that starts at midnight in Los Angeles.
 */
export function alignToDays(period: Period, zone: Zone): Period {
  return { start: nearestDayStart(period.start, zone), end: nearestDayStart(period.end, zone) };
}

/**
 * The days of the window that `now` is counted in. Moved to the series' own days, a period may be over before it ends: the
 * day in progress then belongs to it up to its real end, since nothing is over before the provider starts anew. Or it may
 * begin after it began: until then the period before it stands, in which most of the day in progress lies.
 */
export function daysAround(
  now: Instant,
  { cut, cutAt, zone }: { cut: Period; cutAt: (t: Instant) => Period | null; zone: Zone },
): Period {
  const days = alignToDays(cut, zone);
  if (now >= days.end) {
    return { start: days.start, end: cut.end };
  }
  return now < days.start ? { start: alignToDays(cutAt(cut.start - 1) ?? cut, zone).start, end: days.start } : days;
}

/** True for windows that start again at zero. A rolling window never does: old usage ages out of it. */
export function resets(window: LimitWindow): boolean {
  return (
    window === 'day' ||
    window === 'week' ||
    window === 'billing-cycle' ||
    window === 'calendar-month' ||
    window === 'contract'
  );
}

function nearestDayStart(instant: Instant, zone: Zone): Instant {
  const span = daySpanOf(instant, zone);
  return instant - span.start <= span.end - instant ? span.start : span.end;
}
