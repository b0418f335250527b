import { addDays, billingPeriodOf, clockTime, dayOf, dayOfWeek } from '#shared/core/calendar/calendar';
import { DAY, type Day, type Instant, type Zone } from '#shared/domain/instant';
import type { ReportRule } from '#shared/domain/report-schedule';

/** How far a schedule has come. */
export interface ReportsDone {
  /** The moment for which the last report was due that arrived; null: none has. */
  readonly due: Instant | null;
}

/**
 * Two moments that are nearer than this are the same one, seen from two time zones: a week has seven days, and the
 * shortest month twenty-eight.
 */
const SAME_MOMENT = 2 * DAY;

/** The last moment at or before `now` at which a report is due. */
export function lastDue(rule: ReportRule, now: Instant, zone: Zone): Instant {
  const moments = momentsAround(rule, now, zone);
  return moments.reduce((last, at) => (at <= now ? Math.max(last, at) : last), Number.NEGATIVE_INFINITY);
}

/** The first moment after `now` at which a report is due. */
export function nextDue(rule: ReportRule, now: Instant, zone: Zone): Instant {
  const moments = momentsAround(rule, now, zone);
  return moments.reduce((next, at) => (at > now ? Math.min(next, at) : next), Number.POSITIVE_INFINITY);
}

/**
 * The moment of which the report is still to be made; null: nothing is due. However many were missed while the computer
 * slept, the newest alone is made up for. What was due before the person set the rule is not.
 */
export function owedReport(rule: ReportRule, done: ReportsDone, now: Instant, zone: Zone): Instant | null {
  const due = lastDue(rule, now, zone);
  if (due < rule.since) return null;
  // A rule that was set anew begins anew.
  const isNews = done.due === null || done.due < rule.since || due - done.due > SAME_MOMENT;
  return isNews ? due : null;
}

/** The month that a report is about which was due at `due`: `2026-11`. */
export function monthOfReport(about: 'running' | 'before', due: Instant, zone: Zone): string {
  const day = dayOf(due, zone);
  return about === 'running' ? day.slice(0, 7) : addDays(`${day.slice(0, 7)}-01`, -1).slice(0, 7);
}

/** At least one moment before `now` and one after it. */
function momentsAround(rule: ReportRule, now: Instant, zone: Zone): readonly Instant[] {
  const days = rule.every === 'week' ? weekdays(rule.weekday, now, zone) : monthDays(rule.monthDay, now, zone);
  return days.map((day) => clockTime(day, rule.time, zone));
}

function weekdays(weekday: number, now: Instant, zone: Zone): readonly Day[] {
  const today = dayOf(now, zone);
  const thisWeeks = addDays(today, weekday - dayOfWeek(today));
  return [-7, 0, 7].map((days) => addDays(thisWeeks, days));
}

/** The last such day before `now`, the one before it, and the next. */
function monthDays(monthDay: number, now: Instant, zone: Zone): readonly Day[] {
  const running = billingPeriodOf(monthDay, now, zone);
  const before = billingPeriodOf(monthDay, running.start - 1, zone);
  const after = billingPeriodOf(monthDay, running.end, zone);
  return [before.start, running.start, running.end, after.end].map((start) => dayOf(start, zone));
}
