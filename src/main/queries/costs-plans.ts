import { z } from 'zod';
import type { Store } from '#main/store/store';
import type { BillingDays, PlanStretch } from '#shared/core/costs/period-costs';
import type { BilledConnection } from './costs-period';

const historySchema = z.array(z.object({ from: z.string(), provider: z.string(), plan: z.string() }));

/** A plan of an account from a day on, as it was seen. */
type SeenPlan = z.infer<typeof historySchema>[number];

/** The key in `setting` under which the plans that were seen are kept, oldest first. */
export function planHistoryKey(connectionId: string): string {
  return `plan-history:${connectionId}`;
}

/** The plans that were seen on a connection, oldest first. */
export async function readPlanHistory(
  store: Pick<Store, 'settings'>,
  connectionId: string,
): Promise<readonly SeenPlan[]> {
  const parsed = historySchema.safeParse(await store.settings.get(planHistoryKey(connectionId)));
  return parsed.success ? parsed.data : [];
}

/** The plans of a period, oldest first. A history that does not end with today's plan is set aside: it was chosen anew by hand. */
export async function readPlanStretches(
  store: Pick<Store, 'settings'>,
  connection: BilledConnection,
  { start, end }: BillingDays,
): Promise<readonly PlanStretch[]> {
  const { provider, plan } = connection.billing;
  const { buildMachine, region } = connection.settings;
  const dependsOn = { ...(buildMachine ? { buildMachine } : {}), ...(region ? { region } : {}) };
  const history = await readPlanHistory(store, connection.id);
  const last = history.at(-1);
  if (last?.provider !== provider || last.plan !== plan) {
    return [{ from: start, provider, plan, ...dependsOn }];
  }
  const current = history.findLastIndex((seen) => seen.from <= start);
  return history
    .slice(Math.max(0, current))
    .filter((seen) => seen.from < end)
    .map((seen) => ({ ...seen, ...dependsOn }));
}
