import type { Connection } from '#shared/domain/connection';
import type { ConnectionView } from '#shared/ipc/app';
import type { ReadParts } from '../read-parts';
import { readConnections } from './connection-views';

/** Every connection as it is kept, beside what it feeds and when it was last read. */
export async function readConnectionList(
  parts: ReadParts,
): Promise<readonly { readonly connection: Connection; readonly view: ConnectionView }[]> {
  const [connections, views] = await Promise.all([parts.store.connections.list(), readConnections(parts)]);
  return connections.flatMap((connection) => {
    const view = views.find(({ id }) => id === connection.id);
    return view === undefined ? [] : [{ connection, view }];
  });
}
