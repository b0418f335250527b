import { z } from 'zod';
import type { ReadStore } from '#main/store/read-store';
import type { Instant } from '#shared/domain/instant';

const progressSchema = z.object({ reached: z.number(), complete: z.boolean() });

/** How far back the history of a connection was fetched. */
export interface BackfillProgress {
  /** The oldest moment that was asked for. */
  readonly reached: Instant;
  /** True once the provider had nothing older. */
  readonly complete: boolean;
}

/** Null while the backfill of this connection has not begun. */
export async function readBackfill(
  store: Pick<ReadStore, 'settings'>,
  connectionId: string,
): Promise<BackfillProgress | null> {
  return (await readBackfills(store, [connectionId])).get(connectionId) ?? null;
}

/** The same of several connections, those whose backfill has begun. */
export async function readBackfills(
  store: Pick<ReadStore, 'settings'>,
  connectionIds: readonly string[],
): Promise<ReadonlyMap<string, BackfillProgress>> {
  const kept = await store.settings.getMany(connectionIds.map(backfillKey));
  return new Map(
    connectionIds.flatMap((id) => {
      const parsed = progressSchema.safeParse(kept.get(backfillKey(id)));
      return parsed.success ? [[id, parsed.data] as const] : [];
    }),
  );
}

/** The key in `setting` under which the progress of a connection is kept. */
export function backfillKey(connectionId: string): string {
  return `backfill:${connectionId}`;
}
