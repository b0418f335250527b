import { formatInstant } from '#shared/core/calendar/calendar';
import type { MetricView } from '#shared/ipc/metric-view';
import type { UsageChart } from '#shared/ipc/usage';

/** One metric as `headroom usage --json` tells it; moments in ISO 8601, UTC. */
export function metricJson(view: MetricView) {
  const { usageKey, summaryKey, connectionId, connectionTitle, title, unit, current, limit, percent, asOf, note } =
    view;
  return {
    key: usageKey,
    metric: summaryKey,
    connection: connectionId,
    account: connectionTitle,
    title,
    unit,
    current,
    limit,
    percent,
    asOf: asOf === null ? null : formatInstant(asOf),
    note,
  };
}

/** What was read of one metric, as `headroom usage METRIC --json` tells it. */
export function usageJson({ metric, resolution, zone, points }: UsageChart) {
  return {
    ...metricJson(metric),
    resolution,
    zone,
    points: points.map(({ t, ...point }) => ({ time: formatInstant(t), ...point })),
  };
}
