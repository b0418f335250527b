import { randomUUID } from 'node:crypto';
import { existsSync, linkSync, renameSync, rmSync } from 'node:fs';
import { dirname } from 'node:path';
import { mayWriteNow } from '#main/files/own-file';
import { createPrivately } from '#main/files/private-file';
import { syncFolder } from '#main/files/whole-file';
import { fail, type Result, succeed } from '#shared/domain/failure';
import { openSqlite, type SqliteDatabase } from '../database/sqlite';
import type { Work } from './progress';

/** 1 MiB at a time, so that progress is seen and a stop is heard. */
const PAGES_PER_STEP = 256;

/**
 * Copies the open database to `target` with SQLite's online backup, while others go on reading and writing. It is
 * written beside `target` for its owner only and renamed once it is whole; stopped early or failed, nothing of it stays.
 * Fails with `conflict` where something is at `target`, unless `replace`, and for Headroom's own files always; with
 * `not-found` where its folder is not there.
 */
export async function* backUp(
  sqlite: SqliteDatabase,
  target: string,
  replace: boolean,
): Work<Result<{ readonly file: string }>> {
  const allowed = mayWriteNow(target, { dataDir: dirname(sqlite.name), replace });
  if (!allowed.ok) {
    return allowed;
  }
  const unfinished = `${target}.${randomUUID()}.unfinished`;
  createPrivately(unfinished);
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
      const placed = putInPlace(unfinished, target, replace);
      await syncFolder(dirname(target));
      return placed ? succeed({ file: target }) : fail(APPEARED);
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

/** False when something came to be at `target` meanwhile. A link fails then, where a rename would replace it. */
function putInPlace(unfinished: string, target: string, replace: boolean): boolean {
  if (!replace) {
    try {
      linkSync(unfinished, target);
      return true;
    } catch (error) {
      if (error instanceof Error && 'code' in error && error.code === 'EEXIST') {
        return false;
      }
      // Some disks know no links: there a look has to do.
      if (existsSync(target)) {
        return false;
      }
    }
  }
  renameSync(unfinished, target);
  return true;
}

const APPEARED = {
  code: 'conflict',
  message: 'A file of that name came to be while the backup was made.',
  action: 'Choose another name. That file was left as it is.',
  retryable: false,
} as const;
