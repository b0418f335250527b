import { accessSync, constants, lstatSync, readdirSync, realpathSync, type Stats, statSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { type Failure, fail, type Result, succeed } from '#shared/domain/failure';
import { closedFolder, noFolder } from '#shared/words/terminal';
import { backupsIn, isOwnCopy, isOwnName } from './data-folder';

/**
 * Whether a file that a person named may be written: never one that Headroom keeps in its data folder, under whatever
 * spelling or link, and one that exists only where it is to be replaced. Fails with `conflict`.
 */
export function mayWrite(
  target: string,
  options: { readonly dataDir: string; readonly replace: boolean },
): Result<null> {
  if (isOwnFile(target, options.dataDir)) return fail(OWN);
  const there = statsOf(target, lstatSync);
  if (there === null) return succeed(null);
  const led = statsOf(target, statSync);
  if (there.isDirectory() || led?.isDirectory() === true) return fail(FOLDER);
  // A device or a pipe would be taken away and a file put in its place.
  if (led !== null && !led.isFile()) return fail(NO_FILE);
  return options.replace ? succeed(null) : fail(EXISTS);
}

/**
 * The same, and whether the folder is there and takes a file: for what is worked out for long before it is written.
 * Fails with `conflict`, and `not-found` for a folder.
 */
export function mayWriteNow(target: string, options: Parameters<typeof mayWrite>[1]): Result<null> {
  const allowed = mayWrite(target, options);
  if (!allowed.ok) return allowed;
  const folder = dirname(resolve(target));
  if (statsOf(folder, statSync)?.isDirectory() !== true)
    return fail({ code: 'not-found', ...noFolder(folder), retryable: false });
  try {
    accessSync(folder, constants.W_OK);
  } catch {
    return fail({ code: 'conflict', ...closedFolder(folder), retryable: false });
  }
  return succeed(null);
}

/** By its place in the data folder, and by what it is: a link of either kind, or another spelling, leads to the same. */
function isOwnFile(target: string, dataDir: string): boolean {
  const folder = resolvedFolder(dirname(resolve(target)));
  const own = namesIn(dataDir).filter(isOwnName);
  // A data file may be a link: SQLite then keeps its log beside the file that it leads to.
  const places = [dataDir, ...own.map((name) => dirname(resolvedFolder(join(dataDir, name))))].map(resolvedFolder);
  if (places.includes(folder) && isOwnName(basename(target))) return true;
  const backups = backupsIn(dataDir);
  const copies = namesIn(backups).filter(isOwnCopy);
  if (folder === resolvedFolder(backups) && isOwnCopy(basename(target))) return true;
  const stats = statsOf(target, statSync);
  const paths = [...own.map((name) => join(dataDir, name)), ...copies.map((name) => join(backups, name))];
  return stats !== null && paths.some((path) => isSame(stats, path));
}

function isSame(stats: Stats, path: string): boolean {
  const other = statsOf(path, statSync);
  return other !== null && other.ino === stats.ino && other.dev === stats.dev;
}

function resolvedFolder(folder: string): string {
  try {
    return realpathSync.native(folder);
  } catch {
    return folder;
  }
}

function namesIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}

function statsOf(path: string, look: (path: string) => Stats): Stats | null {
  try {
    return look(path);
  } catch {
    return null;
  }
}

const OWN: Failure = {
  code: 'conflict',
  message: "This is one of Headroom's own files: it is never written over.",
  action: 'Choose another name or folder. Nothing was changed.',
  retryable: false,
};

const FOLDER: Failure = {
  code: 'conflict',
  message: 'There is a folder of that name.',
  action: 'Choose another name. Nothing was changed.',
  retryable: false,
};

const NO_FILE: Failure = {
  code: 'conflict',
  message: 'There is something of that name that is no file: a device, a pipe or a socket.',
  action: 'Choose another name. Nothing was changed.',
  retryable: false,
};

const EXISTS: Failure = {
  code: 'conflict',
  message: 'There is a file of that name already.',
  action: 'Choose another name, or say --force to replace it. Nothing was changed.',
  retryable: false,
};
