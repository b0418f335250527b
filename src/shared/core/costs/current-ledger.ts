import type { Instant } from '#shared/domain/instant';
import type { CreditLedger } from '#shared/domain/spend';

/**
 * The ledger of one currency (`unit`, such as `USD`) that holds at a moment; null where none does. Several may lie beside
 * each other, those of past periods among them. Of two that hold, the one with more of its dates told stands, then the
 * one that began last: one without dates holds only where no other does.
 */
export function currentLedger(ledgers: readonly CreditLedger[], at: Instant, unit: string): CreditLedger | null {
  const holds = ({ start, end }: CreditLedger) => (start ?? at) <= at && at < (end ?? at + 1);
  const dated = ({ start, end }: CreditLedger) => Number(start !== null) + Number(end !== null);
  const own = ledgers.filter((ledger) => ledger.unit === unit && holds(ledger));
  return [...own].sort((a, b) => dated(b) - dated(a) || (b.start ?? 0) - (a.start ?? 0))[0] ?? null;
}
