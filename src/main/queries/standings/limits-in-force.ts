import type { ProviderLimitRow, ReadStore } from '#main/store/read-store';
import { dayOf } from '#shared/core/calendar/calendar';
import { effectiveLimit, type ProviderLimit, type UserLimit } from '#shared/core/pricing/effective-limit';
import { findLimit } from '#shared/core/pricing/look-up';
import type { Connection } from '#shared/domain/connection';
import type { Instant } from '#shared/domain/instant';
import type { InfrastructureLimit } from '#shared/domain/limit';
import type { MetricDefinition } from '#shared/domain/metric';
import type { PriceList } from '#shared/domain/price-list';

/** A limit that the provider itself named, with the time at which it did. */
interface ToldLimit {
  readonly service: string;
  readonly metric: string;
  readonly limit: ProviderLimit;
}

/** What the provider named so far: a person's own figure covers it, and taking that back must find it again. */
export async function readToldLimits(
  store: Pick<ReadStore, 'providerLimits'>,
  connectionId: string,
): Promise<readonly ToldLimit[]> {
  return (await readToldLimitsOf(store, [connectionId])).get(connectionId) ?? [];
}

/** The same of several connections. */
export async function readToldLimitsOf(
  store: Pick<ReadStore, 'providerLimits'>,
  connectionIds: readonly string[],
): Promise<ReadonlyMap<string, readonly ToldLimit[]>> {
  const rows = await store.providerLimits.list(connectionIds);
  return new Map(connectionIds.map((id) => [id, rows.filter((row) => row.connectionId === id).map(toldLimit)]));
}

function toldLimit({ service, metric, value, unit, window, atLimit, place, asOf }: ProviderLimitRow): ToldLimit {
  return { service, metric, limit: { value, unit, window, atLimit, source: place, asOf } };
}

/** What limits of one connection are worked out from. */
export interface LimitContext {
  readonly prices: PriceList;
  readonly now: Instant;
  readonly connection: Connection;
  readonly standing: readonly InfrastructureLimit[];
  readonly told: readonly ToldLimit[];
}

/** The limit in force: the person's own, else the provider's answer, else the price list. */
export function limitInForce(context: LimitContext, definition: MetricDefinition): InfrastructureLimit {
  const known = context.standing.find((one) => isSame(one, definition)) ?? null;
  return resolve(context, definition, userClaim(known, context.now), known);
}

/** The limit that would hold without the person's own figure. */
export function limitWithoutUser(context: LimitContext, definition: MetricDefinition): InfrastructureLimit {
  const known = context.standing.find((one) => isSame(one, definition)) ?? null;
  return resolve(context, definition, null, known);
}

function resolve(
  { prices, now, connection, told }: LimitContext,
  definition: MetricDefinition,
  userLimit: UserLimit | null,
  known: InfrastructureLimit | null,
): InfrastructureLimit {
  const { billing } = connection;
  const query = billing && { provider: billing.provider, plan: billing.plan, ...definition };
  const ofPlan = query === null ? null : findLimit(prices, query, dayOf(now, 'UTC'));
  const limit = effectiveLimit({
    connectionId: connection.id,
    service: definition.service,
    metric: definition.metric,
    unit: definition.unit,
    userLimit,
    providerLimit: told.find((one) => isSame(one, definition))?.limit ?? rememberedClaim(known, now),
    planLimits: ofPlan === null ? [] : [ofPlan],
    planName: billing?.planName ?? null,
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

/** A provider's answer of before answers were kept by themselves. */
function rememberedClaim(known: InfrastructureLimit | null, now: Instant): ProviderLimit | null {
  if (known?.source !== 'provider' || known.value === null) {
    return null;
  }
  const { value, unit, window, atLimit, consequence, reason, asOf } = known;
  return { value, unit, window, atLimit, consequence, source: reason.place ?? '', asOf: asOf ?? now };
}

function isSame(
  one: { readonly service: string; readonly metric: string },
  other: { readonly service: string; readonly metric: string },
): boolean {
  return one.service === other.service && one.metric === other.metric;
}
