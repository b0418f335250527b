import { existsSync, readdirSync, rmdirSync, rmSync } from 'node:fs';
import { basename, dirname, join, parse } from 'node:path';
import { SUMMARY_SUFFIX } from '#main/files/data-folder';
import { type Failure, fail, type Result, succeed } from '#shared/domain/failure';
import { openElsewhere, takeGate } from '../database/gate';
import { namesFile } from '../database/names-file';
import { clearMarkers, readOpenMarkers } from '../database/open-marker';
import { expectedFailure } from '../database/store-error';
import { incomingPrefix } from './incoming-backup';

/**
 * Removes the database for good, with the copies that Headroom made of it: before migrations, before a
 * restore, and damaged files set aside. Backups that the person made elsewhere stay. The store has to be
 * closed; fails with `store-locked` while anybody has it open. `claimed`: the caller holds the gate already.
 */
export function deleteEverything(
  file: string,
  { claimed = false }: { readonly claimed?: boolean } = {},
): Result<readonly string[]> {
  try {
    const folder = dirname(file);
    if (!existsSync(folder)) {
      return succeed([]);
    }
    const gate = claimed ? null : takeGate(file);
    try {
      return deleteAtTheGate(folder, file);
    } finally {
      gate?.release();
    }
  } catch (error) {
    return fail(expectedFailure(error));
  }
}

function deleteAtTheGate(folder: string, file: string): Result<readonly string[]> {
  const markers = readOpenMarkers(file);
  if (markers.openIn.length > 0) {
    return fail(openElsewhere(markers.openIn));
  }
  const own = ownFiles(folder, file);
  for (const path of own) {
    rmSync(path, { recursive: true, force: true });
  }
  clearMarkers(markers.abandoned);
  removeIfEmpty(backupsOf(folder));
  return succeed(own);
}

/**
 * Why the database may not be deleted at this moment: another process has it open. Null when it may, also where this
 * process has it open, which closes it before.
 */
export function whyNotDeletable(file: string): Failure | null {
  const others = existsSync(dirname(file)) ? readOpenMarkers(file).openIn.filter((pid) => pid !== process.pid) : [];
  return others.length === 0 ? null : openElsewhere(others);
}

/** What `deleteEverything` would remove, for telling before it is done. Empty when there is nothing. */
export function whatWouldGo(file: string): readonly string[] {
  return existsSync(dirname(file)) ? ownFiles(dirname(file), file) : [];
}

function ownFiles(folder: string, file: string): string[] {
  const { name, ext } = parse(file);
  const isOwn = (entry: string): boolean =>
    ['', '-wal', '-shm', '-journal', SUMMARY_SUFFIX].some((suffix) => entry === `${basename(file)}${suffix}`) ||
    entry.startsWith(`${basename(file)}-lease-`) ||
    entry.startsWith(incomingPrefix(file)) ||
    // What was sent to models and what it cost.
    entry.startsWith(`${name}.assistant-`) ||
    (entry.startsWith(`${name}.damaged-`) && entry.includes(ext));
  const isCopy = (entry: string): boolean => entry.startsWith(`${name}.before-`) && entry.includes(ext);
  const beside = readdirSync(folder)
    .filter(isOwn)
    .map((entry) => join(folder, entry));
  const backups = backupsOf(folder);
  const copies = existsSync(backups)
    ? readdirSync(backups)
        .filter((entry) => isCopy(entry) || entry.startsWith(basename(namesFile(file))))
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
