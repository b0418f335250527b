import type { HistoryProgress } from '#shared/domain/backfill';
import type { Connection } from '#shared/domain/connection';
import type { CollectionHealth } from '#shared/ipc/collection';
import type { ReadParts } from '../read-parts';
import { readHistories, readHistory } from './backfill-progress';

/** How far back a connection was told, and what of it is still missing. Null while none was asked for. */
export type HistoryView = CollectionHealth['sources'][number]['history'];

type HistoryParts = Pick<ReadParts, 'store' | 'clock' | 'catalog'>;

/** The history of one connection as window and terminal show it. */
export async function readHistoryView(parts: HistoryParts, connection: Connection): Promise<HistoryView> {
  return historyView(parts, connection, await readHistory(parts.store, connection.id, parts.clock.now()));
}

/** The same of several connections, by their ids. */
export async function readHistoryViews(
  parts: HistoryParts,
  connections: readonly Connection[],
): Promise<ReadonlyMap<string, HistoryView>> {
  const histories = await readHistories(
    parts.store,
    connections.map(({ id }) => id),
    parts.clock.now(),
  );
  return new Map(
    connections.map((connection) => [
      connection.id,
      historyView(parts, connection, histories.get(connection.id) ?? null),
    ]),
  );
}

function historyView(
  { catalog }: Pick<HistoryParts, 'catalog'>,
  connection: Connection,
  progress: HistoryProgress | null,
): HistoryView {
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
