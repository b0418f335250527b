import type { MetricView } from '#shared/ipc/metric-view';

/** Paths of the window, as links and the palette use them. */
export const links = {
  overview: () => '/',
  usage: (metricKey?: string) => (metricKey === undefined ? '/usage' : `/usage/${metricKey}`),
  costs: () => '/costs',
  /** Billing periods that are over. */
  closedPeriods: () => '/costs/closed',
  limits: () => '/limits',
  recommendations: (id?: number) => (id === undefined ? '/recommendations' : `/recommendations/${id}`),
  alerts: (id?: number) => (id === undefined ? '/alerts' : `/alerts/${id}`),
  rules: () => '/alerts/rules',
  drill: () => '/alerts/drill',
  /** Of a series by its number, or of a metric by its key. */
  record: (series?: number | string) => (series === undefined ? '/alerts/record' : `/alerts/record/${series}`),
  settings: (section?: string) => (section === undefined ? '/settings' : `/settings/${section}`),
} as const;

/** Where the figures of a limit are to be seen; a budget has them among the costs. */
export function usageOf({ usageKey, group }: Pick<MetricView, 'usageKey' | 'group'>): string {
  if (usageKey !== null) {
    return links.usage(usageKey);
  }
  return group === 'Budgets' ? links.costs() : links.limits();
}
