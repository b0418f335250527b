import type { SeatFee } from '#shared/core/costs/bill/licences';
import type { Micros } from '#shared/domain/money';
import type { BillContext } from './bill-parts';

/** A plan's fee, and what of it is charged only later in this period. */
export interface FeeInTrial extends SeatFee {
  readonly later: Micros;
}

/**
 * While a trial lasts the plan and its seats cost nothing; one that ends within the period is followed by the fee,
 * which is then expected and not yet charged. What is missing of a fee that nobody asks is missing to no one.
 */
export function inTrial({ facts, period, now, isCurrent }: BillContext, fee: SeatFee): FeeInTrial {
  const end = facts.account?.value.trialEnd ?? null;
  if (end === null || end <= now || !isCurrent) {
    return { ...fee, later: 0 };
  }
  const follows = end < period.end;
  const later = fee.lines.reduce((sum, { amount }) => sum + (amount ?? 0), 0);
  return { ...fee, lines: [], missing: follows ? fee.missing : [], later: follows ? later : 0 };
}
