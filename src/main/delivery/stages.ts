import type { Alert, AlertEvent } from '#shared/domain/alert';
import type { AlertRoute, Quiet } from '#shared/domain/alert-settings';
import type { Delivery, DeliveryReason } from '#shared/domain/delivery';
import { DAY, type Instant, MINUTE } from '#shared/domain/instant';

/** What the person chose about being told, as it stands now. */
export interface TellingPreferences {
  /** All of it is paused until then; null when not. */
  readonly pausedUntil: Instant | null;
  readonly quiet: Quiet;
  readonly routes: readonly AlertRoute[];
}

/** Seconds after which it is no news any more that something is over. */
const OLD_AFTER = DAY;
/** Waits before each further try of what failed and may go through later: a greylisting server wants five minutes. */
const PAUSES: readonly number[] = [MINUTE, 5 * MINUTE, 15 * MINUTE, 60 * MINUTE];

/** Route: whether a channel is told of this at all. A channel without a route is told of everything. */
export function isRouted(
  routes: readonly AlertRoute[],
  channel: string,
  { severity }: Pick<AlertEvent, 'severity'>,
  { service, condition }: Pick<Alert, 'service' | 'condition'>,
): boolean {
  const own = routes.filter((route) => route.channel === channel);
  const fits = <T>(wanted: readonly T[], one: T) => wanted.length === 0 || wanted.includes(one);
  return (
    own.length === 0 ||
    own.some(
      (route) => fits(route.severities, severity) && fits(route.services, service) && fits(route.conditions, condition),
    )
  );
}

/**
 * Mute: why the person is not to be told now, or null. An acknowledged alert is quiet about what was
 * seen, and speaks again when it gets worse or is over; a snoozed one is quiet altogether until then.
 */
export function muteReason(
  alert: Pick<Alert, 'acknowledgedAt' | 'snoozedUntil'>,
  event: Pick<AlertEvent, 'kind' | 'at' | 'severity'>,
  { pausedUntil, quiet }: Omit<TellingPreferences, 'routes'>,
  now: Instant,
): DeliveryReason | null {
  if (pausedUntil !== null && pausedUntil > now) return { code: 'paused', until: pausedUntil };
  if (alert.snoozedUntil !== null && alert.snoozedUntil > now) return { code: 'snoozed', until: alert.snoozedUntil };
  if (event.kind === 'firing' && alert.acknowledgedAt !== null && alert.acknowledgedAt >= event.at) {
    return { code: 'seen' };
  }
  if (quiet?.why === 'maintenance') return { code: 'maintenance', until: quiet.until, title: quiet.title };
  if (quiet?.why === 'quiet-hours' && !(quiet.criticalAtOnce && isAlarm(event))) {
    return { code: 'quiet-hours', until: quiet.until };
  }
  return null;
}

function isAlarm({ kind, severity }: Pick<AlertEvent, 'kind' | 'severity'>): boolean {
  return severity === 'critical' && kind !== 'resolved';
}

/** That something is over is told only to those who know that it began. */
export function overReason(
  { lastSentSeverity }: Pick<Alert, 'lastSentSeverity'>,
  { kind }: Pick<AlertEvent, 'kind'>,
): DeliveryReason | null {
  return kind === 'resolved' && lastSentSeverity === null ? { code: 'over-before-told' } : null;
}

/**
 * Whether somebody was told of this step, will be, or could not be reached. What a channel kept silent about last may
 * be told again.
 */
export function isUnderWay(deliveries: readonly Delivery[], eventId: number): boolean {
  const last = new Map<string, Delivery>();
  for (const row of deliveries) if (row.alertEventId === eventId) last.set(row.channel, row);
  return [...last.values()].some(({ outcome }) => outcome !== 'held-back');
}

/** Whether a channel has told anything of an alert, so that it owes that it is over. */
export function hasTold(deliveries: readonly Delivery[], channel: string): boolean {
  return deliveries.some((delivery) => delivery.channel === channel && delivery.outcome === 'shown');
}

/** Why a notice that waited is no longer sent, or null. What still fires is told, however late. */
export function staleReason(
  alert: Pick<Alert, 'state' | 'rung'>,
  event: Pick<AlertEvent, 'kind' | 'at' | 'rung'>,
  toldRung: number,
  now: Instant,
): DeliveryReason | null {
  if (event.kind === 'notice') return null;
  if (event.kind === 'resolved') return now - event.at > OLD_AFTER ? { code: 'over-long-ago' } : null;
  if (alert.state === 'resolved') return { code: 'over-before-window' };
  return toldRung > event.rung ? { code: 'told-since' } : null;
}

/** When what has failed `times` times is tried again; null: not any more. `wanted`: from when on the other side said. */
export function nextTry(times: number, wanted: Instant | undefined, now: Instant): Instant | null {
  const pause = PAUSES[times - 1];
  return pause === undefined ? null : Math.max(now + pause, wanted ?? 0);
}
