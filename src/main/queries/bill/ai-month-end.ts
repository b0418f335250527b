import { calendarMonthOf } from '#shared/core/calendar/calendar';
import { type PeriodEnd, projectPeriodEnd } from '#shared/core/forecasting/project-period-end';
import { DAY, type Instant } from '#shared/domain/instant';
import { fromMicros } from '#shared/domain/money';
import type { ReadParts } from '../read-parts';

/** What the engine looks back at. */
const HISTORY_DAYS = 120;

/**
 * What all AI accounts together spend by the end of the calendar month (UTC), in USD, from what their
 * providers reported by day: quantiles of the total and what it rests on. Spend is forecast as one sum,
 * since quantiles do not add up.
 */
export async function readAiMonthEnd(parts: Pick<ReadParts, 'store' | 'clock'>): Promise<PeriodEnd> {
  const now = parts.clock.now();
  const rows = await parts.store.aiUsage.days({ start: now - HISTORY_DAYS * DAY, end: now });
  const byDay = new Map<Instant, number>();
  for (const { t, costMicros } of rows) {
    if (costMicros !== null) {
      byDay.set(t, (byDay.get(t) ?? 0) + fromMicros(costMicros));
    }
  }
  const days = [...byDay].sort(([a], [b]) => a - b).map(([t, value]) => ({ t, value }));
  return projectPeriodEnd({ days, zone: 'UTC', now, period: calendarMonthOf(now, 'UTC') });
}
