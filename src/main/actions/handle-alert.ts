import { PAUSED_UNTIL_KEY } from '#main/queries/alerts/notification-pause';
import type { Alert, AlertEvent, AlertReason, AlertSeverity } from '#shared/domain/alert';
import { fail, type Result, succeed } from '#shared/domain/failure';
import type { Instant } from '#shared/domain/instant';
import type { ActionParts } from './decision-parts';

/** The person has seen it: it is not told again until it gets worse. `note`: why it is all right, in their own words. */
export function acknowledgeAlert(parts: ActionParts, id: number, note = ''): Promise<Result<null>> {
  const now = parts.clock.now();
  const reason = note === '' ? ({ code: 'seen' } as const) : ({ code: 'seen', note } as const);
  const seen = { acknowledgedAt: now, acknowledgedReason: note };
  return change(parts, id, 'acknowledged', reason, (alert) => ({ ...alert, ...seen }));
}

/** Nothing is told until then, unless it gets worse. */
export async function snoozeAlert(parts: ActionParts, id: number, until: Instant): Promise<Result<null>> {
  if (until <= parts.clock.now()) {
    return fail({
      code: 'invalid-input',
      message: 'A snooze ends in the future.',
      action: 'Choose a later time.',
      retryable: false,
    });
  }
  return change(parts, id, 'snoozed', { code: 'snoozed', until }, (alert) => ({
    ...alert,
    snoozedUntil: until,
  }));
}

export function unsnoozeAlert(parts: ActionParts, id: number): Promise<Result<null>> {
  return change(parts, id, 'unsnoozed', { code: 'unsnoozed' }, (alert) => ({ ...alert, snoozedUntil: null }));
}

/** Holds all notifications back until then; null lets them through again. */
export async function pauseNotifications({ store }: Pick<ActionParts, 'store'>, until: Instant | null): Promise<void> {
  await store.settings.set(PAUSED_UNTIL_KEY, until);
}

/** Keeps with the alert that someone was told that it is this bad. */
export async function markAlertTold(
  parts: Pick<ActionParts, 'store'>,
  id: number,
  severity: AlertSeverity,
  at: Instant,
): Promise<void> {
  await parts.store.alerts.update(id, (alert) => ({
    next: { ...alert, lastSentAt: at, lastSentSeverity: severity },
    events: [],
  }));
}

async function change(
  parts: ActionParts,
  id: number,
  kind: AlertEvent['kind'],
  reason: AlertReason,
  apply: (alert: Alert) => Alert,
): Promise<Result<null>> {
  const now = parts.clock.now();
  let over = false;
  const updated = await parts.store.alerts.update(id, (alert) => {
    over = alert.state === 'resolved';
    if (over) {
      return null;
    }
    const { severity, basis, rung, percent, value, limit } = alert;
    return {
      next: { ...apply(alert), updatedAt: now },
      events: [{ at: now, kind, severity, basis, rung, percent, value, limit, reason, tells: false }],
    };
  });
  if (over || updated === null) {
    return fail({
      code: over ? 'conflict' : 'not-found',
      message: over ? 'This alert is over already.' : 'This alert is gone.',
      action: 'Look at the list again.',
      retryable: false,
    });
  }
  return succeed(null);
}
