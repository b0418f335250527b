import { accountStop, isOverQuota, type ProviderStop, storeStop } from '#shared/core/alerts/provider-stop';
import type { Connection } from '#shared/domain/connection';
import type { FoundStore } from '#shared/domain/project';
import { readProviderFacts } from '../connections/provider-facts';
import type { ReadParts } from '../read-parts';

/** What the provider of one connection has stopped, and what it has let go. */
export interface StopsOfConnection {
  readonly stops: readonly ProviderStop[];
  /** Why the stop behind an alert's key is over; null while nobody has said that it is. */
  over(key: string): string | null;
}

type Parts = Pick<ReadParts, 'store' | 'catalog'>;

/** Everything that is stopped now, of all connections. */
export async function readStops(parts: Parts): Promise<readonly ProviderStop[]> {
  const connections = await parts.store.connections.list();
  const all = await Promise.all(connections.map((connection) => readStopsOf(parts, connection)));
  return all.flatMap(({ stops }) => stops);
}

/** What is stopped of one connection, by what its provider told last: what was not asked is not over. */
export async function readStopsOf(parts: Parts, connection: Connection): Promise<StopsOfConnection> {
  const [{ block }, allStores, attempts] = await Promise.all([
    readProviderFacts(parts.store, connection.id),
    parts.store.facts.stores(),
    parts.store.cycles.lastAttempts(),
  ]);
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

function accountOver(
  provider: string,
  { title }: Connection,
  block: Awaited<ReturnType<typeof readProviderFacts>>['block'],
): string | null {
  if (block === null) return null;
  return block.value === null
    ? `${provider} says that the account ${title} is no longer paused.`
    : `${provider} now gives another reason for the pause.`;
}

function storeOver(store: FoundStore | undefined, isWhole: boolean): string | null {
  if (store !== undefined) return `The store ${store.name} is within its quota again.`;
  return isWhole ? 'The store is no longer on the account.' : null;
}
