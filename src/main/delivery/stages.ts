import type { Alert, AlertEvent, AlertSeverity, Delivery } from '#shared/domain/alert';
import { DAY, type Instant } from '#shared/domain/instant';
import { formatDateTime } from '#shared/format/date';

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

/**
 * Mute: why the person is not to be told now, or null. An acknowledged alert is quiet about what was
 * seen, and speaks again when it gets worse or is over; a snoozed one is quiet altogether until then.
 */
export function muteReason(
  alert: Pick<Alert, 'acknowledgedAt' | 'snoozedUntil'>,
  event: Pick<AlertEvent, 'kind' | 'at'>,
  preferences: NotificationPreferences,
  now: Instant,
): string | null {
  if (!preferences.enabled) return 'Notifications are turned off in the settings.';
  if (preferences.pausedUntil !== null && preferences.pausedUntil > now) {
    return `Notifications are paused until ${formatDateTime(preferences.pausedUntil)}.`;
  }
  if (alert.snoozedUntil !== null && alert.snoozedUntil > now) {
    return `Snoozed until ${formatDateTime(alert.snoozedUntil)}.`;
  }
  if (event.kind === 'firing' && alert.acknowledgedAt !== null && alert.acknowledgedAt >= event.at) {
    return 'You have marked this alert as seen.';
  }
  return null;
}

/** Dedupe: why there is nothing new to tell, or null. One notice a crossing: once at warning, once at critical, once when over. */
export function repetitionReason(
  alert: Pick<Alert, 'lastSentSeverity'>,
  event: Pick<AlertEvent, 'kind' | 'severity'>,
): string | null {
  if (event.kind === 'resolved') {
    return alert.lastSentSeverity === null ? 'It was over before anyone was told.' : null;
  }
  return isUntold(alert, event.severity) ? null : `Told already that it is ${alert.lastSentSeverity}.`;
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
): string | null {
  if (event.kind !== 'resolved') return alert.state === 'resolved' ? 'It was over before the window ran.' : null;
  return now - event.at > OLD_AFTER ? 'It was over for more than a day when the window ran.' : null;
}
