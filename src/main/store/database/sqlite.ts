import BetterSqlite3 from 'better-sqlite3';
import { createPrivately, makePrivate } from '#main/files/private-file';

/** An open connection to one SQLite file. */
export type SqliteDatabase = BetterSqlite3.Database;

export const SqliteError = BetterSqlite3.SqliteError;

/** The path that names a database without a file. */
export const IN_MEMORY = ':memory:';

/** How long a connection waits for another process to finish writing. */
const BUSY_TIMEOUT_MS = 5_000;

/** Large enough for every page that a cycle over hundreds of series touches. */
const CACHE_KIB = 32_768;

/** A WAL that grew in a large import shrinks to this after the next checkpoint. */
const WAL_LIMIT_BYTES = 32 * 1_048_576;

export interface SqliteOptions {
  readonly readonly?: boolean;
  /** How long to wait for a lock that another connection holds; five seconds by default. */
  readonly busyTimeoutMs?: number;
}

/**
 * Opens `file`, which is created for its owner only unless `readonly`; one that others may read is closed to them, with
 * its companions. The binding can be pointed elsewhere by
 * `HEADROOM_SQLITE_BINDING`, for runtimes that the prebuilt one does not fit. Throws `SqliteError`.
 */
export function openSqlite(file: string, options: SqliteOptions = {}): SqliteDatabase {
  const nativeBinding = process.env.HEADROOM_SQLITE_BINDING;
  if (options.readonly !== true && file !== IN_MEMORY) {
    keepPrivate(file);
  }
  return new BetterSqlite3(file, {
    readonly: options.readonly ?? false,
    fileMustExist: options.readonly ?? false,
    timeout: options.busyTimeoutMs ?? BUSY_TIMEOUT_MS,
    ...(nativeBinding ? { nativeBinding } : {}),
  });
}

/** SQLite gives the log and its index the rights of the file, so that the file's are set before it is opened. */
function keepPrivate(file: string): void {
  try {
    createPrivately(file);
  } catch {
    // SQLite says better what is wrong with the file.
    return;
  }
  makePrivate(`${file}-wal`);
  makePrivate(`${file}-shm`);
}

/**
 * Sets what every writing connection needs. With `synchronous = NORMAL` a killed process loses
 * nothing and the file stays whole through a power cut, which may cost the last transactions only.
 */
export function configure(sqlite: SqliteDatabase): void {
  sqlite.pragma('journal_mode = WAL');
  sqlite.pragma('synchronous = NORMAL');
  sqlite.pragma('foreign_keys = ON');
  sqlite.pragma(`cache_size = -${CACHE_KIB}`);
  sqlite.pragma('temp_store = MEMORY');
  sqlite.pragma(`journal_size_limit = ${WAL_LIMIT_BYTES}`);
}
