import { copyFileSync, existsSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import { dirname, join, parse } from 'node:path';
import { makePrivate, PRIVATE_FOLDER } from '#main/files/private-file';
import { type Failure, fail, type Result, succeed } from '#shared/domain/failure';
import type { Instant } from '#shared/domain/instant';
import { checkIntegrity } from '../database/check-integrity';
import { schemaState } from '../database/migrate';
import { defaultMigrationsFolder } from '../database/migrations-folder';
import { clearMarkers, readOpenMarkers } from '../database/open-marker';
import { fileStamp } from '../database/set-aside';
import { openSqlite } from '../database/sqlite';
import { expectedFailure, failureOf } from '../database/store-error';

export interface RestoreRequest {
  /** The database in use, closed. */
  readonly file: string;
  readonly backup: string;
  readonly now: Instant;
  readonly migrationsFolder?: string;
}

/**
 * Puts a backup in place of the database, which is kept under `backups/`. The backup is copied beside it
 * and the copy checked before anything moves, so that a failure leaves all as it was. An older backup is
 * migrated when it is opened. Fails with `not-found`, `store-damaged` (the backup), `store-newer`,
 * `invalid-input` (no Headroom file) or `store-locked`. Answers where the replaced database lies, if any.
 */
export function restoreBackup(request: RestoreRequest): Result<{ readonly replaced: string | null }> {
  try {
    return restore(request);
  } catch (error) {
    return fail(expectedFailure(error));
  }
}

function restore({ file, backup, now, migrationsFolder }: RestoreRequest): Result<{ replaced: string | null }> {
  if (!existsSync(backup)) {
    return fail(failure('not-found', 'The backup file does not exist.', 'Choose another file.'));
  }
  mkdirSync(dirname(file), { recursive: true });
  const markers = readOpenMarkers(file);
  if (markers.openElsewhere) {
    return fail(
      failure('store-locked', 'Another Headroom has the data open.', 'Close its other windows and terminals first.'),
    );
  }
  const incoming = `${file}.incoming`;
  copyFileSync(backup, incoming);
  makePrivate(incoming);
  try {
    const unfit = whyUnfit(incoming, migrationsFolder ?? defaultMigrationsFolder());
    if (unfit !== null) {
      return fail(unfit);
    }
    return succeed({ replaced: takeIn(incoming, file, now) });
  } finally {
    // Looking into a file with a write-ahead log leaves two beside it.
    for (const suffix of ['', '-wal', '-shm']) {
      rmSync(`${incoming}${suffix}`, { force: true });
    }
    clearMarkers(markers.abandoned);
  }
}

/** Answers where the database that was there before lies now. */
function takeIn(incoming: string, file: string, now: Instant): string | null {
  const replaced = existsSync(file) ? moveAway(file, now) : null;
  renameSync(incoming, file);
  return replaced;
}

function whyUnfit(backup: string, folder: string): Failure | null {
  try {
    const sqlite = openSqlite(backup, { readonly: true });
    const state = schemaState(sqlite, folder);
    sqlite.close();
    if (state.kind === 'newer') {
      return failure('store-newer', 'The backup was written by a newer Headroom.', 'Update Headroom, then restore it.');
    }
    if (state.kind === 'foreign' || state.kind === 'empty') {
      return failure('invalid-input', 'The file is not a backup of Headroom.', 'Choose another file.');
    }
    return checkIntegrity(backup).length === 0 ? null : DAMAGED;
  } catch (error) {
    if (failureOf(error)?.code === 'store-damaged') {
      return DAMAGED;
    }
    throw error;
  }
}

function moveAway(file: string, now: Instant): string {
  const sqlite = openSqlite(file);
  try {
    // What still stands in the write-ahead log has to move along.
    sqlite.pragma('wal_checkpoint(TRUNCATE)');
  } finally {
    sqlite.close();
  }
  const folder = join(dirname(file), 'backups');
  mkdirSync(folder, { recursive: true, mode: PRIVATE_FOLDER });
  const { name, ext } = parse(file);
  const target = join(folder, `${name}.before-restore-${fileStamp(now)}${ext}`);
  renameSync(file, target);
  for (const suffix of ['-wal', '-shm']) {
    rmSync(`${file}${suffix}`, { force: true });
  }
  return target;
}

function failure(code: Failure['code'], message: string, action: string): Failure {
  return { code, message, action, retryable: false };
}

const DAMAGED = failure('store-damaged', 'The backup is damaged.', 'Choose an older backup. Nothing was changed.');
