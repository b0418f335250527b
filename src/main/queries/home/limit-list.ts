import type { LimitList, LimitView } from '#shared/ipc/limits';
import type { MetricView } from '#shared/ipc/metric-view';
import { verdictWords } from '#shared/words/verdict';
import type { PricedParts } from '../read-parts';
import { readLimits } from '../standings/limits';
import { readLimitViews } from './limit-views';

/**
 * Every limit of this account in the one order, then what is not watched or has none. Where a figure is from and what
 * would hold without the person's own stands beside it.
 */
export async function readLimitList(parts: PricedParts, intervalMinutes: number): Promise<LimitList> {
  const now = parts.clock.now();
  const [{ limits, others, standings }, sources, connections] = await Promise.all([
    readLimitViews(parts, intervalMinutes),
    readLimits(parts, intervalMinutes),
    parts.store.connections.list(),
  ]);
  const { headline, sentence } = verdictWords({
    list: standings.list,
    connections: connections.length,
    reader: { now },
  });
  const byKey = new Map(sources.map((source) => [source.metric.key, source]));
  const rows = limits.map((metric) => withSource(metric, byKey.get(metric.key) ?? null));
  const shown = new Set(limits.map(({ key }) => key));
  const plain = new Map(others.map((metric) => [metric.key, metric]));
  const rest = sources
    .filter(({ metric }) => !shown.has(metric.key))
    .map((source) => ({ ...source, metric: plain.get(source.metric.key) ?? { ...source.metric, limit: null } }));
  return { now, headline, sentence, limits: [...rows, ...rest] };
}

function withSource(metric: MetricView, source: LimitView | null): LimitView {
  const beforeReset = metric.standing?.probability?.beforeReset ?? null;
  if (source !== null) {
    return { ...source, metric, beforeReset };
  }
  const { limitSource = null, limitAsOf = null } = metric.standing ?? {};
  return {
    metric,
    source: limitSource ?? 'user',
    reason: '',
    asOf: limitAsOf,
    sourceOld: false,
    enabled: true,
    defaultValue: null,
    mark: null,
    beforeReset,
  };
}
