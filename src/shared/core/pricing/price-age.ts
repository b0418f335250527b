import type { Day } from '#shared/domain/instant';
import { daysBetween } from '../calendar/calendar';

/** Days after which a price is called old (issue: limits and money). */
const OLD_AFTER_DAYS = 90;

/** How old a price's source is, seen from a day. */
export interface PriceAge {
  readonly date: Day | null;
  /** Null for a source without a date. */
  readonly days: number | null;
  /** True beyond 90 days, and for a source without a date. */
  readonly old: boolean;
  /** `as of 2026-08-31`, `as of 2025-08-19, 462 days old`, `undated source`. */
  readonly text: string;
}

/** The age of a price on `today`, as it is shown beside the price. */
export function priceAge(price: { readonly sourceDate: Day | null }, today: Day): PriceAge {
  if (price.sourceDate === null) {
    return { date: null, days: null, old: true, text: 'undated source' };
  }
  const days = daysBetween(price.sourceDate, today);
  const old = days > OLD_AFTER_DAYS;
  return { date: price.sourceDate, days, old, text: `as of ${price.sourceDate}${old ? `, ${days} days old` : ''}` };
}
