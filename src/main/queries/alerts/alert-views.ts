import type { z } from 'zod';
import type { Alert, AlertEvent } from '#shared/domain/alert';
import { NOTICE_CONDITIONS } from '#shared/domain/alert-condition';
import type { Delivery } from '#shared/domain/delivery';
import { DAY, type Instant } from '#shared/domain/instant';
import { PLAN_LIMIT } from '#shared/domain/limit';
import type { Standing } from '#shared/domain/standing';
import type { AlertView, alertEventViewSchema, alertsViewSchema } from '#shared/ipc/alerts';
import {
  alertSentence,
  alertTitle,
  eventSentence,
  eventTitle,
  findingEventTitle,
  findingOf,
} from '#shared/words/alert';
import { findingWords } from '#shared/words/alert-finding';
import { alertReason } from '#shared/words/alert-reason';
import { limitAction } from '#shared/words/at-limit';
import { isStop, type ProviderStop, stopEventTitle } from '#shared/words/provider-stop';
import { isReached, nameOf, standingHeadline, standingSentence } from '#shared/words/standing';
import { anyKnown, oldAccounts } from '#shared/words/verdict';
import { type ConnectionRows, readConnectionRows } from '../connections/connection-rows';
import type { PricedParts } from '../read-parts';
import { type MetricState, readMetricStates } from '../standings/metric-states';
import { readStops } from '../standings/provider-stops';
import { readStandings } from '../standings/read-standings';
import { metricKey } from '../usage/metric-places';
import { type DeliveryIndex, deliveryIndex } from './delivery-views';
import { thresholdOf } from './passed-mark';

export type AlertsView = z.infer<typeof alertsViewSchema>;
export type AlertEventView = z.infer<typeof alertEventViewSchema>;

/** The history that is told; a page of it shows what it has room for. */
const HISTORY_DAYS = 366;
const SUMMARY_DAYS = 30;

/** What is firing, and the history, newest first. */
export async function readAlerts(parts: PricedParts): Promise<AlertsView> {
  const now = parts.clock.now();
  // What was told happened, also where the clock was set back since, or starts at the same moment each time.
  const history = { start: now - HISTORY_DAYS * DAY, end: now + DAY };
  const rows = await readConnectionRows(parts);
  const [alerts, events, sent, channels, open, states, stops, standings] = await Promise.all([
    parts.store.alerts.list(history),
    parts.store.alerts.events(history),
    parts.store.deliveries.list(history),
    parts.store.channels.list(),
    parts.store.alerts.open(),
    readMetricStates(parts, { rows }),
    readStops(parts, rows),
    readStandings(parts),
  ]);
  const around = { states, deliveries: deliveryIndex(sent, channels), stops, standings: standings.list };
  const recent = alerts.filter((alert) => alert.activeAt >= now - SUMMARY_DAYS * DAY);
  const lately = sent.filter((delivery) => delivery.at >= now - SUMMARY_DAYS * DAY);
  const byId = new Map([...alerts, ...open].map((alert) => [alert.id, alert]));
  return {
    known: anyKnown(standings.list),
    old: oldAccounts(standings.list, { now }).text,
    firing: open
      .filter(isFiring)
      .map((alert) => alertView(alert, around, now))
      .sort(byStanding(around.standings)),
    history: events
      .map((event) => {
        const alert = byId.get(event.alertId);
        return alert === undefined ? null : eventView(event, alert, around);
      })
      .filter((view) => view !== null)
      .sort((a, b) => b.at - a.at || b.id - a.id),
    last30Days: {
      problems: recent.length,
      notifications: messagesOf(lately, 'shown'),
      heldBack: messagesOf(lately, 'held-back'),
    },
  };
}

/** Alerts that fire now, in the one order of their limits. */
export async function readOpenAlerts(
  parts: PricedParts,
  states: readonly MetricState[],
  rows: ConnectionRows,
  standings: readonly Standing[],
): Promise<readonly AlertView[]> {
  const [open, sent, channels, stops] = await Promise.all([
    parts.store.alerts.open(),
    openDeliveries(parts),
    parts.store.channels.list(),
    readStops(parts, rows),
  ]);
  const now = parts.clock.now();
  const deliveries = deliveryIndex(sent, channels);
  return open
    .filter(isFiring)
    .map((alert) => alertView(alert, { states, deliveries, stops, standings }, now))
    .sort(byStanding(standings));
}

/** Messages that came to this on some channel: one over several channels, or about several steps, is one. */
function messagesOf(rows: readonly Delivery[], wanted: Delivery['outcome']): number {
  const fitting = rows.filter(({ outcome }) => outcome === wanted);
  return new Set(fitting.map(({ key, alertEventId }) => (key === '' ? alertEventId : key))).size;
}

/** What was told of the alerts that are open. */
async function openDeliveries({ store }: PricedParts): Promise<readonly Delivery[]> {
  const open = await store.alerts.open();
  return (await Promise.all(open.map(({ id }) => store.deliveries.ofAlert(id)))).flat();
}

/** What is pending is not known to last yet, and is in no list of what fires. */
function isFiring({ state }: Alert): boolean {
  return state === 'firing';
}

/** What a provider has stopped first, then the one order of limits. */
function byStanding(standings: readonly Standing[]): (a: AlertView, b: AlertView) => number {
  const places = new Map(standings.map((standing, at) => [standing.key, at]));
  const placeOf = ({ place, limitKey }: AlertView) =>
    place === 'connections' ? -1 : (places.get(limitKey ?? '') ?? standings.length);
  return (a, b) => placeOf(a) - placeOf(b) || b.percent - a.percent;
}

/** What is known around an alert, from which its words are made. */
export interface AlertSurroundings {
  readonly states: readonly MetricState[];
  readonly deliveries: DeliveryIndex;
  readonly stops: readonly ProviderStop[];
  /** How limits stand: an alert that is open speaks in their words. */
  readonly standings: readonly Standing[];
}

/**
 * Where an alert stands among others, `standings` being in the one order: with its limit, before all of them where it is
 * about none, and behind them where its limit is gone.
 */
export function placeOfAlert(alert: Alert | null, standings: readonly Standing[]): number {
  if (alert === null || findingOf(alert) !== null || isStop(alert)) {
    return -1;
  }
  const standing = standingOfAlert(alert, standings);
  return standing === null ? standings.length : standings.indexOf(standing);
}

/** The limit that an alert is about, as it stands; null where it is no longer watched. */
export function standingOfAlert(alert: Alert, standings: readonly Standing[]): Standing | null {
  const { service, metric, connectionId, projectId } = alert;
  const limitId = alert.limitId === '' ? PLAN_LIMIT : alert.limitId;
  return (
    standings.find(
      ({ scope, ...one }) =>
        one.service === service &&
        one.metric === metric &&
        one.limitId === limitId &&
        (scope.kind === 'everything' ? null : scope.connectionId) === connectionId &&
        (scope.kind === 'project' ? scope.projectId : '') === projectId,
    ) ?? null
  );
}

/** The metric that an alert is about; one over all accounts is about none of a connection. */
export function alertMetricKey({ connectionId, service, metric }: Alert): string {
  return metricKey(connectionId ?? '', service, metric);
}

/** One alert as window and notification word it. */
export function alertView(
  alert: Alert,
  { states, deliveries, stops, standings }: AlertSurroundings,
  now: Instant,
): AlertView {
  const key = alertMetricKey(alert);
  const state = states.find((one) => one.key === key) ?? null;
  return {
    id: alert.id,
    metricKey: key,
    limitKey: standingOfAlert(alert, standings)?.key ?? null,
    icon: state?.definition.icon ?? 'bell',
    ...wordsOf(alert, { state, stops, standing: standingOfAlert(alert, standings) }, now),
    state: alert.state === 'inactive' ? 'resolved' : alert.state,
    severity: alert.severity,
    basis: alert.basis,
    percent: alert.percent,
    activeAt: alert.activeAt,
    firedAt: alert.firedAt,
    resolvedAt: alert.resolvedAt,
    acknowledgedAt: alert.acknowledgedAt,
    acknowledgedReason: alert.acknowledgedReason,
    snoozedUntil: alert.snoozedUntil,
    deliveries: deliveries.ofAlert(alert.id),
  };
}

type AlertWording = Pick<AlertView, 'metricTitle' | 'title' | 'sentence' | 'place'>;

interface About {
  readonly state: MetricState | null;
  readonly stops: readonly ProviderStop[];
  readonly standing: Standing | null;
}

function wordsOf(alert: Alert, { state, stops, standing }: About, now: Instant): AlertWording {
  const finding = findingOf(alert);
  if (finding !== null) {
    const metricTitle = alert.service === '' ? 'Connections' : titleOf(state, alert, standing);
    const about = { ...alert, name: metricTitle };
    const { title, sentence, consequence, action } = findingWords(finding, about);
    const place = alert.service === '' ? ({ place: 'connections' } as const) : {};
    if (alert.state === 'resolved' && !NOTICE_CONDITIONS.includes(alert.condition)) {
      // What to do about it is over with it: the step that ended it says why.
      return { metricTitle, title: findingEventTitle(finding, about, 'resolved'), sentence: '', ...place };
    }
    return { metricTitle, title, sentence: [sentence, consequence, action].filter(Boolean).join(' '), ...place };
  }
  return isStop(alert) ? stopWords(alert, stops) : metricWords(alert, state, standing, now);
}

/** While an alert is open its limit speaks, in the words of every other surface; once it is over, its last level does. */
function metricWords(alert: Alert, state: MetricState | null, standing: Standing | null, now: Instant): AlertWording {
  const threshold = thresholdOf(state?.limit ?? null, alert);
  const metricTitle = titleOf(state, alert, standing);
  if (alert.state === 'resolved') {
    const title = eventTitle({ ...alert, kind: 'resolved' }, metricTitle, threshold);
    return {
      metricTitle,
      title,
      sentence: alertSentence({ ...alert, metricTitle, threshold, earliestDays: null }, ''),
    };
  }
  if (standing === null || standing.used === null) {
    const words = { ...alert, metricTitle, threshold, earliestDays: null };
    return { metricTitle, title: alertTitle(words), sentence: alertSentence(words, '') };
  }
  const speaks = alert.basis === 'forecast' || isReached(standing) || standing.enforcing !== null;
  const title = speaks
    ? standingHeadline(standing, { now })
    : alertTitle({ ...alert, metricTitle, threshold, earliestDays: null });
  const sentence = `${standingSentence(standing, { now })} ${limitAction(standing)}`;
  return { metricTitle, title, sentence };
}

/** Once it is over nothing is stopped any more: the step that ended it says whom it was about. */
function stopWords(alert: Alert, stops: readonly ProviderStop[]): AlertWording {
  const metricTitle = stopEventTitle(alert, 'firing');
  const stop = stops.find(({ key }) => key === alert.key);
  const title = alert.state === 'resolved' ? stopEventTitle(alert, 'resolved') : metricTitle;
  return { metricTitle, title: stop?.title ?? title, sentence: stop?.sentence ?? '', place: 'connections' };
}

function eventView(event: AlertEvent, alert: Alert, around: AlertSurroundings): AlertEventView {
  const { states, deliveries, standings } = around;
  const key = alertMetricKey(alert);
  const state = states.find((one) => one.key === key) ?? null;
  const left = event.kind === 'better' && event.basis === 'level' ? 'critical' : event.severity;
  const threshold = thresholdOf(state?.limit ?? null, { severity: left, reason: event.reason });
  const lasted = event.kind === 'resolved' ? event.at - alert.activeAt : null;
  const about = { name: titleOf(state, alert, standingOfAlert(alert, standings)), unit: alert.unit };
  return {
    id: event.id,
    alertId: alert.id,
    metricKey: key,
    at: event.at,
    kind: event.kind,
    severity: event.severity,
    title: eventTitleOf(event, alert, { name: about.name, threshold }),
    sentence:
      isStop(alert) || findingOf(alert) !== null ? alertReason(event, about) : eventSentence(event, about, lasted),
    deliveries: deliveries.ofEvent(event.id),
  };
}

function eventTitleOf(
  event: AlertEvent,
  alert: Alert,
  { name, threshold }: { readonly name: string; readonly threshold: number },
): string {
  if (isStop(alert)) {
    return stopEventTitle(alert, event.kind);
  }
  const finding = findingOf(alert);
  return finding === null
    ? eventTitle(event, name, threshold)
    : findingEventTitle(finding, { ...alert, name }, event.kind);
}

/** The limit's own name: several budgets stand on the metric of one account. */
function titleOf(state: MetricState | null, alert: Alert, standing: Standing | null): string {
  if (standing !== null) {
    return nameOf(standing);
  }
  return state?.definition.title ?? `${alert.service} ${alert.metric}`;
}
