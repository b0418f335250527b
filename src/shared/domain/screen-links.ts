/** Paths of the window, as its links and palette, notifications and answers use them. */
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
