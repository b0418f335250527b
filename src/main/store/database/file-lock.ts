import { rmSync, statSync } from 'node:fs';
import type { Failure } from '#shared/domain/failure';
import { openSqlite, type SqliteDatabase, SqliteError } from './sqlite';
import { StoreError } from './store-error';

/** A lock that the operating system takes back when this process ends, however it ends. */
export interface HeldLock {
  /** Gives the lock back; its file goes too unless it is to be kept. Harmless twice. */
  release(options?: { readonly keepFile?: boolean }): void;
}

/** Somebody may take the lock's file away between a look and a lock; after as many turns it counts as held. */
const MOST_TURNS = 50;

/**
 * Holds `path` as a lock, or answers null when another connection, of this process or of another one, has it.
 * The lock is an exclusive transaction on an empty SQLite file: SQLite knows how to lock on every system, and
 * keeps count of its connections, so that closing one never drops the lock of another in the same process
 * (POSIX would). For the same reason nothing but SQLite may open the file. Waits `waitMs` for who has it.
 * Throws a `StoreError` when the file system cannot lock, `SqliteError` when the file cannot be made.
 */
export function holdLock(path: string, waitMs = 0): HeldLock | null {
  for (let turn = 0; turn < MOST_TURNS; turn += 1) {
    const before = inodeOf(path);
    const sqlite = openSqlite(path, { busyTimeoutMs: waitMs });
    if (before === null) {
      // Made just now, by us or by another: only what was there before the lock can be told from its successor.
      sqlite.close();
      continue;
    }
    if (!lockedNow(sqlite)) {
      return null;
    }
    // Whoever held it before us may have removed the file, and others may lock its successor by now.
    if (inodeOf(path) === before) {
      return heldLock(sqlite, path);
    }
    sqlite.close();
  }
  return null;
}

/** Whether somebody holds `path`: `unknown` when this user may not ask. A file that is not there is free. */
export function probeLock(path: string): 'held' | 'free' | 'unknown' {
  if (inodeOf(path) === null) {
    return 'free';
  }
  try {
    const lock = holdLock(path);
    lock?.release({ keepFile: true });
    return lock === null ? 'held' : 'free';
  } catch (error) {
    if (error instanceof SqliteError) {
      return 'unknown';
    }
    throw error;
  }
}

function lockedNow(sqlite: SqliteDatabase): boolean {
  try {
    // Else SQLite lays a journal beside the file.
    sqlite.pragma('journal_mode = MEMORY');
    sqlite.exec('BEGIN EXCLUSIVE');
    return true;
  } catch (error) {
    sqlite.close();
    if (!(error instanceof SqliteError)) {
      throw error;
    }
    if (error.code.startsWith('SQLITE_BUSY')) {
      return false;
    }
    throw isNoLocking(error.code) ? new StoreError(CANNOT_LOCK, error) : error;
  }
}

function heldLock(sqlite: SqliteDatabase, path: string): HeldLock {
  return {
    release({ keepFile = false } = {}) {
      if (!sqlite.open) {
        return;
      }
      // Removed while it is held, so that nobody loses a lock that was taken in between. Windows removes no open file.
      const removeFirst = !keepFile && process.platform !== 'win32';
      if (removeFirst) {
        removeQuietly(path);
      }
      sqlite.close();
      if (!keepFile && !removeFirst) {
        removeQuietly(path);
      }
    },
  };
}

function removeQuietly(path: string): void {
  try {
    rmSync(path, { force: true });
  } catch {
    // Another one has it open, or the folder turned read-only: an unlocked file is harmless.
  }
}

function inodeOf(path: string): bigint | null {
  return statSync(path, { bigint: true, throwIfNoEntry: false })?.ino ?? null;
}

// https://www.sqlite.org/rescode.html; PROTOCOL is what SQLite says when locks behave as they never should.
function isNoLocking(code: string): boolean {
  return ['LOCK', 'RDLOCK', 'UNLOCK', 'CHECKRESERVEDLOCK']
    .map((kind) => `SQLITE_IOERR_${kind}`)
    .concat('SQLITE_PROTOCOL', 'SQLITE_NOLFS')
    .includes(code);
}

/** What a network drive without locks says: two Headrooms on it could not know of each other. */
export const CANNOT_LOCK: Failure = {
  code: 'store-read-only',
  message: 'The disk of the data folder cannot lock files, so Headroom could not tell who else uses the data.',
  action: 'Choose a data folder on a disk of this computer with --data-dir.',
  retryable: false,
};
