import { type UsageRow, usageSummary } from '#shared/core/usage/usage-summary';
import type { UsageSummary } from '#shared/domain/usage';
import type { PricedParts } from '../read-parts';
import { readMetricStates } from '../standings/metric-states';
import { readStandings } from '../standings/read-standings';
import { isShown } from './metric-quantities';

/**
 * Current usage of every metric that was ever read or that failed to be, by `SERVICE_METRIC`, as its first limit stands.
 */
export async function readUsageSummary(parts: PricedParts): Promise<UsageSummary> {
  const [rows, { list }] = await Promise.all([readUsageRows(parts), readStandings(parts)]);
  return usageSummary(rows, list, parts.clock.now());
}

/** The same before it is held against any limit. */
export async function readUsageRows(parts: PricedParts): Promise<readonly UsageRow[]> {
  const states = await readMetricStates(parts);
  return states
    .filter(isShown)
    .map(({ connection, definition: { service, metric, unit }, current, asOf, forecast, note }) => ({
      ...{ connectionId: connection.id, service, metric, unit, current, asOf, note },
      outlook: forecast.reason,
    }));
}
