import {
  type AlertReading,
  type AlertTransition,
  DEFAULT_ALERT_POLICY,
  stepAlert,
} from '#shared/core/alerts/alert-transition';
import type { Alert, AlertWrite } from '#shared/domain/alert';
import type { AlertStep, AlertSubject } from './alert-notifier';
import type { ActionParts } from './decision-parts';

/** Steps a problem that has no alert yet: opens one where the reading asks for it. */
export async function openAlert(
  parts: ActionParts,
  reading: AlertReading,
  subject: AlertSubject,
): Promise<readonly AlertStep[]> {
  const { next, events } = stepAlert(null, reading, DEFAULT_ALERT_POLICY, parts.clock.now());
  const [first] = events;
  return next === null || first === undefined ? [] : stepsOf(await parts.store.alerts.insert(next, first), subject);
}

/** Takes one step of an alert that is kept, in one transaction with its events. */
export async function updateAlert(
  parts: ActionParts,
  id: number,
  transition: (alert: Alert) => AlertTransition,
  subject: AlertSubject,
): Promise<readonly AlertStep[]> {
  const written = await parts.store.alerts.update(id, (current) => {
    const { next, events } = transition(current);
    return next === null ? null : { next: { ...next, id }, events };
  });
  return written === null ? [] : stepsOf(written, subject);
}

function stepsOf({ alert, events }: AlertWrite, subject: AlertSubject): readonly AlertStep[] {
  return events.map((event) => ({ alert, event, subject }));
}
