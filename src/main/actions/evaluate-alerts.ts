import type { ReadParts } from '#main/queries/read-parts';
import type { MetricState } from '#main/queries/standings/metric-states';
import { readStopsOf } from '#main/queries/standings/provider-stops';
import { type AlertReading, closeAlert, DEFAULT_ALERT_POLICY, stepAlert } from '#shared/core/alerts/alert-transition';
import { resets } from '#shared/core/usage/limit-window';
import { onlyTells } from '#shared/core/usage/metric-status';
import type { Alert, AlertEvent } from '#shared/domain/alert';
import { DEFAULT_CRITICAL_PERCENT, DEFAULT_WARNING_PERCENT } from '#shared/domain/limit';
import { type AlertStep, openAlert, updateAlert } from './alert-steps';
import type { AlertTeller } from './decision-parts';
import { stepStops } from './step-stops';

const NOT_IN_SIGHT = { q10: null, q50: null };

/** Steps that a person is told of as new: an alert that began to fire, or got worse. */
const TRIGGERS: readonly AlertEvent['kind'][] = ['firing', 'worse'];

/**
 * Moves the life of every alert one step on, from the states that a cycle left behind and from what the
 * providers of their connections have stopped. Answers how many alerts began to fire or got worse.
 * Every step is told to `teller`, which decides whom to tell.
 *
 * A limit at which everything goes on alerts only where somebody set it to be told (`inform`): a figure of the
 * user's own, a budget at the provider. One that is no harm to reach (`none`, such as an included credit that is
 * used up) raises nothing. Of neither does a forecast warn.
 */
export async function evaluateAlerts(
  parts: ReadParts,
  states: readonly MetricState[],
  teller: AlertTeller | null,
): Promise<number> {
  const open = await parts.store.alerts.open();
  let triggered = 0;
  const tell = async (steps: readonly AlertStep[]) => {
    for (const { alert, event } of steps) {
      triggered += TRIGGERS.includes(event.kind) ? 1 : 0;
      await teller?.tell(alert, event);
    }
  };
  for (const state of states) {
    const reading = readingOf(state);
    await tell(await closeForeign(parts, open, state, reading));
    await tell(await step(parts, open.find((alert) => alert.key === reading.key) ?? null, reading));
  }
  const connections = [...new Map(states.map(({ connection }) => [connection.id, connection])).values()];
  const stopsOf = await readStopsOf(parts, connections, await parts.store.cycles.lastAttempts());
  for (const connection of connections) {
    const stops = stopsOf.get(connection.id);
    if (stops !== undefined) {
      await tell(await stepStops(parts, connection, stops, open));
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
    service: definition.service,
    metric: definition.metric,
    percent: state.percent,
    value: state.current,
    limit: limit?.enabled && limit.atLimit !== 'none' ? limit.value : null,
    unit: definition.unit,
    warningPercent: limit?.warningPercent ?? DEFAULT_WARNING_PERCENT,
    criticalPercent: limit?.criticalPercent ?? DEFAULT_CRITICAL_PERCENT,
    daysToLimit: limit !== null && onlyTells(limit.atLimit) ? NOT_IN_SIGHT : state.forecast.daysToLimit,
  };
}

/** Alerts of the same metric under another key belong to a window that has ended. */
async function closeForeign(
  parts: ReadParts,
  open: readonly Alert[],
  state: MetricState,
  reading: AlertReading,
): Promise<readonly AlertStep[]> {
  const foreign = open.filter(
    (alert) => `${alert.connectionId}/${alert.service}/${alert.metric}` === state.key && alert.key !== reading.key,
  );
  const told: AlertStep[] = [];
  for (const alert of foreign) {
    told.push(
      ...(await updateAlert(parts, alert.id, (current) =>
        closeAlert(current, 'A new period began.', parts.clock.now()),
      )),
    );
  }
  return told;
}

async function step(parts: ReadParts, current: Alert | null, reading: AlertReading): Promise<readonly AlertStep[]> {
  if (current === null) {
    return openAlert(parts, reading);
  }
  const now = parts.clock.now();
  // Without a limit there is no problem any more; without a reading nothing is known of it.
  return updateAlert(parts, current.id, (alert) =>
    reading.limit === null
      ? closeAlert(alert, 'The limit was switched off or removed, or is no harm to reach.', now)
      : stepAlert(alert, reading, DEFAULT_ALERT_POLICY, now),
  );
}
