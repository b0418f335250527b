import type { Day } from '#shared/domain/instant';
import type { Micros } from '#shared/domain/money';
import type { NamedPlanLimit, PlanRecord, PriceList } from '#shared/domain/price-list';
import { compareFees, findLimit, findPlan, isInForce, type LimitQuery, planFee } from './look-up';

/** A plan that lifts a limit, and what it costs more. */
export interface NextPlan {
  readonly plan: PlanRecord;
  /** The entry that lifts the limit. */
  readonly limit: NamedPlanLimit;
  /** True when the step has no limit for the metric: it goes on, charged or free. */
  readonly unlimited: boolean;
  /** Monthly fee of the step less the fee of today's plan, micros; null when either is unknown. */
  readonly feeDifference: Micros | null;
}

/**
 * The cheapest plan of the same provider with more of one metric, or without a limit on it. Null when
 * none is known: a plan whose figure only a contract tells is never promised to be larger. A plan of
 * the client's brief, or one that has ended, steps to its contemporaries.
 */
export function nextPlan(
  list: PriceList,
  provider: string,
  plan: string,
  service: string,
  metric: string,
  day: Day,
): NextPlan | null {
  const current = findPlan(list, provider, plan, day);
  if (current === null) {
    return null;
  }
  const query = { provider, plan, service, metric };
  const own = findLimit(list, query, day);
  if (own === null || isUnlimited(own) || own.included === null) {
    return null;
  }
  const ownFee = planFee(list, current, day);
  const steps = contemporaries(list, current, day)
    .map((candidate) => stepTo(list, candidate, { ...query, plan: candidate.plan }, own.included ?? 0, ownFee, day))
    .filter((step) => step !== null);
  return steps.sort(compareSteps)[0] ?? null;
}

/** True where nothing stops and nothing is included: every unit is charged, or none is limited. */
export function isUnlimited(limit: NamedPlanLimit): boolean {
  const goesOn = limit.atLimit === 'overage' || limit.atLimit === 'none';
  return goesOn && !limit.included && limit.window !== 'contract' && limit.billedAs === 'infrastructure';
}

function contemporaries(list: PriceList, current: PlanRecord, day: Day): PlanRecord[] {
  const ended = current.effectiveTo !== null && current.effectiveTo < day ? current.effectiveTo : day;
  const seed = current.edition === 'legacy-seed';
  return list.plans.filter(
    (plan) =>
      plan.provider === current.provider &&
      plan.plan !== current.plan &&
      (plan.edition === 'legacy-seed') === seed &&
      isInForce(plan, ended),
  );
}

function stepTo(
  list: PriceList,
  plan: PlanRecord,
  query: LimitQuery,
  ownIncluded: number,
  ownFee: Micros | null,
  day: Day,
): NextPlan | null {
  const limit = findLimit(list, query, day);
  if (limit === null) {
    return null;
  }
  const unlimited = isUnlimited(limit);
  if (!unlimited && (limit.included === null || limit.included <= ownIncluded)) {
    return null;
  }
  const fee = planFee(list, plan, day);
  return { plan, limit, unlimited, feeDifference: fee === null || ownFee === null ? null : fee - ownFee };
}

function compareSteps(a: NextPlan, b: NextPlan): number {
  return compareFees(a.feeDifference, b.feeDifference) || (a.limit.included ?? 0) - (b.limit.included ?? 0);
}
