import { type BackfillProgress, backfillKey, readBackfill } from '#main/queries/connections/backfill-progress';
import type { Connection } from '#shared/domain/connection';
import { DAY } from '#shared/domain/instant';
import type { CycleParts } from './cycle-parts';
import { runCycle } from './run-cycle';

/** What a provider answers in one call of its daily usage. */
const CHUNK_DAYS = 30;
/** The first cycle reads the newest days itself. */
const RECENT_DAYS = 30;
/** Longer than any provider is known to tell: a year and a month. */
const MOST_DAYS = 396;

/**
 * Fetches history backwards, thirty days at a time, until the provider has nothing older or was asked
 * for thirteen months. Each chunk is kept before the next is asked for, so that it can be interrupted
 * at any time and goes on where it stopped. Answers false when there is nothing more to fetch, or not now.
 */
export async function backfillStep(parts: CycleParts, signal?: AbortSignal): Promise<boolean> {
  for (const connection of await parts.store.connections.list()) {
    const progress = await readBackfill(parts.store, connection.id);
    const isOwed = progress?.complete !== true && signal?.aborted !== true;
    // Without its key nothing is asked, which must not pass for an end of its history.
    if (isOwed && (await parts.credentials.read(connection)).ok) {
      return fetchChunk(parts, connection, progress, signal);
    }
  }
  return false;
}

async function fetchChunk(
  parts: CycleParts,
  connection: Connection,
  progress: BackfillProgress | null,
  signal: AbortSignal | undefined,
): Promise<boolean> {
  const now = parts.clock.now();
  const end = progress?.reached ?? now - RECENT_DAYS * DAY;
  const start = end - CHUNK_DAYS * DAY;
  const result = await runCycle(parts, {
    trigger: 'backfill',
    connectionIds: [connection.id],
    backfill: { start, end },
    evaluate: 'none',
    signal,
  });
  const told = result.ok && result.value.metricsCollected > 0;
  const refused = result.ok && result.value.attempts.some(({ outcome }) => RETRY_LATER.includes(outcome));
  if (!result.ok || refused) {
    return false;
  }
  const complete = !told || now - start >= MOST_DAYS * DAY;
  await parts.store.settings.set(backfillKey(connection.id), { reached: start, complete });
  return true;
}

/** Not an end of history: the same chunk is asked for again with the next cycle. */
const RETRY_LATER: readonly string[] = ['rate-limited', 'unreachable', 'timeout', 'provider-error', 'cancelled'];
