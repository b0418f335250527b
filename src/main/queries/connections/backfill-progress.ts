import type { ReadStore } from '#main/store/read-store';
import type { HistoryProgress } from '#shared/domain/backfill';
import type { Instant } from '#shared/domain/instant';
import { latestKept } from '#shared/domain/instant-bounds';

/** Longer than any provider is known to tell: a year and a month. */
export const MOST_HISTORY_DAYS = 396;

/** What a provider answers in one call of its daily usage. */
export const BACKFILL_CHUNK_DAYS = 30;

/** The progress to go on from; null to begin. A mark from a time that never was is none. */
export async function readHistory(
  store: Pick<ReadStore, 'backfills'>,
  connectionId: string,
  now: Instant,
): Promise<HistoryProgress | null> {
  return (await readHistories(store, [connectionId], now)).get(connectionId) ?? null;
}

/** The same of several connections, those that have a progress to go on from. */
export async function readHistories(
  store: Pick<ReadStore, 'backfills'>,
  connectionIds: readonly string[],
  now: Instant,
): Promise<ReadonlyMap<string, HistoryProgress>> {
  const marks = await store.backfills.list(connectionIds);
  return new Map([...marks].filter(([, { reached }]) => reached <= latestKept(now)));
}
