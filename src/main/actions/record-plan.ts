import { planHistoryKey, readPlanHistory } from '#main/queries/bill/plans';
import { dayOf } from '#shared/core/calendar/calendar';
import type { Connection } from '#shared/domain/connection';
import type { ActionParts } from './decision-parts';

/**
 * Keeps that a connection is on another plan from today on, so that a period with a change in it is
 * priced in two parts. The plan before is kept with it, as far back as the connection is known.
 */
export async function recordPlan(
  parts: Pick<ActionParts, 'store' | 'clock'>,
  before: Connection,
  after: Connection,
): Promise<void> {
  const old = before.billing;
  const now = after.billing;
  if (old === null || now === null || (old.provider === now.provider && old.plan === now.plan)) {
    return;
  }
  const zone = after.billingAnchor?.zone ?? before.billingAnchor?.zone ?? 'UTC';
  const today = dayOf(parts.clock.now(), zone);
  const history = await readPlanHistory(parts.store, after.id);
  const known = history.length > 0 ? history : [{ from: dayOf(before.createdAt, zone), ...named(old) }];
  const next = { from: today, ...named(now) };
  await parts.store.settings.set(planHistoryKey(after.id), [...known.filter((seen) => seen.from < today), next]);
}

function named({ provider, plan, planName }: NonNullable<Connection['billing']>) {
  return { provider, plan, planName };
}
