import type { SeenPlan } from '#main/store/read-store';
import { dayStart } from '#shared/core/calendar/calendar';
import type { Connection } from '#shared/domain/connection';
import type { PlanChange } from '#shared/domain/plan';
import { standingPlans } from '../bill/plans';

/** The changes within the plans that were seen on a connection, oldest first; the plan it was first seen with is none. */
export function planChangesOf(
  history: readonly SeenPlan[],
  { billing, billingAnchor }: Pick<Connection, 'billing' | 'billingAnchor'>,
): readonly PlanChange[] {
  const plans = standingPlans(history, { billing });
  return plans.flatMap((seen, index) => {
    const before = plans[index - 1];
    if (before === undefined || (before.provider === seen.provider && before.plan === seen.plan)) {
      return [];
    }
    // Of the plan of today the name is known also where an older history was kept without names.
    const name = seen.planName ?? (seen.plan === billing?.plan ? billing.planName : seen.plan);
    return [{ t: dayStart(seen.from, billingAnchor?.zone ?? 'UTC'), name }];
  });
}
