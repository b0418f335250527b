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
  const learnedAt = parts.clock.now();
  const next = { from: dayOf(learnedAt, zone), ...named(now), learnedAt };
  await parts.store.planHistory.append(after.id, (known) =>
    known.length > 0 ? [next] : [{ from: dayOf(before.createdAt, zone), ...named(old), learnedAt }, next],
  );
}

function named({ provider, plan, planName }: NonNullable<Connection['billing']>) {
  return { provider, plan, planName };
}
