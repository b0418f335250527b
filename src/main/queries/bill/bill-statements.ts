import type { BillStatement } from '#main/store/read-store';
import { DAY, type Instant } from '#shared/domain/instant';

/** Days of a period on which what it comes to is kept. */
const MARKS: readonly number[] = [7, 14, 21];

/** What was said of the period that began then; hours off are the same period. */
export function statementsOf(kept: readonly BillStatement[], start: Instant): readonly BillStatement[] {
  return kept.filter(({ periodStart }) => Math.abs(periodStart - start) < DAY);
}

/** The mark that a day of a period belongs to: 7 for days 7 to 13, 21 for the 21st and later; null before the 7th. */
export function markOf(day: number): number | null {
  return MARKS.findLast((mark) => mark <= day) ?? null;
}
