import type { MetricView } from '#shared/ipc/metric-view';

export interface MetricGroup {
  readonly title: string;
  readonly metrics: readonly MetricView[];
}

/** Metrics under their group's heading, in the order they came. Two connections of one group get a heading each. */
export function groupMetrics(metrics: readonly MetricView[]): readonly MetricGroup[] {
  const connections = new Map<string, Set<string>>();
  for (const { group, connectionId } of metrics) {
    const known = connections.get(group) ?? new Set();
    connections.set(group, known.add(connectionId));
  }
  const groups = new Map<string, MetricView[]>();
  for (const metric of metrics) {
    const several = (connections.get(metric.group)?.size ?? 0) > 1;
    const title = several ? `${metric.group} · ${metric.connectionTitle}` : metric.group;
    const list = groups.get(title) ?? [];
    list.push(metric);
    groups.set(title, list);
  }
  return [...groups].map(([title, list]) => ({ title, metrics: list }));
}
