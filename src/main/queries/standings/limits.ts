import { dayOf } from '#shared/core/calendar/calendar';
import { limitQueue } from '#shared/core/forecasting/queue';
import { priceAge } from '#shared/core/pricing/price-age';
import { figureInForce } from '#shared/core/usage/metric-status';
import type { Instant } from '#shared/domain/instant';
import type { LimitView } from '#shared/ipc/limits';
import { limitReason } from '#shared/words/limit';
import { readConnectionRows } from '../connections/connection-rows';
import type { PricedParts } from '../read-parts';
import { limitWithoutUser, readToldLimitsOf } from './limits-in-force';
import { type MetricState, readMetricStates } from './metric-states';
import { metricFigures, readSparklines } from './metric-view';

/**
 * Every metric with the limit it is held against, in the order of the queue: the one that is reached
 * first, then by the chance within 30 days, then what cannot be forecast, what has no limit last.
 */
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
  return inOrder(watched).map((state) => {
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
      beforeReset: state.forecast.probability?.beforeReset ?? null,
    };
  });
}

/** A figure without a date is as doubtful as an old one; where there is no figure, nothing is old. */
function isOld(asOf: Instant | null, value: number | null, now: Instant): boolean {
  const sourceDate = asOf === null ? null : dayOf(asOf, 'UTC');
  return value !== null && priceAge({ sourceDate }, dayOf(now, 'UTC')).old;
}

function inOrder(states: readonly MetricState[]): MetricState[] {
  const forecast = limitQueue(
    states
      .filter(hasLimit)
      .map((state) => ({ id: state.key, title: state.definition.title, forecast: state.forecast })),
  );
  const place = new Map(forecast.map(({ id }, at) => [id, at]));
  const rank = (state: MetricState) => place.get(state.key) ?? (hasLimit(state) ? states.length : 2 * states.length);
  return [...states].sort(
    (a, b) => rank(a) - rank(b) || (b.percent ?? -1) - (a.percent ?? -1) || a.key.localeCompare(b.key),
  );
}

function hasLimit({ limit }: MetricState): boolean {
  return figureInForce(limit) !== null;
}
