import type { ReadParts } from '#main/queries/read-parts';
import type { MetricState } from '#main/queries/standings/metric-states';
import type { AlertWrite } from '#main/store/store';
import {
  type AlertReading,
  type AlertTransition,
  DEFAULT_ALERT_POLICY,
  stepAlert,
} from '#shared/core/alerts/alert-transition';
import type { ProviderStop } from '#shared/core/alerts/provider-stop';
import type { Alert, AlertEvent } from '#shared/domain/alert';

/** What an alert is about, as it stands while its step is taken. */
export type AlertSubject = { readonly state: MetricState } | { readonly stop: ProviderStop | null };

/** A step that an alert has taken, with what it is about: all that is needed to tell a person. */
export interface AlertStep {
  readonly alert: Alert;
  readonly event: AlertEvent;
  readonly subject: AlertSubject;
}

/** Tells people about the steps in an alert's life, and decides whom. */
export interface AlertNotifier {
  notify(step: AlertStep): Promise<void>;
  /** Tells what is still owed; run after each cycle. Absent where another process does it. */
  catchUp?(): Promise<void>;
}

/** Steps a problem that has no alert yet: opens one where the reading asks for it. */
export async function openAlert(
  parts: ReadParts,
  reading: AlertReading,
  subject: AlertSubject,
): Promise<readonly AlertStep[]> {
  const { next, events } = stepAlert(null, reading, DEFAULT_ALERT_POLICY, parts.clock.now());
  const [first] = events;
  return next === null || first === undefined ? [] : stepsOf(await parts.store.alerts.insert(next, first), subject);
}

/** Takes one step of an alert that is kept, in one transaction with its events. */
export async function updateAlert(
  parts: ReadParts,
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
