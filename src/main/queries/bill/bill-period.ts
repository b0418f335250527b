import type { ProviderFacts } from '#main/queries/connections/provider-facts';
import { billingPeriodOf, calendarMonthOf, dayOf } from '#shared/core/calendar/calendar';
import type { BillingDays } from '#shared/core/costs/period-costs';
import type { BillPeriod } from '#shared/domain/bill';
import type { Connection } from '#shared/domain/connection';
import { DAY, type Instant } from '#shared/domain/instant';

/** Providers that bill by the calendar month, UTC, whatever the account says. */
const BY_MONTH: readonly string[] = ['openai', 'anthropic', 'ai-gateway'];
/** A period that ended so long ago and is still told has not rolled over yet. */
const ROLLS_OVER_WITHIN = 3 * DAY;

/** A period, and whether its beginning is known at all. */
export interface FoundPeriod extends BillPeriod {
  readonly isKnown: boolean;
}

/**
 * The period around `at` in which an account is billed: as the provider tells it, else from the day on which it
 * is anchored, else the calendar month, which is right for whoever bills by it and said to be unknown for others.
 */
export function periodAt(
  { provider, billing, billingAnchor: anchor }: Connection,
  told: NonNullable<ProviderFacts['account']>['value'] | null,
  at: Instant,
): FoundPeriod {
  if (BY_MONTH.includes(provider)) {
    return { ...calendarMonthOf(at, 'UTC'), zone: 'UTC', isTold: false, isKnown: true };
  }
  const zone = anchor?.zone ?? 'UTC';
  const period = told?.period ?? null;
  if (period !== null && period.start <= at && at < period.end) {
    return { ...period, zone, isTold: true, isKnown: true };
  }
  if (anchor !== null) {
    const worked = billingPeriodOf(anchor.day, at, zone);
    const rolled = period !== null && period.end <= at && at < period.end + ROLLS_OVER_WITHIN;
    return { ...worked, ...(rolled ? { start: period.end } : {}), zone, isTold: false, isKnown: true };
  }
  // The cycle of an account that is billed by Vercel comes from there; others that tell none bill by the month.
  const isKnown = provider !== 'vercel' || billing?.plan === 'hobby';
  return { ...calendarMonthOf(at, 'UTC'), zone: 'UTC', isTold: false, isKnown };
}

/** The period as days of its zone: `end` is the next one's first day. An hour off midnight is the same day. */
export function daysOf({ start, end, zone }: BillPeriod): BillingDays {
  return { start: dayOf(start + 3_600, zone), end: dayOf(end + 3_600, zone) };
}
