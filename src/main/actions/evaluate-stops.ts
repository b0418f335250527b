import type { StopsOfConnection } from '#main/queries/standings/provider-stops';
import { closeAlert } from '#shared/core/alerts/alert-transition';
import { observeStop } from '#shared/core/alerts/stop-condition';
import type { Alert } from '#shared/domain/alert';
import type { Connection } from '#shared/domain/connection';
import { isStop } from '#shared/words/provider-stop';
import type { AlertStep } from './alert-notifier';
import { openAlert, updateAlert } from './alert-steps';
import type { ActionParts } from './decision-parts';

/**
 * Opens an alert for what the connection's provider has stopped, once, and ends it when the provider
 * says so. `open` are the alerts that were open before.
 */
export async function evaluateStops(
  parts: ActionParts,
  connection: Connection,
  { stops, over }: StopsOfConnection,
  open: readonly Alert[],
): Promise<readonly AlertStep[]> {
  const own = open.filter((alert) => alert.connectionId === connection.id && isStop(alert));
  const steps: AlertStep[] = [];
  for (const alert of own) {
    const reason = over(alert.key);
    if (reason !== null) {
      const close = (current: Alert) => closeAlert(current, reason, parts.clock.now());
      steps.push(...(await updateAlert(parts, alert.id, close, { stop: null })));
    }
  }
  for (const stop of stops.filter(({ key }) => own.every((alert) => alert.key !== key))) {
    steps.push(...(await openAlert(parts, observeStop(stop), { stop })));
  }
  return steps;
}
