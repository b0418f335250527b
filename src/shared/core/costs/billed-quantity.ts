import type { UsageRow } from '#shared/domain/cost';
import type { Day } from '#shared/domain/instant';

/**
 * Rows for a level that is billed by its average over the period, such as GB stored: each day's value
 * weighs one day of the period, so that the rows add up to the average (GB-months).
 */
export function levelRows(
  place: Omit<UsageRow, 'day' | 'quantity'>,
  levels: readonly { readonly day: Day; readonly value: number }[],
  periodDays: number,
): UsageRow[] {
  return levels.map(({ day, value }) => ({ ...place, day, quantity: value / periodDays }));
}
