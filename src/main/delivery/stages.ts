import type { Alert, AlertEvent, AlertSeverity, Delivery, DeliveryReason } from '#shared/domain/alert';
import { DAY, type Instant } from '#shared/domain/instant';

/** What the person chose about being told. */
export interface NotificationPreferences {
  readonly enabled: boolean;
  /** Paused from the tray until then; null when not. */
  readonly pausedUntil: Instant | null;
}

/** Seconds after which it is no news any more that something is over. */
const OLD_AFTER = DAY;
/** A channel that refuses is asked this often about one event. */
const MOST_ATTEMPTS = 3;

const rank: Readonly<Record<AlertSeverity, number>> = { warning: 1, critical: 2 };

/** Route: which steps of an alert's life are told at all. Getting better is not: nothing has to be done. */
export function isTold(kind: AlertEvent['kind']): boolean {
  return kind === 'firing' || kind === 'worse' || kind === 'resolved';
}

/**
 * Mute: why the person is not to be told now, or null. An acknowledged alert is quiet about what was
 * seen, and speaks again when it gets worse or is over; a snoozed one is quiet altogether until then.
 */
export function muteReason(
  alert: Pick<Alert, 'acknowledgedAt' | 'snoozedUntil'>,
  event: Pick<AlertEvent, 'kind' | 'at'>,
  preferences: NotificationPreferences,
  now: Instant,
): DeliveryReason | null {
  if (!preferences.enabled) return { code: 'turned-off' };
  if (preferences.pausedUntil !== null && preferences.pausedUntil > now) {
    return { code: 'paused', until: preferences.pausedUntil };
  }
  if (alert.snoozedUntil !== null && alert.snoozedUntil > now) {
    return { code: 'snoozed', until: alert.snoozedUntil };
  }
  if (event.kind === 'firing' && alert.acknowledgedAt !== null && alert.acknowledgedAt >= event.at) {
    return { code: 'seen' };
  }
  return null;
}

/** Dedupe: why there is nothing new to tell, or null. One notice a crossing: once at warning, once at critical, once when over. */
export function repetitionReason(
  alert: Pick<Alert, 'lastSentSeverity'>,
  event: Pick<AlertEvent, 'kind' | 'severity'>,
): DeliveryReason | null {
  if (event.kind === 'resolved') {
    return alert.lastSentSeverity === null ? { code: 'over-untold' } : null;
  }
  const { lastSentSeverity: severity } = alert;
  return severity === null || isUntold(alert, event.severity) ? null : { code: 'told-already', severity };
}

/** Whether nobody was told yet that the alert is this bad. */
function isUntold(alert: Pick<Alert, 'lastSentSeverity'>, severity: AlertSeverity): boolean {
  return alert.lastSentSeverity === null || rank[severity] > rank[alert.lastSentSeverity];
}

/** Whether a channel was asked about this event already, with whatever result. */
export function wasHandled(deliveries: readonly Delivery[], eventId: number, channel: string): boolean {
  return deliveries.some((delivery) => delivery.alertEventId === eventId && delivery.channel === channel);
}

/**
 * Whether a channel still owes the crossing `eventId` of a firing alert: nobody was told that it is this
 * bad, or the channel itself refused, and it has not shown it since.
 */
export function isOwed(
  alert: Pick<Alert, 'lastSentSeverity' | 'severity'>,
  deliveries: readonly Delivery[],
  eventId: number,
  channel: string,
): boolean {
  const own = deliveries.filter((delivery) => delivery.alertEventId === eventId && delivery.channel === channel);
  const refusals = own.filter((delivery) => delivery.outcome === 'failed').length;
  if (own.some((delivery) => delivery.outcome === 'shown' || delivery.outcome === 'waiting')) return false;
  return refusals < MOST_ATTEMPTS && (refusals > 0 || isUntold(alert, alert.severity));
}

/** Why a notice that waited for the window is no longer shown, or null. What still fires is told, however late. */
export function staleReason(
  alert: Pick<Alert, 'state'>,
  event: Pick<AlertEvent, 'kind' | 'at'>,
  now: Instant,
): DeliveryReason | null {
  if (event.kind !== 'resolved') return alert.state === 'resolved' ? { code: 'over-without-window' } : null;
  return now - event.at > OLD_AFTER ? { code: 'over-long-ago' } : null;
}
