import { type AlertTransition, type Observation, stepAlert } from '#shared/core/alerts/alert-transition';
import { groupOf } from '#shared/core/alerts/group';
import type { Alert, AlertWrite } from '#shared/domain/alert';
import type { AlertStep, AlertSubject } from './alert-notifier';
import type { ActionParts } from './decision-parts';

/** Steps a problem that has no alert yet: opens one where what was seen asks for it. */
export async function openAlert(
  parts: ActionParts,
  seen: Observation,
  subject: AlertSubject | null,
): Promise<readonly AlertStep[]> {
  // Most limits are far from any mark: the past is asked for where something begins alone.
  if (seen.known === null || seen.degree === null) {
    return [];
  }
  const past = await parts.store.alerts.lastOf(seen.key);
  const { next, events } = stepAlert(null, seen, parts.clock.now(), past);
  const [first] = events;
  return next === null || first === undefined ? [] : stepsOf(await parts.store.alerts.insert(next, first), subject);
}

/** Takes one step of an alert that is kept, in one transaction with its events. */
export async function updateAlert(
  parts: ActionParts,
  id: number,
  transition: (alert: Alert) => AlertTransition,
  subject: AlertSubject | null,
): Promise<readonly AlertStep[]> {
  const written = await parts.store.alerts.update(id, (current) => {
    const { next, events } = transition(current);
    return next === null ? null : { next: { ...next, id }, events };
  });
  return written === null ? [] : stepsOf(written, subject);
}

function stepsOf({ alert, events }: AlertWrite, subject: AlertSubject | null): readonly AlertStep[] {
  return events.map((event) => ({ alert, event, subject, group: groupOf(alert) }));
}
