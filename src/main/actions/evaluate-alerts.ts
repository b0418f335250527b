import type { MetricState } from '#main/queries/metric-states';
import type { ReadParts } from '#main/queries/read-parts';
import {
  type AlertReading,
  type AlertTransition,
  closeAlert,
  DEFAULT_ALERT_POLICY,
  stepAlert,
} from '#shared/core/alerts/alert-transition';
import { resets } from '#shared/core/usage/limit-window';
import type { Alert, AlertEvent } from '#shared/domain/alert';
import { DEFAULT_CRITICAL_PERCENT, DEFAULT_WARNING_PERCENT } from '#shared/domain/limit';
import type { AlertTeller } from './decision-parts';

/** Steps that a person is told of as new: an alert that began to fire, or got worse. */
const TRIGGERS: readonly AlertEvent['kind'][] = ['firing', 'worse'];

/**
 * Moves the life of every alert one step on, from the states that a cycle left behind. Answers how
 * many alerts began to fire or got worse. Every step is told to `teller`, which decides whom to tell.
 */
export async function evaluateAlerts(
  parts: ReadParts,
  states: readonly MetricState[],
  teller: AlertTeller | null,
): Promise<number> {
  const open = await parts.store.alerts.open();
  let triggered = 0;
  for (const state of states) {
    const reading = readingOf(state);
    const events = [
      ...(await closeForeign(parts, open, state, reading)),
      ...(await step(parts, open.find((alert) => alert.key === reading.key) ?? null, reading)),
    ];
    for (const { alert, event } of events) {
      triggered += TRIGGERS.includes(event.kind) ? 1 : 0;
      await teller?.tell(alert, event);
    }
  }
  return triggered;
}

interface Told {
  readonly alert: Alert;
  readonly event: AlertEvent;
}

function readingOf(state: MetricState): AlertReading {
  const { connection, definition, limit, window, period } = state;
  const start = resets(window) && period !== null ? `@${period.start}` : '';
  return {
    key: `${state.key}${start}`,
    connectionId: connection.id,
    service: definition.service,
    metric: definition.metric,
    percent: state.percent,
    value: state.current,
    limit: limit?.enabled ? limit.value : null,
    unit: definition.unit,
    warningPercent: limit?.warningPercent ?? DEFAULT_WARNING_PERCENT,
    criticalPercent: limit?.criticalPercent ?? DEFAULT_CRITICAL_PERCENT,
  };
}

/** Alerts of the same metric under another key belong to a window that has ended. */
async function closeForeign(
  parts: ReadParts,
  open: readonly Alert[],
  state: MetricState,
  reading: AlertReading,
): Promise<readonly Told[]> {
  const foreign = open.filter(
    (alert) => `${alert.connectionId}/${alert.service}/${alert.metric}` === state.key && alert.key !== reading.key,
  );
  const told: Told[] = [];
  for (const alert of foreign) {
    told.push(
      ...(await update(parts, alert.id, (current) => closeAlert(current, 'A new period began.', parts.clock.now()))),
    );
  }
  return told;
}

async function step(parts: ReadParts, current: Alert | null, reading: AlertReading): Promise<readonly Told[]> {
  const now = parts.clock.now();
  if (current !== null) {
    // Without a limit there is no problem any more; without a reading nothing is known of it.
    return update(parts, current.id, (alert) =>
      reading.limit === null
        ? closeAlert(alert, 'The limit was switched off or removed.', now)
        : stepAlert(alert, reading, DEFAULT_ALERT_POLICY, now),
    );
  }
  const { next, events } = stepAlert(null, reading, DEFAULT_ALERT_POLICY, now);
  const [first] = events;
  if (next === null || first === undefined) {
    return [];
  }
  const alert = await parts.store.alerts.insert(next, first);
  return withEvents(parts, alert, 1);
}

async function update(
  parts: ReadParts,
  id: number,
  transition: (alert: Alert) => AlertTransition,
): Promise<readonly Told[]> {
  let count = 0;
  const alert = await parts.store.alerts.update(id, (current) => {
    const { next, events } = transition(current);
    count = events.length;
    return next === null ? null : { next: { ...next, id }, events };
  });
  return alert === null ? [] : withEvents(parts, alert, count);
}

async function withEvents(parts: ReadParts, alert: Alert, count: number): Promise<readonly Told[]> {
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
