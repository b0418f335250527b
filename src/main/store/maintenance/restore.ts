import { existsSync, linkSync, mkdirSync, readdirSync, renameSync, rmdirSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { PRIVATE_FOLDER } from '#main/files/private-file';
import { type Failure, fail, type Result, succeed } from '#shared/domain/failure';
import type { Instant } from '#shared/domain/instant';
import { openElsewhere, takeGate } from '../database/gate';
import { defaultMigrationsFolder } from '../database/migrations-folder';
import { clearMarkers, readOpenMarkers } from '../database/open-marker';
import { freeName } from '../database/set-aside';
import { openSqlite } from '../database/sqlite';
import { expectedFailure, isDamage } from '../database/store-error';
import { whyUnfit } from './check-backup';
import { type AcceptedHost, areAccepted, type ForeignHost, foreignHosts } from './foreign-hosts';
import { copyIncoming, failure, type Incoming } from './incoming-backup';

export interface InspectRequest {
  /** The database in use; may be open. */
  readonly file: string;
  readonly backup: string;
  readonly migrationsFolder?: string;
}

export interface RestoreRequest extends InspectRequest {
  readonly now: Instant;
  /** The foreign hosts that a person agreed to; none by default. */
  readonly accepted?: readonly AcceptedHost[];
  /** The caller holds the gate of the file already (`claimFile`). */
  readonly claimed?: boolean;
}

/**
 * Looks into a backup before it is restored: whether it may be, and to which hosts it would send keys of this
 * computer that today's data do not know. Neither file is changed. Fails like `restoreBackup`, but for the locks.
 */
export function inspectBackup(request: InspectRequest): Result<readonly ForeignHost[]> {
  return withIncoming(request, (incoming) => succeed(foreignHosts(incoming.file, request.file)));
}

/**
 * Puts a backup in place of the database, which is kept under `backups/`. The backup is copied beside it with its
 * log, and the copy checked before anything moves: a failure leaves all as it was. An older backup is
 * migrated when it is opened. Fails with `not-found`, `store-damaged` (the backup), `store-newer`, `invalid-input`
 * (not as Headroom writes it), `conflict` (hosts that nobody agreed to) or `store-locked`. Answers where the
 * replaced database lies, if any.
 */
export function restoreBackup(request: RestoreRequest): Result<{ readonly replaced: string | null }> {
  return withIncoming(request, (incoming) => {
    const gate = request.claimed === true ? null : takeGate(request.file);
    try {
      return takeIn(incoming, request);
    } finally {
      gate?.release();
    }
  });
}

function withIncoming<T>(request: InspectRequest, work: (incoming: Incoming) => Result<T>): Result<T> {
  try {
    const copied = copyIncoming(request.file, request.backup);
    if (!copied.ok) {
      return copied;
    }
    try {
      const unfit = whyUnfit(copied.value.file, request.migrationsFolder ?? defaultMigrationsFolder());
      return unfit === null ? work(copied.value) : fail(unfit);
    } finally {
      copied.value.remove();
    }
  } catch (error) {
    return fail(expectedFailure(error));
  }
}

function takeIn(
  incoming: Incoming,
  { file, now, accepted = [] }: RestoreRequest,
): Result<{ readonly replaced: string | null }> {
  const markers = readOpenMarkers(file);
  if (markers.openIn.length > 0) {
    return fail(openElsewhere(markers.openIn));
  }
  const hosts = foreignHosts(incoming.file, file);
  if (!areAccepted(hosts, accepted)) {
    return fail(notAccepted(hosts));
  }
  const replaced = existsSync(file) ? replace(incoming.file, file, now) : null;
  if (replaced === null) {
    renameSync(incoming.file, file);
  }
  clearMarkers(markers.abandoned);
  return succeed({ replaced });
}

/** Keeps `file` under `backups/` and puts `incoming` in its place; undoes what it did when a step fails. */
function replace(incoming: string, file: string, now: Instant): string {
  const logs = settle(file) ? [] : LOGS.filter((suffix) => existsSync(`${file}${suffix}`));
  const folder = join(dirname(file), 'backups');
  mkdirSync(folder, { recursive: true, mode: PRIVATE_FOLDER });
  const target = freeName(folder, file, 'before-restore', now);
  const undo: (() => void)[] = [];
  const move = (from: string, to: string): void => {
    renameSync(from, to);
    undo.unshift(() => renameSync(to, from));
  };
  try {
    // A log of the old file would be worked into the new one.
    for (const suffix of logs) {
      move(`${file}${suffix}`, `${target}${suffix}`);
    }
    if (linked(file, target)) {
      undo.unshift(() => rmSync(target, { force: true }));
    } else {
      move(file, target);
    }
    // In one step, so that whoever is killed here leaves either the old data or the new.
    renameSync(incoming, file);
  } catch (error) {
    for (const step of undo) {
      step();
    }
    removeIfEmpty(folder);
    throw error;
  }
  rmSync(`${file}-shm`, { force: true });
  return target;
}

const LOGS = ['-wal', '-journal'] as const;

/** Works the log into the file and closes it; false when that cannot be done because the file is damaged. */
function settle(file: string): boolean {
  try {
    const sqlite = openSqlite(file);
    try {
      sqlite.pragma('journal_mode = DELETE');
    } finally {
      sqlite.close();
    }
    return !LOGS.some((suffix) => existsSync(`${file}${suffix}`));
  } catch (error) {
    if (isDamage(error)) {
      return false;
    }
    throw error;
  }
}

/** Gives the file a second name; false where the file system knows no links. */
function linked(file: string, target: string): boolean {
  try {
    linkSync(file, target);
    return true;
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : null;
    if (['EPERM', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS', 'EMLINK', 'EXDEV', 'EISDIR', 'UNKNOWN'].includes(String(code))) {
      return false;
    }
    throw error;
  }
}

function removeIfEmpty(folder: string): void {
  if (readdirSync(folder).length === 0) {
    rmdirSync(folder);
  }
}

function notAccepted(hosts: readonly ForeignHost[]): Failure {
  const named = [...new Set(hosts.map(({ host }) => (host === '' ? "the provider's own address" : host)))].join(', ');
  return failure(
    'conflict',
    `The backup would send keys of this computer to ${named}, where they do not go today.`,
    'Restore it again and agree to these hosts, or choose another backup. Nothing was changed.',
  );
}
