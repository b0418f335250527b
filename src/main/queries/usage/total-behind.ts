import { daySpanOf } from '#shared/core/calendar/calendar';
import type { Instant } from '#shared/domain/instant';
import type { ReadParts } from '../read-parts';
import { readAmounts } from './amounts-behind';
import type { LimitedQuantity } from './metric-quantities';

/**
 * A running total at the end of each day of its period by the amounts behind it, ascending and up to `until`: what was
 * used before anybody read the total. Empty where there are no amounts.
 */
export async function readTotalBehind(
  { store, clock }: Pick<ReadParts, 'store' | 'clock'>,
  { behind, period, series, current }: LimitedQuantity,
  until: Instant,
): Promise<{ readonly t: Instant; readonly value: number }[]> {
  if (behind === null || period === null || series === null || current === null) {
    return [];
  }
  const amounts = await readAmounts(store, series, behind, clock.now());
  const { zone } = behind.series ?? series;
  let sum = -behind.paidBefore;
  const points = [{ t: period.start, value: 0 }];
  for (const { t, value } of amounts.filter((day) => day.t >= period.start && day.t < period.end)) {
    sum += value;
    // What is told late of a day never makes more than the total itself.
    points.push({ t: daySpanOf(t, zone).end, value: Math.min(current, Math.max(0, sum)) });
  }
  return points.length === 1 ? [] : points.filter(({ t }) => t < until);
}
