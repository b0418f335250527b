import { chmodSync, type Dirent, lstatSync, mkdirSync, readdirSync, realpathSync, type Stats } from 'node:fs';
import { homedir } from 'node:os';
import { basename, join, parse } from 'node:path';
import { makePrivate, PRIVATE_FOLDER } from './private-file';

/** The user's own data file. */
export const OWN_FILE = 'headroom.db';

/** Behind the name of a data file: what its last summary was made from. */
export const SUMMARY_SUFFIX = '-summary';

/** What Headroom itself keeps in its data folder: data files with their companions and copies, secrets, the window. */
const OWN_NAME =
  /^(headroom|sample)\.(db|damaged-|before-|incoming-|assistant-)|^secrets\.(plain|encrypted)\.json|^window\.json/;

/** Its copies of the data files. */
const BACKUPS = 'backups';
const OWN_COPY = /^(headroom|sample)\.((before|damaged)-|names\.json)/;

/** What the runtime of the window keeps beside it. */
const RUNTIME_NAMES = new Set([
  'Cache',
  'Code Cache',
  'Cookies',
  'Cookies-journal',
  'Crashpad',
  'DIPS',
  'DIPS-wal',
  'DawnCache',
  'DawnGraphiteCache',
  'DawnWebGPUCache',
  'DevToolsActivePort',
  'Dictionaries',
  'GPUCache',
  'IndexedDB',
  'Local State',
  'Local Storage',
  'Network',
  'Network Persistent State',
  'Partitions',
  'Preferences',
  'QuotaManager',
  'QuotaManager-journal',
  'Service Worker',
  'Session Storage',
  'Shared Dictionary',
  'SharedStorage',
  'SharedStorage-wal',
  'SingletonCookie',
  'SingletonLock',
  'SingletonSocket',
  'TransportSecurity',
  'Trust Tokens',
  'Trust Tokens-journal',
  'VideoDecodeStats',
  'WebStorage',
  'blob_storage',
  'databases',
  'lockfile',
  'shared_proto_db',
]);

/** Whether Headroom keeps something under this name in its data folder, there at the moment or not. */
export function isOwnName(name: string): boolean {
  return name.toLowerCase() === BACKUPS || OWN_NAME.test(name.toLowerCase());
}

/** Where Headroom keeps its copies of the data files of a folder. */
export function backupsIn(dataDir: string): string {
  return join(dataDir, BACKUPS);
}

/** Whether a name within `backupsIn` is one that Headroom gives: a copy of its own, or the names for a rescue. */
export function isOwnCopy(name: string): boolean {
  return OWN_COPY.test(name.toLowerCase());
}

/**
 * Makes the data folder when it is missing, for its owner only, and takes the rights of others off what is in it.
 * Throws what the file system says when it cannot be made.
 */
export function claimDataFolder(folder: string): void {
  const made = mkdirSync(folder, { recursive: true, mode: PRIVATE_FOLDER });
  if (made !== undefined && process.platform !== 'win32') {
    chmodSync(folder, PRIVATE_FOLDER);
  }
  mendRights(folder);
}

/**
 * Takes the rights of group and others off Headroom's own files in `folder`, and off the folder where it is
 * Headroom's: one that holds other things, a home, or one that everybody may write to stays as it is.
 */
export function mendRights(folder: string): void {
  if (process.platform === 'win32') return;
  const entries = entriesOf(folder);
  for (const entry of entries.filter(({ name }) => OWN_NAME.test(name))) {
    if (entry.isFile()) makePrivate(join(folder, entry.name));
  }
  const backups = join(folder, BACKUPS);
  const copies = entriesOf(backups);
  for (const copy of copies.filter(({ name }) => OWN_COPY.test(name))) {
    if (copy.isFile()) makePrivate(join(backups, copy.name));
  }
  if (copies.length > 0 && copies.every(({ name }) => OWN_COPY.test(name))) makePrivate(backups);
  if (isOwnFolder(folder, entries)) makePrivate(folder);
}

function isOwnFolder(folder: string, entries: readonly Dirent[]): boolean {
  const stats = statsOf(folder);
  if (stats === null || !stats.isDirectory() || isSharedPlace(folder, stats)) return false;
  const holdsData = entries.some(({ name }) => OWN_NAME.test(name));
  // The usual folder is ours by its name, whatever a person put beside the data.
  if (basename(folder).toLowerCase() === 'headroom' && holdsData) return true;
  return entries.every(({ name }) => isOwnName(name) || RUNTIME_NAMES.has(name) || name.startsWith('.org.chromium.'));
}

/** A folder of somebody else, a home, a root, or one with the sticky bit such as `/tmp`. */
function isSharedPlace(folder: string, stats: Stats): boolean {
  const place = realpathSync(folder);
  const isSticky = (stats.mode & 0o1000) !== 0;
  return stats.uid !== process.getuid?.() || isSticky || place === homeFolder() || place === parse(place).root;
}

function homeFolder(): string {
  try {
    return realpathSync(homedir());
  } catch {
    return homedir();
  }
}

function statsOf(path: string): Stats | null {
  try {
    return lstatSync(path);
  } catch {
    return null;
  }
}

function entriesOf(folder: string): readonly Dirent[] {
  try {
    return readdirSync(folder, { withFileTypes: true });
  } catch {
    return [];
  }
}
