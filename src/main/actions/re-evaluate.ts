import { readMetricStates } from '#main/queries/standings/metric-states';
import type { AlertNotifier } from './alert-notifier';
import type { DecisionParts } from './decision-parts';
import { evaluateAlerts } from './evaluate-alerts';
import { saveLimits } from './save-limits';

/**
 * Works limits and alerts out again after a person changed what they rest on: of one connection, or of
 * all. Answers how many alerts began to fire or got worse.
 */
export async function reEvaluate(
  parts: DecisionParts,
  notifier: AlertNotifier | null,
  connectionId?: string,
): Promise<number> {
  const all = await parts.store.connections.list();
  const wanted = all.filter(({ id }) => connectionId === undefined || id === connectionId);
  for (const connection of wanted) {
    await saveLimits(parts, connection, []);
  }
  const connectionIds = wanted.map(({ id }) => id);
  return evaluateAlerts(parts, await readMetricStates(parts, { connectionIds }), notifier);
}
