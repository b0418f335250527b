import type { BillLine } from '#shared/domain/bill';
import type { Day } from '#shared/domain/instant';
import type { Micros } from '#shared/domain/money';
import type { PlanRecord, PriceList } from '#shared/domain/price-list';
import { findPlan, planFee } from '../../pricing/look-up';
import { feeLine } from './licences';

/** What a plan asks whether or not anything is used. */
export interface PlanFees {
  /** The plan that it rests on, with its seats; the plan itself where it rests on none. */
  readonly base: PlanRecord;
  readonly lines: readonly BillLine[];
}

/**
 * The fees of a plan by the price list: its seats, and what it adds to the plan that it comes on top of, such as
 * a flat-rate tier. A free plan has no seats to pay. Null where the list does not have the fee.
 */
export function feesOf(list: PriceList, plan: PlanRecord, day: Day, seats: number): PlanFees | null {
  const whole = planFee(list, plan, day);
  const base = plan.basePlan === null ? plan : findPlan(list, plan.provider, plan.basePlan, day);
  const seat: Micros | null = base === null ? null : planFee(list, base, day);
  if (whole === null || base === null || seat === null) {
    return null;
  }
  return {
    base,
    lines: [...(seat === 0 ? [] : [feeLine('', seats, seats * seat, 'metered')]), ...tierOf(plan, whole - seat)],
  };
}

function tierOf({ name }: PlanRecord, fee: Micros): readonly BillLine[] {
  return fee === 0 ? [] : [{ ...feeLine(name, 1, fee, 'metered'), unit: 'tier' }];
}
