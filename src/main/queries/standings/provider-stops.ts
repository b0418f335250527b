import type { AlertReason } from '#shared/domain/alert';
import type { Connection } from '#shared/domain/connection';
import type { LastAttempt } from '#shared/domain/cycle';
import type { FoundStore } from '#shared/domain/project';
import { accountStop, isOverQuota, type ProviderStop, storeStop } from '#shared/words/provider-stop';
import type { ConnectionRows } from '../connections/connection-rows';
import { type ProviderFacts, readProviderFactsOf } from '../connections/provider-facts';
import type { ReadParts } from '../read-parts';

/** What the provider of one connection has stopped, and what it has let go. */
export interface StopsOfConnection {
  readonly stops: readonly ProviderStop[];
  /** Why the stop behind an alert's key is over; null while nobody has said that it is. */
  over(key: string): AlertReason | null;
}

type Parts = Pick<ReadParts, 'store' | 'catalog'>;

/** Everything that is stopped now, of all connections. `known` saves reading them again. */
export async function readStops(
  parts: Parts,
  known?: Pick<ConnectionRows, 'connections' | 'attempts'>,
): Promise<readonly ProviderStop[]> {
  const [connections, attempts] = await Promise.all([
    known?.connections ?? parts.store.connections.list(),
    known?.attempts ?? parts.store.cycles.lastAttempts(),
  ]);
  const all = await readStopsOf(parts, connections, attempts);
  return [...all.values()].flatMap(({ stops }) => stops);
}

/** What is stopped of each connection by its id, by what its provider told last: what was not asked is not over. */
export async function readStopsOf(
  parts: Parts,
  connections: readonly Connection[],
  attempts: readonly LastAttempt[],
): Promise<ReadonlyMap<string, StopsOfConnection>> {
  const [facts, stores] = await Promise.all([
    readProviderFactsOf(
      parts.store,
      connections.map(({ id }) => id),
    ),
    parts.store.facts.stores(),
  ]);
  return new Map(
    connections.map((connection) => {
      const block = facts.get(connection.id)?.block ?? null;
      return [connection.id, stopsOf(parts, connection, { block, allStores: stores, attempts })];
    }),
  );
}

interface Told {
  readonly block: ProviderFacts['block'];
  readonly allStores: readonly FoundStore[];
  readonly attempts: readonly LastAttempt[];
}

function stopsOf(
  parts: Pick<Parts, 'catalog'>,
  connection: Connection,
  { block, allStores, attempts }: Told,
): StopsOfConnection {
  const provider = parts.catalog.descriptor(connection.provider)?.title ?? connection.provider;
  const stores = allStores.filter((store) => store.connectionId === connection.id);
  const account = block === null || block.value === null ? [] : [accountStop(connection, provider, block.value)];
  const stops = [...account, ...stores.filter(isOverQuota).map(storeStop)];
  // Part of an answer could not be read: a store that is missing in it need not be gone.
  const isWhole = attempts.every(
    ({ attempt }) => attempt.connectionId !== connection.id || attempt.outcome !== 'changed',
  );
  return {
    stops,
    over(key) {
      if (stops.some((stop) => stop.key === key)) return null;
      if (!key.startsWith(`${connection.id}/STORE/`)) return accountOver(provider, connection, block);
      return storeOver(
        stores.find((store) => storeStop(store).key === key),
        isWhole,
      );
    },
  };
}

function accountOver(provider: string, { title }: Connection, block: ProviderFacts['block']): AlertReason | null {
  if (block === null) return null;
  return block.value === null
    ? { code: 'account-resumed', provider, account: title }
    : { code: 'paused-otherwise', provider };
}

function storeOver(store: FoundStore | undefined, isWhole: boolean): AlertReason | null {
  if (store !== undefined) return { code: 'within-quota', name: store.name };
  return isWhole ? { code: 'store-gone' } : null;
}
