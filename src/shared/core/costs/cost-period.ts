import type { Instant, Zone } from '#shared/domain/instant';
import type { LimitWindow } from '#shared/domain/plan';
import { addDays, billingPeriodOf, dayOf } from '../calendar/calendar';
import type { BillingDays } from './period-costs';

/** The period that a cost belongs to, or why there is none. */
export interface CostPeriod {
  /** Null when the provider's cycle is not known; never the calendar month by default. */
  readonly period: BillingDays | null;
  readonly zone: Zone;
  readonly reason: string;
}

/**
 * The billing period around `now`. A cycle needs its anchor day: without one the period is unknown,
 * since taking the calendar month would cut two invoices into a third. Providers that bill by the
 * calendar month, and plans over rolling days, say so by their window.
 */
export function costPeriod(
  window: LimitWindow,
  anchor: { readonly day: number; readonly zone: Zone } | null,
  now: Instant,
): CostPeriod {
  if (window === 'calendar-month') {
    return { period: daysOf(1, 'UTC', now), zone: 'UTC', reason: 'the provider bills by the calendar month, UTC' };
  }
  if (window === 'rolling-30-days') {
    const today = dayOf(now, 'UTC');
    const period = { start: addDays(today, -29), end: addDays(today, 1) };
    return { period, zone: 'UTC', reason: 'no billing cycle: the last 30 days' };
  }
  if (anchor === null) {
    const reason = 'the billing cycle is not known: read it from the account, or enter the day it starts on';
    return { period: null, zone: 'UTC', reason };
  }
  const reason = `the billing cycle starts on day ${anchor.day} of the month`;
  return { period: daysOf(anchor.day, anchor.zone, now), zone: anchor.zone, reason };
}

function daysOf(anchorDay: number, zone: Zone, now: Instant): BillingDays {
  const { start, end } = billingPeriodOf(anchorDay, now, zone);
  return { start: dayOf(start, zone), end: dayOf(end, zone) };
}
