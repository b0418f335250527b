import { BACKFILL_CHUNK_DAYS, readHistory } from '#main/queries/connections/backfill-progress';
import type { HistoryProgress } from '#shared/domain/backfill';
import { type Connection, isPaused } from '#shared/domain/connection';
import type { CollectionAttempt } from '#shared/domain/cycle';
import { DAY, type Instant } from '#shared/domain/instant';
import { dueNow, historyAfter, overall } from './backfill-steps';
import type { CycleParts } from './cycle-parts';
import { runCycle } from './run-cycle';

/** The first cycle reads the newest days itself. */
const RECENT_DAYS = 30;

/**
 * Fetches history backwards, thirty days at a time, until the provider itself has nothing older or was asked
 * for thirteen months. Each chunk is kept before the next is asked for, so that it can be interrupted
 * at any time and goes on where it stopped. Whatever else a provider answers ends nothing: that stretch is asked for
 * again, later each time, while other capabilities and other connections go on. Answers false when there is
 * nothing more to fetch, or not now.
 */
export async function backfillStep(parts: CycleParts, signal?: AbortSignal): Promise<boolean> {
  for (const connection of await parts.store.connections.list()) {
    if (signal?.aborted === true) {
      return false;
    }
    const now = parts.clock.now();
    const progress = await readHistory(parts.store, connection.id, now);
    const isOwed = !isPaused(connection) && progress?.complete !== true && dueNow(progress, now) !== null;
    // Without its key nothing is asked, which must not pass for an end of its history.
    if (isOwed && (await parts.credentials.read(connection)).ok) {
      const isTold = await fetchChunk(parts, connection, progress, signal);
      if (isTold) {
        return true;
      }
    }
  }
  return false;
}

/** One chunk of what is due; true where any of it was told. */
async function fetchChunk(
  parts: CycleParts,
  connection: Connection,
  progress: HistoryProgress | null,
  signal: AbortSignal | undefined,
): Promise<boolean> {
  const now = parts.clock.now();
  const due = dueNow(progress, now);
  const end = due?.end ?? progress?.reached ?? now - RECENT_DAYS * DAY;
  const chunk = { start: end - BACKFILL_CHUNK_DAYS * DAY, end };
  const result = await runCycle(parts, {
    trigger: 'backfill',
    connectionIds: [connection.id],
    backfill: chunk,
    capabilities: due?.capabilities,
    evaluate: 'none',
    signal,
  });
  // Our own trouble says nothing about the provider: the next cycle asks again.
  if (!result.ok || signal?.aborted === true || result.value.attempts.some(isOurs)) {
    return false;
  }
  const { attempts, metricsCollected, charges } = result.value;
  const brought = metricsCollected + charges > 0;
  const next = historyAfter(progress, { attempts, chunk, brought, now });
  await parts.store.backfills.save(connection.id, { ...overall(next, chunk), capabilities: next });
  return attempts.length === 0 || attempts.some((attempt) => isFurther(progress, next, attempt.capability, end));
}

function isOurs({ outcome }: CollectionAttempt): boolean {
  return outcome.startsWith('store-') || outcome === 'cancelled';
}

function isFurther(
  before: HistoryProgress | null,
  after: HistoryProgress['capabilities'],
  capability: string,
  end: Instant,
): boolean {
  const now = after[capability];
  const then = before?.capabilities[capability]?.reached ?? end;
  return (
    now !== undefined && (now.reached < then || (now.complete && before?.capabilities[capability]?.complete !== true))
  );
}
