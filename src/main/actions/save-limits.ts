import type { CollectedFacts } from '#main/providers/monitor';
import { dayOf } from '#shared/core/calendar/calendar';
import { effectiveLimit, type ProviderLimit, type UserLimit } from '#shared/core/pricing/effective-limit';
import { findLimit } from '#shared/core/pricing/look-up';
import type { Connection } from '#shared/domain/connection';
import type { Instant } from '#shared/domain/instant';
import type { InfrastructureLimit } from '#shared/domain/limit';
import type { MetricDefinition } from '#shared/domain/metric';
import type { PriceList } from '#shared/domain/price-list';
import type { DecisionParts } from './decision-parts';

/**
 * Works out the limit in force of every metric of a connection and keeps it. What the user set is
 * never overwritten: the user's figure and marks go in as the strongest claim and come out again.
 */
export async function saveLimits(
  parts: DecisionParts,
  connection: Connection,
  told: NonNullable<CollectedFacts['limits']>,
): Promise<void> {
  const [prices, standing] = await Promise.all([parts.prices(), parts.store.limits.list(connection.id)]);
  const now = parts.clock.now();
  const definitions = parts.catalog.descriptor(connection.provider)?.metrics ?? [];
  const limits = definitions.map((definition) => limitOf({ prices, now, connection, standing, told }, definition));
  const changed = limits.filter((limit) => !standing.some((known) => JSON.stringify(known) === JSON.stringify(limit)));
  if (changed.length > 0) {
    await parts.store.limits.save(changed);
  }
}

interface LimitContext {
  readonly prices: PriceList;
  readonly now: Instant;
  readonly connection: Connection;
  readonly standing: readonly InfrastructureLimit[];
  readonly told: NonNullable<CollectedFacts['limits']>;
}

function limitOf(context: LimitContext, definition: MetricDefinition): InfrastructureLimit {
  const { prices, now, connection, standing, told } = context;
  const day = dayOf(now, 'UTC');
  const same = (one: { service: string; metric: string }) =>
    one.service === definition.service && one.metric === definition.metric;
  const known = standing.find(same) ?? null;
  const billing = connection.billing;
  const query = billing && { provider: billing.provider, plan: billing.plan, ...definition };
  const ofPlan = query === null ? null : findLimit(prices, query, day);
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
  // What a provider does at a hard limit is told best by who knows the protocol; the list's words serve the rest.
  const own = limit.atLimit === 'hard' || limit.consequence === '' ? definition.consequence : undefined;
  return own === undefined ? limit : { ...limit, consequence: own };
}

function userClaim(known: InfrastructureLimit | null, now: Instant): UserLimit | null {
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
  now: Instant,
): ProviderLimit | null {
  if (told !== null && told.value !== null) {
    return {
      value: told.value,
      unit: told.unit,
      window: told.window,
      atLimit: told.atLimit,
      source: told.reason,
      asOf: now,
    };
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
