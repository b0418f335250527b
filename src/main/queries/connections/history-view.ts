import type { HistoryProgress } from '#shared/domain/backfill';
import type { Connection } from '#shared/domain/connection';
import type { CollectionHealth } from '#shared/ipc/collection';
import { failureInBrief } from '#shared/words/outcome';
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
    await Promise.all(
      connections.map(
        async (connection) =>
          [connection.id, await historyView(parts, connection, histories.get(connection.id) ?? null)] as const,
      ),
    ),
  );
}

async function historyView(
  { store, catalog }: HistoryParts,
  connection: Connection,
  progress: HistoryProgress | null,
): Promise<HistoryView> {
  if (progress === null) {
    return null;
  }
  const { reached, complete, capabilities } = progress;
  const missing: NonNullable<HistoryView>['missing'] = [];
  const gaps: NonNullable<HistoryView>['gaps'] = [];
  for (const [id, { reached: before, trouble, gaps: own }] of Object.entries(capabilities)) {
    const title = catalog.capabilityTitle(connection.provider, id);
    if (trouble !== null) {
      const { since, nextAt, code } = trouble;
      const message =
        trouble.message ?? (await store.cycles.lastMessage(connection.id, id, code)) ?? failureInBrief(code);
      missing.push({ title, before, since, nextAt, message });
    }
    gaps.push(...own.map((gap) => ({ title, ...gap })));
  }
  return { reached, complete, missing, gaps };
}
