import type { z } from 'zod';
import { alertSentence, alertTitle, eventSentence, eventTitle } from '#shared/core/alerts/alert-wording';
import type { Alert, AlertEvent, Delivery } from '#shared/domain/alert';
import { DAY } from '#shared/domain/instant';
import { DEFAULT_CRITICAL_PERCENT, DEFAULT_WARNING_PERCENT, type InfrastructureLimit } from '#shared/domain/limit';
import { formatDays } from '#shared/format/duration';
import type { AlertView, alertEventViewSchema, alertsViewSchema } from '#shared/ipc/alerts';
import { type MetricState, metricKey, readMetricStates } from './metric-states';
import type { ReadParts } from './read-parts';

export type AlertsView = z.infer<typeof alertsViewSchema>;
export type AlertEventView = z.infer<typeof alertEventViewSchema>;

/** The history that the page shows. */
const HISTORY_DAYS = 90;
const SUMMARY_DAYS = 30;

/** What is firing, and the history, newest first. */
export async function readAlerts(parts: ReadParts): Promise<AlertsView> {
  const now = parts.clock.now();
  const history = { start: now - HISTORY_DAYS * DAY, end: now + 1 };
  const [alerts, events, deliveries, open, states] = await Promise.all([
    parts.store.alerts.list(history),
    parts.store.alerts.events(history),
    parts.store.alerts.deliveries(),
    parts.store.alerts.open(),
    readMetricStates(parts),
  ]);
  const recent = alerts.filter((alert) => alert.activeAt >= now - SUMMARY_DAYS * DAY);
  const sent = deliveries.filter((delivery) => delivery.at >= now - SUMMARY_DAYS * DAY);
  const byId = new Map([...alerts, ...open].map((alert) => [alert.id, alert]));
  return {
    firing: open.map((alert) => alertView(alert, states, deliveries)),
    history: events
      .map((event) => {
        const alert = byId.get(event.alertId);
        return alert === undefined ? null : eventView(event, alert, states, deliveries);
      })
      .filter((view) => view !== null)
      .sort((a, b) => b.at - a.at || b.id - a.id),
    last30Days: {
      problems: recent.length,
      notifications: sent.filter((delivery) => delivery.outcome === 'shown').length,
      heldBack: sent.filter((delivery) => delivery.outcome === 'held-back').length,
    },
  };
}

/** Alerts that fire now, most severe first. */
export async function readOpenAlerts(parts: ReadParts, states: readonly MetricState[]): Promise<readonly AlertView[]> {
  const [open, deliveries] = await Promise.all([parts.store.alerts.open(), parts.store.alerts.deliveries()]);
  return open
    .map((alert) => alertView(alert, states, deliveries))
    .sort((a, b) => Number(b.severity === 'critical') - Number(a.severity === 'critical') || b.percent - a.percent);
}

/** One alert as window and notification word it. */
export function alertView(alert: Alert, states: readonly MetricState[], deliveries: readonly Delivery[]): AlertView {
  const key = metricKey(alert.connectionId, alert.service, alert.metric);
  const state = states.find((one) => one.key === key) ?? null;
  const words = { ...alert, metricTitle: titleOf(state, alert), mark: markOf(state?.limit ?? null, alert.severity) };
  const days = state?.forecast.daysToLimit?.q50 ?? null;
  const outlook = days === null || alert.percent >= 100 ? '' : `The limit is reached in ${formatDays(days)}.`;
  return {
    id: alert.id,
    metricKey: key,
    metricTitle: words.metricTitle,
    icon: state?.definition.icon ?? 'bell',
    title: alertTitle(words),
    sentence: alertSentence(words, outlook),
    state: alert.state === 'inactive' ? 'resolved' : alert.state,
    severity: alert.severity,
    percent: alert.percent,
    activeAt: alert.activeAt,
    firedAt: alert.firedAt,
    resolvedAt: alert.resolvedAt,
    acknowledgedAt: alert.acknowledgedAt,
    snoozedUntil: alert.snoozedUntil,
    deliveries: deliveries.filter((delivery) => delivery.alertId === alert.id).map(deliveryView),
  };
}

function eventView(
  event: AlertEvent,
  alert: Alert,
  states: readonly MetricState[],
  deliveries: readonly Delivery[],
): AlertEventView {
  const key = metricKey(alert.connectionId, alert.service, alert.metric);
  const state = states.find((one) => one.key === key) ?? null;
  const mark = markOf(state?.limit ?? null, event.kind === 'better' ? 'critical' : event.severity);
  const lasted = event.kind === 'resolved' ? event.at - alert.activeAt : null;
  return {
    id: event.id,
    alertId: alert.id,
    metricKey: key,
    at: event.at,
    kind: event.kind,
    severity: event.severity,
    title: eventTitle(event.kind, titleOf(state, alert), mark),
    sentence: eventSentence(event, alert.unit, lasted),
    deliveries: deliveries.filter((delivery) => delivery.alertEventId === event.id).map(deliveryView),
  };
}

function titleOf(state: MetricState | null, alert: Alert): string {
  return state?.definition.title ?? `${alert.service} ${alert.metric}`;
}

function markOf(limit: InfrastructureLimit | null, severity: Alert['severity']): number {
  return severity === 'critical'
    ? (limit?.criticalPercent ?? DEFAULT_CRITICAL_PERCENT)
    : (limit?.warningPercent ?? DEFAULT_WARNING_PERCENT);
}

function deliveryView({ channel, at, outcome, reason }: Delivery) {
  return { channel, at, outcome, reason };
}
