import { dayOf } from '#shared/core/calendar/calendar';
import { priceAge } from '#shared/core/pricing/price-age';
import type { Instant } from '#shared/domain/instant';
import { type InfrastructureLimit, OWN_MARK } from '#shared/domain/limit';
import type { MetricDefinition } from '#shared/domain/metric';
import type { LimitView } from '#shared/ipc/limits';
import { limitReason } from '#shared/words/limit';
import { readConnectionRows } from '../connections/connection-rows';
import type { PricedParts } from '../read-parts';
import { limitWithoutUser, readToldLimitsOf } from './limits-in-force';
import { readMetricStates } from './metric-states';
import { metricFigures, readSparklines } from './metric-view';

/** Where the limit of every metric is from, and what would hold without the person's own; in no order. */
export async function readLimits(parts: PricedParts, intervalMinutes: number): Promise<LimitView[]> {
  const rows = await readConnectionRows(parts);
  const [states, prices, told] = await Promise.all([
    readMetricStates(parts, { rows }),
    parts.prices(),
    readToldLimitsOf(
      parts.store,
      rows.connections.map(({ id }) => id),
    ),
  ]);
  const now = parts.clock.now();
  const watched = states.filter((state) => state.current !== null || state.limit?.value != null);
  const sparklines = await readSparklines(parts, watched);
  return watched.map((state) => {
    const { connection, limit } = state;
    const standing = rows.limits.filter((one) => one.connectionId === connection.id);
    const context = { prices, now, connection, standing, told: told.get(connection.id) ?? [] };
    const byDefault = limitWithoutUser(context, state.definition);
    return {
      metric: {
        ...metricFigures(state, now, intervalMinutes),
        sparkline: [...(sparklines.get(state.key) ?? [])],
      },
      source: limit?.source ?? 'price-list',
      reason: limit === null ? '' : limitReason(limit, now),
      asOf: limit?.asOf ?? null,
      sourceOld: isOld(limit?.asOf ?? null, limit?.value ?? null, now),
      enabled: limit?.enabled ?? true,
      defaultValue: byDefault.value,
      mark: standing.find((one) => isMarkOf(one, state.definition))?.value ?? null,
      beforeReset: state.forecast.probability?.beforeReset ?? null,
    };
  });
}

/** A figure without a date is as doubtful as an old one; where there is no figure, nothing is old. */
function isOld(asOf: Instant | null, value: number | null, now: Instant): boolean {
  const sourceDate = asOf === null ? null : dayOf(asOf, 'UTC');
  return value !== null && priceAge({ sourceDate }, dayOf(now, 'UTC')).old;
}

function isMarkOf(
  { projectId, limitId, ...limit }: InfrastructureLimit,
  { service, metric }: MetricDefinition,
): boolean {
  return projectId === '' && limitId === OWN_MARK && limit.service === service && limit.metric === metric;
}
