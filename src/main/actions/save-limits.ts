import type { CollectedFacts } from '#main/providers/monitor';
import type { ReadParts } from '#main/queries/read-parts';
import { dayOf } from '#shared/core/calendar/calendar';
import { effectiveLimit, type ProviderLimit, type UserLimit } from '#shared/core/pricing/effective-limit';
import { findLimit } from '#shared/core/pricing/look-up';
import type { Connection } from '#shared/domain/connection';
import type { InfrastructureLimit } from '#shared/domain/limit';
import type { MetricDefinition } from '#shared/domain/metric';

/**
 * Works out the limit in force of every metric of a connection and keeps it. What the user set is
 * never overwritten: the user's figure and marks go in as the strongest claim and come out again.
 */
export async function saveLimits(
  parts: ReadParts,
  connection: Connection,
  told: NonNullable<CollectedFacts['limits']>,
): Promise<void> {
  const standing = await parts.store.limits.list(connection.id);
  const definitions = parts.catalog.descriptor(connection.provider)?.metrics ?? [];
  const limits = definitions.map((definition) => limitOf(parts, connection, definition, standing, told));
  const changed = limits.filter((limit) => !standing.some((known) => JSON.stringify(known) === JSON.stringify(limit)));
  if (changed.length > 0) {
    await parts.store.limits.save(changed);
  }
}

function limitOf(
  parts: ReadParts,
  connection: Connection,
  definition: MetricDefinition,
  standing: readonly InfrastructureLimit[],
  told: NonNullable<CollectedFacts['limits']>,
): InfrastructureLimit {
  const now = parts.clock.now();
  const day = dayOf(now, 'UTC');
  const same = (one: { service: string; metric: string }) =>
    one.service === definition.service && one.metric === definition.metric;
  const known = standing.find(same) ?? null;
  const billing = connection.billing;
  const query = billing && { provider: billing.provider, plan: billing.plan, ...definition };
  const ofPlan = query === null ? null : findLimit(parts.prices, query, day);
  const limit = effectiveLimit({
    connectionId: connection.id,
    service: definition.service,
    metric: definition.metric,
    unit: definition.unit,
    userLimit: userClaim(known, now),
    providerLimit: providerClaim(told.find(same) ?? null, known, now),
    planLimits: ofPlan === null ? [] : [ofPlan],
    planName: billing?.planName ?? null,
    now,
  });
  return limit.consequence === '' ? { ...limit, consequence: definition.consequence ?? '' } : limit;
}

function userClaim(known: InfrastructureLimit | null, now: number): UserLimit | null {
  if (known === null) {
    return null;
  }
  const { warningPercent, criticalPercent, enabled } = known;
  const own = known.source === 'user';
  return {
    value: own ? known.value : null,
    ...(own ? { unit: known.unit, window: known.window, atLimit: known.atLimit } : {}),
    warningPercent,
    criticalPercent,
    enabled,
    setAt: own ? (known.asOf ?? now) : now,
  };
}

function providerClaim(
  told: NonNullable<CollectedFacts['limits']>[number] | null,
  known: InfrastructureLimit | null,
  now: number,
): ProviderLimit | null {
  if (told !== null && told.value !== null) {
    return { value: told.value, unit: told.unit, window: told.window, atLimit: told.atLimit, source: told.reason, asOf: now };
  }
  if (known?.source === 'provider' && known.value !== null) {
    const { value, unit, window, atLimit, consequence, reason, asOf } = known;
    return { value, unit, window, atLimit, consequence, source: sourceIn(reason), asOf: asOf ?? now };
  }
  return null;
}

/** The source inside a reason that `effectiveLimit` wrote: `The provider's answer (INFO maxmemory), read today`. */
function sourceIn(reason: string): string {
  return /\((.+)\)/.exec(reason)?.[1] ?? reason;
}
