import type { z } from 'zod';
import { alertSentence, alertTitle, eventSentence, eventTitle } from '#shared/core/alerts/alert-wording';
import { isStop, type ProviderStop, stopEventTitle } from '#shared/core/alerts/provider-stop';
import type { Alert, AlertEvent, Delivery } from '#shared/domain/alert';
import { DAY } from '#shared/domain/instant';
import { DEFAULT_CRITICAL_PERCENT, DEFAULT_WARNING_PERCENT, type InfrastructureLimit } from '#shared/domain/limit';
import { formatDays } from '#shared/format/duration';
import type { AlertView, alertEventViewSchema, alertsViewSchema } from '#shared/ipc/alerts';
import { type ConnectionRows, readConnectionRows } from '../connections/connection-rows';
import type { ReadParts } from '../read-parts';
import { type MetricState, readMetricStates } from '../standings/metric-states';
import { readStops } from '../standings/provider-stops';
import { metricKey } from '../usage/metric-quantities';

export type AlertsView = z.infer<typeof alertsViewSchema>;
export type AlertEventView = z.infer<typeof alertEventViewSchema>;

/** The history that the page shows. */
const HISTORY_DAYS = 90;
const SUMMARY_DAYS = 30;

/** What is firing, and the history, newest first. */
export async function readAlerts(parts: ReadParts): Promise<AlertsView> {
  const now = parts.clock.now();
  const history = { start: now - HISTORY_DAYS * DAY, end: now + 1 };
  const rows = await readConnectionRows(parts);
  const [alerts, events, deliveries, open, states, stops] = await Promise.all([
    parts.store.alerts.list(history),
    parts.store.alerts.events(history),
    parts.store.alerts.deliveries(),
    parts.store.alerts.open(),
    readMetricStates(parts, { rows }),
    readStops(parts, rows),
  ]);
  const recent = alerts.filter((alert) => alert.activeAt >= now - SUMMARY_DAYS * DAY);
  const sent = deliveries.filter((delivery) => delivery.at >= now - SUMMARY_DAYS * DAY);
  const byId = new Map([...alerts, ...open].map((alert) => [alert.id, alert]));
  return {
    firing: open.map((alert) => alertView(alert, { states, deliveries, stops })),
    history: events
      .map((event) => {
        const alert = byId.get(event.alertId);
        return alert === undefined ? null : eventView(event, alert, { states, deliveries, stops });
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
export async function readOpenAlerts(
  parts: ReadParts,
  states: readonly MetricState[],
  rows: ConnectionRows,
): Promise<readonly AlertView[]> {
  const [open, deliveries, stops] = await Promise.all([
    parts.store.alerts.open(),
    parts.store.alerts.deliveries(),
    readStops(parts, rows),
  ]);
  return open
    .map((alert) => alertView(alert, { states, deliveries, stops }))
    .sort((a, b) => Number(b.severity === 'critical') - Number(a.severity === 'critical') || b.percent - a.percent);
}

/** What is known around an alert, from which its words are made. */
export interface AlertSurroundings {
  readonly states: readonly MetricState[];
  readonly deliveries: readonly Delivery[];
  readonly stops: readonly ProviderStop[];
}

/** The metric that an alert is about; one over all accounts is about none of a connection. */
export function alertMetricKey({ connectionId, service, metric }: Alert): string {
  return metricKey(connectionId ?? '', service, metric);
}

/** One alert as window and notification word it. */
export function alertView(alert: Alert, { states, deliveries, stops }: AlertSurroundings): AlertView {
  const key = alertMetricKey(alert);
  const state = states.find((one) => one.key === key) ?? null;
  return {
    id: alert.id,
    metricKey: key,
    icon: state?.definition.icon ?? 'bell',
    ...(isStop(alert) ? stopWords(alert, stops) : metricWords(alert, state)),
    state: alert.state === 'inactive' ? 'resolved' : alert.state,
    severity: alert.severity,
    basis: alert.basis,
    percent: alert.percent,
    activeAt: alert.activeAt,
    firedAt: alert.firedAt,
    resolvedAt: alert.resolvedAt,
    acknowledgedAt: alert.acknowledgedAt,
    snoozedUntil: alert.snoozedUntil,
    deliveries: deliveries.filter((delivery) => delivery.alertId === alert.id).map(deliveryView),
  };
}

type AlertWording = Pick<AlertView, 'metricTitle' | 'title' | 'sentence' | 'place'>;

function metricWords(alert: Alert, state: MetricState | null): AlertWording {
  const { q10, q50 } = state?.forecast.daysToLimit ?? { q10: null, q50: null };
  const mark = markOf(state?.limit ?? null, alert.severity);
  const words = { ...alert, metricTitle: titleOf(state, alert), mark, earliestDays: q10 };
  const outlook = q50 === null || alert.percent >= 100 ? '' : `The limit is reached in ${formatDays(q50)}.`;
  const title =
    alert.state === 'resolved'
      ? eventTitle({ ...alert, kind: 'resolved' }, words.metricTitle, mark)
      : alertTitle(words);
  return { metricTitle: words.metricTitle, title, sentence: alertSentence(words, outlook) };
}

/** Once it is over nothing is stopped any more: the step that ended it says whom it was about. */
function stopWords(alert: Alert, stops: readonly ProviderStop[]): AlertWording {
  const metricTitle = stopEventTitle(alert, 'firing');
  const stop = stops.find(({ key }) => key === alert.key);
  const title = alert.state === 'resolved' ? stopEventTitle(alert, 'resolved') : metricTitle;
  return { metricTitle, title: stop?.title ?? title, sentence: stop?.sentence ?? '', place: 'connections' };
}

function eventView(event: AlertEvent, alert: Alert, { states, deliveries }: AlertSurroundings): AlertEventView {
  const key = alertMetricKey(alert);
  const state = states.find((one) => one.key === key) ?? null;
  const left = event.kind === 'better' && event.basis === 'level' ? 'critical' : event.severity;
  const mark = markOf(state?.limit ?? null, left);
  const lasted = event.kind === 'resolved' ? event.at - alert.activeAt : null;
  return {
    id: event.id,
    alertId: alert.id,
    metricKey: key,
    at: event.at,
    kind: event.kind,
    severity: event.severity,
    title: isStop(alert) ? stopEventTitle(alert, event.kind) : eventTitle(event, titleOf(state, alert), mark),
    sentence: isStop(alert) ? event.reason : eventSentence(event, alert.unit, lasted),
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
