import type { Day } from '#shared/domain/instant';
import type { PriceList } from '#shared/domain/price-list';
import { compareFees, findPlan, planFee, planLimits, plansOf } from '../../pricing/look-up';

/** A plan asked for, on a day. */
interface PlanAsked {
  readonly provider: string;
  readonly plan: string;
  readonly day: Day;
}

/** The plan that a flat-rate tier settles at, and after how many cycles. */
export interface Settled {
  readonly plan: string;
  /** Cycles at the tiers before it; 0 where the tier that was asked for is large enough. */
  readonly cycles: number;
}

/** The flat-rate tiers of a plan, the smallest first; empty where it has none. */
export function tiersOf(list: PriceList, { provider, plan, day }: PlanAsked): readonly string[] {
  return plansOf(list, provider, day)
    .filter(({ basePlan }) => basePlan === plan)
    .sort((a, b) => compareFees(planFee(list, a, day), planFee(list, b, day)))
    .map((tier) => tier.plan);
}

/**
 * Where a month of this use ends up on a flat-rate tier: a cycle above the tier's size charges nothing more and
 * moves the account one tier up for the next one, above the highest tier to paying by use (facts: limits and
 * prices, "Flat Rate CDN"). Any other plan settles at itself.
 */
export function settledTier(
  list: PriceList,
  asked: PlanAsked,
  quantityOf: (service: string, metric: string) => number,
): Settled {
  const base = findPlan(list, asked.provider, asked.plan, asked.day)?.basePlan ?? null;
  if (base === null) {
    return { plan: asked.plan, cycles: 0 };
  }
  const ladder = tiersOf(list, { ...asked, plan: base });
  const from = ladder.slice(Math.max(0, ladder.indexOf(asked.plan)));
  const fits = from.findIndex((tier) => sizesOf(list, { ...asked, plan: tier }).every(isLargeEnough(quantityOf)));
  return fits === -1 ? { plan: base, cycles: from.length } : { plan: from[fits] ?? base, cycles: fits };
}

interface Size {
  readonly service: string;
  readonly metric: string;
  readonly size: number;
}

/** What a tier covers before the account moves up; what it covers without a size is not in it. */
function sizesOf(list: PriceList, { provider, plan, day }: PlanAsked): readonly Size[] {
  return planLimits(list, provider, plan, day)
    .filter((limit) => limit.plan === plan && limit.beyond === 'free')
    .flatMap(({ service, metric, included }) => (included === null ? [] : [{ service, metric, size: included }]));
}

function isLargeEnough(quantityOf: (service: string, metric: string) => number) {
  return ({ service, metric, size }: Size) => quantityOf(service, metric) <= size;
}
