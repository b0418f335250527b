import { DAY, type Instant, type Period } from '#shared/domain/instant';
import type { GatewayRefresh } from '#shared/domain/spend';
import { calendarMonthOf } from './calendar';

/** 1970-01-01 was a Thursday: the Monday of its week lay three days before. */
const MONDAY = 3 * DAY;

/**
 * The period around `at` of a budget that begins anew at the start of its day, week or month in UTC; null for one that
 * never does. That a week begins on Monday, as ISO 8601 has it, no document says.
 */
export function budgetPeriod(refresh: GatewayRefresh, at: Instant): Period | null {
  switch (refresh) {
    case 'daily':
      return stretch(Math.floor(at / DAY) * DAY, DAY);
    case 'weekly':
      return stretch(Math.floor((at + MONDAY) / (7 * DAY)) * 7 * DAY - MONDAY, 7 * DAY);
    case 'monthly':
      return calendarMonthOf(at, 'UTC');
    case 'none':
      return null;
  }
}

function stretch(start: Instant, length: number): Period {
  return { start, end: start + length };
}
