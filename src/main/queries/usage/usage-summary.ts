import { summarize, usagePercent } from '#shared/core/usage/usage-entry';
import type { DaysToLimit } from '#shared/domain/forecast';
import { DAY, type Instant } from '#shared/domain/instant';
import { summaryKey } from '#shared/domain/service';
import type { Standing } from '#shared/domain/standing';
import type { UsageSummary } from '#shared/domain/usage';
import type { PricedParts } from '../read-parts';
import { readMetricStates } from '../standings/metric-states';
import { readStandings } from '../standings/read-standings';
import { metricKey } from './metric-places';
import { isShown } from './metric-quantities';

/**
 * Current usage of every metric that was ever read or that failed to be, by `SERVICE_METRIC`, as its first limit stands.
 */
export async function readUsageSummary(parts: PricedParts): Promise<UsageSummary> {
  const [states, { list }] = await Promise.all([readMetricStates(parts), readStandings(parts)]);
  const now = parts.clock.now();
  return summarize(
    states.filter(isShown).map((state) => {
      const standing = firstOf(list, state.key);
      const used = standing === null ? state.current : standing.used;
      const limit = standing?.limit ?? null;
      return {
        key: summaryKey(state.definition.service, state.definition.metric),
        current: used === null ? null : Number(used.toFixed(6)),
        limit,
        percent: usagePercent(used, limit),
        unit: state.definition.unit,
        asOf: standing === null ? state.asOf : standing.asOf,
        daysToLimit: standing === null ? null : daysOf(standing, now),
        probability: standing?.probability ?? null,
        outlook: state.forecast.reason,
        connectionId: state.connection.id,
        note: state.note,
      };
    }),
  );
}

/** The first limit of an account's metric, in the one order. */
function firstOf(list: readonly Standing[], key: string): Standing | null {
  const own = list.filter(
    ({ scope, service, metric }) =>
      scope.kind === 'connection' && metricKey(scope.connectionId, service, metric) === key,
  );
  return own.find(({ limit }) => limit !== null) ?? own[0] ?? null;
}

function daysOf({ expected }: Standing, now: Instant): DaysToLimit | null {
  const days = (at: Instant | null) => (at === null ? null : Math.max(0, (at - now) / DAY));
  return expected && { q10: days(expected.q10), q50: days(expected.q50), q90: days(expected.q90) };
}
