import { existsSync, readdirSync, rmdirSync, rmSync } from 'node:fs';
import { basename, dirname, join, parse } from 'node:path';
import { type Failure, fail, type Result, succeed } from '#shared/domain/failure';
import { clearMarkers, readOpenMarkers } from '../database/open-marker';
import { expectedFailure } from '../database/store-error';

/**
 * Removes the database for good, with the copies that Headroom made of it: before migrations, before a
 * restore, and damaged files set aside. Backups that the person made elsewhere stay. The store has to be
 * closed; fails with `store-locked` while another process has it open.
 */
export function deleteEverything(file: string): Result<readonly string[]> {
  try {
    const folder = dirname(file);
    if (!existsSync(folder)) {
      return succeed([]);
    }
    const markers = readOpenMarkers(file);
    if (markers.openElsewhere) {
      return fail(OPEN_ELSEWHERE);
    }
    const own = ownFiles(folder, file);
    for (const path of own) {
      rmSync(path, { force: true });
    }
    clearMarkers(markers.abandoned);
    removeIfEmpty(backupsOf(folder));
    return succeed(own);
  } catch (error) {
    return fail(expectedFailure(error));
  }
}

/** Why the database may not be deleted at this moment: another process has it open. Null when it may. */
export function whyNotDeletable(file: string): Failure | null {
  return existsSync(dirname(file)) && readOpenMarkers(file).openElsewhere ? OPEN_ELSEWHERE : null;
}

/** What `deleteEverything` would remove, for telling before it is done. Empty when there is nothing. */
export function whatWouldGo(file: string): readonly string[] {
  return existsSync(dirname(file)) ? ownFiles(dirname(file), file) : [];
}

function ownFiles(folder: string, file: string): string[] {
  const { name, ext } = parse(file);
  const isOwn = (entry: string): boolean =>
    [basename(file), `${basename(file)}-wal`, `${basename(file)}-shm`].includes(entry) ||
    (entry.startsWith(`${name}.damaged-`) && entry.includes(ext));
  const beside = readdirSync(folder)
    .filter(isOwn)
    .map((entry) => join(folder, entry));
  const backups = backupsOf(folder);
  const copies = existsSync(backups)
    ? readdirSync(backups)
        .filter((entry) => entry.startsWith(`${name}.before-`) && entry.includes(ext))
        .map((entry) => join(backups, entry))
    : [];
  return [...beside, ...copies];
}

function backupsOf(folder: string): string {
  return join(folder, 'backups');
}

function removeIfEmpty(folder: string): void {
  if (existsSync(folder) && readdirSync(folder).length === 0) {
    rmdirSync(folder);
  }
}

const OPEN_ELSEWHERE: Failure = {
  code: 'store-locked',
  message: 'Another Headroom has the data open.',
  action: 'Close its other windows and terminals, then try again.',
  retryable: true,
};
