import { renameSync, rmSync } from 'node:fs';
import { openSqlite, type SqliteDatabase } from '../database/sqlite';
import type { Work } from './progress';

/** 1 MiB at a time, so that progress is seen and a stop is heard. */
const PAGES_PER_STEP = 256;

/**
 * Copies the open database to `target` with SQLite's online backup, while others go on reading and
 * writing. Stopped early or failed, no half copy stays. An existing `target` is replaced.
 */
export async function* backUp(sqlite: SqliteDatabase, target: string): Work<{ readonly file: string }> {
  const unfinished = `${target}.unfinished`;
  rmSync(unfinished, { force: true });
  let total: number | null = null;
  let done = 0;
  let stopped = false;
  let wake: () => void = () => undefined;
  const outcome = sqlite
    .backup(unfinished, {
      progress({ totalPages, remainingPages }) {
        if (stopped) {
          throw new Error('The backup was stopped.');
        }
        total = totalPages;
        done = totalPages - remainingPages;
        wake();
        return PAGES_PER_STEP;
      },
    })
    .then(
      () => ({ error: null }),
      (error: unknown) => ({ error }),
    );
  try {
    for (;;) {
      const step = new Promise<null>((resolve) => {
        wake = () => resolve(null);
      });
      const ended = await Promise.race([outcome, step]);
      if (ended === null) {
        yield { done, total, unit: 'pages' };
        continue;
      }
      if (ended.error !== null) {
        throw ended.error;
      }
      withoutLog(unfinished);
      renameSync(unfinished, target);
      return { file: target };
    }
  } finally {
    stopped = true;
    await outcome;
    rmSync(unfinished, { force: true });
  }
}

/** A copy that keeps a write-ahead log of its own would leave files beside it wherever somebody looks into it. */
function withoutLog(file: string): void {
  const copy = openSqlite(file);
  try {
    copy.pragma('journal_mode = DELETE');
  } finally {
    copy.close();
  }
}
