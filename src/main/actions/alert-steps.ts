import type { ReadParts } from '#main/queries/read-parts';
import {
  type AlertReading,
  type AlertTransition,
  DEFAULT_ALERT_POLICY,
  stepAlert,
} from '#shared/core/alerts/alert-transition';
import type { Alert, AlertEvent } from '#shared/domain/alert';

/** A step that an alert has taken, to be told. */
export interface AlertStep {
  readonly alert: Alert;
  readonly event: AlertEvent;
}

/** Steps a problem that has no alert yet: opens one where the reading asks for it. */
export async function openAlert(parts: ReadParts, reading: AlertReading): Promise<readonly AlertStep[]> {
  const { next, events } = stepAlert(null, reading, DEFAULT_ALERT_POLICY, parts.clock.now());
  const [first] = events;
  if (next === null || first === undefined) {
    return [];
  }
  const alert = await parts.store.alerts.insert(next, first);
  return withEvents(parts, alert, 1);
}

/** Takes one step of an alert that is kept, in one transaction with its events. */
export async function updateAlert(
  parts: ReadParts,
  id: number,
  transition: (alert: Alert) => AlertTransition,
): Promise<readonly AlertStep[]> {
  let count = 0;
  const alert = await parts.store.alerts.update(id, (current) => {
    const { next, events } = transition(current);
    count = events.length;
    return next === null ? null : { next: { ...next, id }, events };
  });
  return alert === null ? [] : withEvents(parts, alert, count);
}

async function withEvents(parts: ReadParts, alert: Alert, count: number): Promise<readonly AlertStep[]> {
  if (count === 0) {
    return [];
  }
  const now = parts.clock.now();
  const events = (await parts.store.alerts.events({ start: now, end: now + 1 })).filter(
    (event) => event.alertId === alert.id,
  );
  return [...events]
    .sort((a, b) => a.id - b.id)
    .slice(-count)
    .map((event) => ({ alert, event }));
}
