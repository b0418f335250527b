import type { Connection } from '#shared/domain/connection';
import type { CollectionHealth } from '#shared/ipc/collection';
import { readHistory } from './backfill-progress';
import type { ReadParts } from './read-parts';

/** How far back a connection was told, and what of it is still missing. Null while none was asked for. */
export type HistoryView = CollectionHealth['sources'][number]['history'];

/** The history of one connection as window and terminal show it. */
export async function readHistoryView(
  { store, clock, catalog }: Pick<ReadParts, 'store' | 'clock' | 'catalog'>,
  connection: Connection,
): Promise<HistoryView> {
  const progress = await readHistory(store, connection, clock.now());
  if (progress === null) {
    return null;
  }
  const { reached, complete, capabilities } = progress;
  const titled = Object.entries(capabilities).map(([id, history]) => ({
    title: catalog.capabilityTitle(connection.provider, id),
    ...history,
  }));
  return {
    reached,
    complete,
    missing: titled.flatMap(({ title, trouble, reached: before }) =>
      trouble === null
        ? []
        : [{ title, before, since: trouble.since, nextAt: trouble.nextAt, message: trouble.message }],
    ),
    gaps: titled.flatMap(({ title, gaps }) => gaps.map((gap) => ({ title, ...gap }))),
  };
}
