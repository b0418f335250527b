import type { SeenPlan } from '#main/store/read-store';
import type { Connection } from '#shared/domain/connection';
import type { LastAttempt } from '#shared/domain/cycle';
import type { InfrastructureLimit } from '#shared/domain/limit';
import type { Series } from '#shared/domain/series';
import type { ReadParts } from '../read-parts';

/** What is kept of connections, read once for all parts of an answer. */
export interface ConnectionRows {
  readonly connections: readonly Connection[];
  readonly series: readonly Series[];
  readonly limits: readonly InfrastructureLimit[];
  /** Of all connections, whichever were asked for. */
  readonly attempts: readonly LastAttempt[];
  /** The plans that were seen on each connection, oldest first. */
  readonly plans: ReadonlyMap<string, readonly SeenPlan[]>;
}

/** The rows of all connections, or of one; empty where there is no such connection. */
export async function readConnectionRows(
  { store }: Pick<ReadParts, 'store'>,
  connectionId?: string,
): Promise<ConnectionRows> {
  const [connections, series, limits, attempts] = await Promise.all([
    connectionId === undefined ? store.connections.list() : found(store.connections.find(connectionId)),
    store.samples.listSeries(connectionId),
    store.limits.list(connectionId),
    store.cycles.lastAttempts(),
  ]);
  const plans = await store.planHistory.list(connections.map(({ id }) => id));
  return { connections, series, limits, attempts, plans };
}

async function found(one: Promise<Connection | null>): Promise<readonly Connection[]> {
  const connection = await one;
  return connection === null ? [] : [connection];
}
