import type { MetricState } from '#main/queries/standings/metric-states';
import { readStopsOf } from '#main/queries/standings/provider-stops';
import { type AlertReading, closeAlert, DEFAULT_ALERT_POLICY, stepAlert } from '#shared/core/alerts/alert-transition';
import { resets } from '#shared/core/usage/limit-window';
import { figureInForce, onlyTells } from '#shared/core/usage/metric-status';
import type { Alert, AlertEvent } from '#shared/domain/alert';
import { DEFAULT_CRITICAL_PERCENT, DEFAULT_WARNING_PERCENT, PLAN_LIMIT } from '#shared/domain/limit';
import type { AlertNotifier, AlertStep } from './alert-notifier';
import { openAlert, updateAlert } from './alert-steps';
import type { ActionParts } from './decision-parts';
import { stepStops } from './step-stops';

const NOT_IN_SIGHT = { q10: null, q50: null };

/** Steps that a person is told of as new: an alert that began to fire, or got worse. */
const TRIGGERS: readonly AlertEvent['kind'][] = ['firing', 'worse'];

/**
 * Moves the life of every alert one step on, from the states that a cycle left behind and from what the
 * providers of their connections have stopped. Answers how many alerts began to fire or got worse.
 * Every step goes to `notifier`, which decides whom to tell.
 *
 * A limit at which everything goes on alerts only where somebody set it to be told (`inform`): a figure of the
 * user's own, a budget at the provider. One that is no harm to reach (`none`, such as an included credit that is
 * used up) raises nothing. Of neither does a forecast warn.
 */
export async function evaluateAlerts(
  parts: ActionParts,
  states: readonly MetricState[],
  notifier: AlertNotifier | null,
): Promise<number> {
  const open = await parts.store.alerts.open();
  let triggered = 0;
  const pass = async (steps: readonly AlertStep[]) => {
    for (const one of steps) {
      triggered += TRIGGERS.includes(one.event.kind) ? 1 : 0;
      await notifier?.notify(one);
    }
  };
  for (const state of states) {
    const reading = readingOf(state);
    await pass(await closeForeign(parts, open, state, reading));
    await pass(await step(parts, open.find((alert) => alert.key === reading.key) ?? null, state, reading));
  }
  const connections = [...new Map(states.map(({ connection }) => [connection.id, connection])).values()];
  const stopsOf = await readStopsOf(parts, connections, await parts.store.cycles.lastAttempts());
  for (const connection of connections) {
    const stops = stopsOf.get(connection.id);
    if (stops !== undefined) {
      await pass(await stepStops(parts, connection, stops, open));
    }
  }
  return triggered;
}

function readingOf(state: MetricState): AlertReading {
  const { connection, definition, limit, window, period } = state;
  const start = resets(window) && period !== null ? `@${period.start}` : '';
  return {
    key: `${state.key}${start}`,
    connectionId: connection.id,
    projectId: '',
    service: definition.service,
    metric: definition.metric,
    limitId: PLAN_LIMIT,
    percent: state.percent,
    value: state.current,
    limit: limit?.atLimit === 'none' ? null : figureInForce(limit),
    unit: definition.unit,
    warningPercent: limit?.warningPercent ?? DEFAULT_WARNING_PERCENT,
    criticalPercent: limit?.criticalPercent ?? DEFAULT_CRITICAL_PERCENT,
    daysToLimit: limit !== null && onlyTells(limit.atLimit) ? NOT_IN_SIGHT : state.forecast.daysToLimit,
  };
}

/** Alerts of the same metric under another key belong to a window that has ended. */
async function closeForeign(
  parts: ActionParts,
  open: readonly Alert[],
  state: MetricState,
  reading: AlertReading,
): Promise<readonly AlertStep[]> {
  const foreign = open.filter(
    (alert) => `${alert.connectionId}/${alert.service}/${alert.metric}` === state.key && alert.key !== reading.key,
  );
  const steps: AlertStep[] = [];
  for (const alert of foreign) {
    const close = (current: Alert) => closeAlert(current, 'A new period began.', parts.clock.now());
    steps.push(...(await updateAlert(parts, alert.id, close, { state })));
  }
  return steps;
}

async function step(
  parts: ActionParts,
  current: Alert | null,
  state: MetricState,
  reading: AlertReading,
): Promise<readonly AlertStep[]> {
  if (current === null) {
    return openAlert(parts, reading, { state });
  }
  const now = parts.clock.now();
  // Without a limit there is no problem any more; without a reading nothing is known of it.
  const transition = (alert: Alert) =>
    reading.limit === null
      ? closeAlert(alert, 'The limit was switched off or removed, or is no harm to reach.', now)
      : stepAlert(alert, reading, DEFAULT_ALERT_POLICY, now);
  return updateAlert(parts, current.id, transition, { state });
}
