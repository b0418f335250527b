import type { Failure } from '#shared/domain/failure';
import { SqliteError } from './sqlite';

/**
 * What a repository throws when the file cannot be used: an expected failure that travels through
 * methods without a `Result` in their type. `failureOf` turns it back into a value.
 */
export class StoreError extends Error {
  override readonly name = 'StoreError';

  constructor(
    readonly failure: Failure,
    cause: unknown,
  ) {
    super(failure.message, { cause });
  }
}

/** The failure that a caught error stands for, or null when it is a bug. */
export function failureOf(error: unknown): Failure | null {
  if (error instanceof StoreError) {
    return error.failure;
  }
  const code = codeOf(error);
  return code === null ? null : failureOfCode(code);
}

/** The same for a `catch` that answers with it; throws a bug on. */
export function expectedFailure(error: unknown): Failure {
  const failure = failureOf(error);
  if (failure === null) {
    throw error;
  }
  return failure;
}

/** True when the file's content is broken, so that opening it again has to look closer. */
export function isDamage(error: unknown): boolean {
  return failureOf(error)?.code === 'store-damaged';
}

function codeOf(error: unknown): string | null {
  if (error instanceof SqliteError) {
    return error.code;
  }
  if (error instanceof Error && 'code' in error && typeof error.code === 'string') {
    return error.code;
  }
  return null;
}

// Codes: https://www.sqlite.org/rescode.html, and errno names of the file system.
function failureOfCode(code: string): Failure | null {
  // Where the disk has no room for the shared memory that two readers agree by, its size cannot be set.
  if (code.startsWith('SQLITE_FULL') || code === 'SQLITE_IOERR_SHMSIZE' || code === 'ENOSPC' || code === 'EDQUOT') {
    return {
      code: 'store-full',
      message: 'The disk is full, so nothing could be saved.',
      action: 'Free some space: Headroom saves again by itself with the next collection.',
      retryable: true,
    };
  }
  if (
    code.startsWith('SQLITE_READONLY') ||
    code.startsWith('SQLITE_PERM') ||
    code.startsWith('SQLITE_CANTOPEN') ||
    code.startsWith('SQLITE_AUTH') ||
    ['EACCES', 'EPERM', 'EROFS', 'ENOTDIR', 'EISDIR', 'EEXIST', 'ENAMETOOLONG', 'ENOENT'].includes(code)
  ) {
    return {
      code: 'store-read-only',
      message: 'The file or its folder cannot be written.',
      action: 'Give your user the right to write there, or choose another data folder with --data-dir.',
      retryable: true,
    };
  }
  if (code.startsWith('SQLITE_CORRUPT') || code.startsWith('SQLITE_NOTADB')) {
    return {
      code: 'store-damaged',
      message: 'The database file is damaged.',
      action: 'Restart Headroom: it sets the damaged file aside and rescues what can be read.',
      retryable: false,
    };
  }
  if (code.startsWith('SQLITE_BUSY') || code.startsWith('SQLITE_LOCKED')) {
    return {
      code: 'store-locked',
      message: 'Another program holds the database file.',
      action: 'Headroom tries again with the next collection; close other Headroom windows or terminals if it stays.',
      retryable: true,
    };
  }
  if (code === 'SQLITE_CONSTRAINT_FOREIGNKEY') {
    return {
      code: 'not-found',
      message: 'The connection that it belongs to was removed meanwhile.',
      action: 'Nothing needs to be done; add the connection again if it should be watched.',
      retryable: false,
    };
  }
  // A failing disk, or a full one that the system reports as an I/O error while syncing.
  if (code.startsWith('SQLITE_IOERR')) {
    return {
      code: 'store-read-only',
      message: 'The disk reported an error while the database file was used.',
      action:
        'Check that the disk is connected, healthy and has free space; Headroom tries again with the next collection.',
      retryable: true,
    };
  }
  return null;
}
