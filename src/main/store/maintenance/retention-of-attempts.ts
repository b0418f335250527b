import type { Instant } from '#shared/domain/instant';
import type { SqliteDatabase } from '../database/sqlite';
import { ROWS_PER_STEP, type Work } from './progress';

/**
 * Removes collection attempts that started before `cutoff` (epoch seconds). The newest of each
 * capability stays, and the newest that went well, since the pages show their age. Answers how many went.
 */
export async function* forgetOldAttempts(sqlite: SqliteDatabase, cutoff: Instant): Work<number> {
  const chunk = sqlite
    .prepare<[number, Instant], number>(
      `SELECT id FROM collection_attempt WHERE id > ? AND started_at < ? ORDER BY id LIMIT ${ROWS_PER_STEP}`,
    )
    .pluck();
  const remove = sqlite.prepare<[number, number, Instant]>(
    `DELETE FROM collection_attempt AS old
     WHERE id BETWEEN ? AND ? AND started_at < ? AND EXISTS (
       SELECT 1 FROM collection_attempt AS newer
       WHERE newer.connection_id = old.connection_id AND newer.capability = old.capability
         AND (newer.started_at, newer.id) > (old.started_at, old.id)
         AND (old.outcome <> 'ok' OR newer.outcome = 'ok'))`,
  );
  let removed = 0;
  let last = 0;
  for (;;) {
    const ids = chunk.all(last, cutoff);
    const [first, newest] = [ids[0], ids.at(-1)];
    if (first === undefined || newest === undefined) {
      return removed;
    }
    removed += remove.run(first, newest, cutoff).changes;
    last = newest;
    yield { done: removed, total: null, unit: 'attempts' };
  }
}
