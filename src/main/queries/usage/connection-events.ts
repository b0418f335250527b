import type { ReadStore } from '#main/store/read-store';
import { type ConnectionEvents, eventsOf } from '#shared/core/usage/connection-events';
import type { Period } from '#shared/domain/instant';
import { readPlanHistory } from '../bill/plans';
import { planChangesOf } from '../connections/plan-changes';

/**
 * The events of a connection. One that knows of no deployment, such as a single Redis, is served by
 * whatever was deployed on the others; a plan is each connection's own.
 */
export async function readConnectionEvents(
  store: Pick<ReadStore, 'connections' | 'facts' | 'planHistory'>,
  connectionId: string,
  range: Period,
): Promise<ConnectionEvents> {
  const [own, connection, history] = await Promise.all([
    store.facts.deployments(range, connectionId),
    store.connections.find(connectionId),
    readPlanHistory(store, connectionId),
  ]);
  const deployments = own.length > 0 ? own : await store.facts.deployments(range);
  const planChanges = connection === null ? [] : planChangesOf(history, connection);
  return eventsOf(connectionId, range, { deployments, planChanges });
}
