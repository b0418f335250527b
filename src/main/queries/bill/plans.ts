import type { ReadStore, SeenPlan } from '#main/store/read-store';
import type { BilledConnection } from '#shared/core/costs/billing-days';
import type { BillingDays, PlanStretch } from '#shared/core/costs/period-costs';
import type { Connection } from '#shared/domain/connection';

/** The plans that were seen on a connection, oldest first. */
export async function readPlanHistory(
  store: Pick<ReadStore, 'planHistory'>,
  connectionId: string,
): Promise<readonly SeenPlan[]> {
  return (await store.planHistory.list([connectionId])).get(connectionId) ?? [];
}

/**
 * The plans that were seen, oldest first. Empty where the last of them is not the plan of today, which
 * was then chosen anew by hand.
 */
export function standingPlans(
  history: readonly SeenPlan[],
  { billing }: Pick<Connection, 'billing'>,
): readonly SeenPlan[] {
  const last = history.at(-1);
  return billing !== null && last?.provider === billing.provider && last.plan === billing.plan ? history : [];
}

/** The plans of a period, oldest first: the one of today where no history stands. */
export function planStretches(
  seen: readonly SeenPlan[],
  connection: BilledConnection,
  { start, end }: BillingDays,
): readonly PlanStretch[] {
  const { provider, plan } = connection.billing;
  const { buildMachine, region } = connection.settings;
  const dependsOn = { ...(buildMachine ? { buildMachine } : {}), ...(region ? { region } : {}) };
  const history = standingPlans(seen, connection);
  if (history.length === 0) {
    return [{ from: start, provider, plan, ...dependsOn }];
  }
  const current = Math.max(
    0,
    history.findLastIndex(({ from }) => from <= start),
  );
  // Of a period that was over before the first of them was seen it is the first all the same: none is told apart from it.
  return history
    .filter(({ from }, at) => at === current || (at > current && from < end))
    .map(({ from, provider: by, plan: seenPlan }) => ({ from, provider: by, plan: seenPlan, ...dependsOn }));
}
