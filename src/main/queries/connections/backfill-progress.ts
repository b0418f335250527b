import { z } from 'zod';
import type { Store } from '#main/store/store';
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
  store: Pick<Store, 'settings'>,
  connectionId: string,
): Promise<BackfillProgress | null> {
  const parsed = progressSchema.safeParse(await store.settings.get(backfillKey(connectionId)));
  return parsed.success ? parsed.data : null;
}

/** The key in `setting` under which the progress of a connection is kept. */
export function backfillKey(connectionId: string): string {
  return `backfill:${connectionId}`;
}
