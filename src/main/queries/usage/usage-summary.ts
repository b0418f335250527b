import { summarize } from '#shared/core/usage/usage-entry';
import { summaryKey } from '#shared/domain/service';
import type { UsageSummary } from '#shared/domain/usage';
import type { ReadParts } from '../read-parts';
import { readMetricStates } from '../standings/metric-states';
import { isShown } from './metric-quantities';

/** Current usage of every metric that was ever read or that failed to be, by `SERVICE_METRIC`. */
export async function readUsageSummary(parts: ReadParts): Promise<UsageSummary> {
  const states = await readMetricStates(parts);
  return summarize(
    states.filter(isShown).map((state) => ({
      key: summaryKey(state.definition.service, state.definition.metric),
      current: state.current === null ? null : Number(state.current.toFixed(6)),
      limit: state.limit?.value ?? null,
      percent: state.percent,
      unit: state.definition.unit,
      asOf: state.asOf,
      daysToLimit: state.forecast.daysToLimit,
      probability: state.forecast.probability,
      outlook: state.forecast.reason,
      connectionId: state.connection.id,
      note: state.note,
    })),
  );
}
