import type { UsageRow } from '#shared/domain/cost';
import type { Day } from '#shared/domain/instant';

/** How a metric's readings become a billed quantity. */
export type Counting =
  /** Day totals that add up. */
  | 'sum'
  /** A level, billed by its average over the period. */
  | 'average'
  /** A level that is checked as it stands. */
  | 'level'
  /** An amount of money that grows over the period. */
  | 'spend';

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
