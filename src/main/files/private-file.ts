import { randomUUID } from 'node:crypto';
import { chmodSync, closeSync, openSync, statSync } from 'node:fs';
import { type FileHandle, mkdir, open, realpath, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';

/** Only the owner reads and writes: files, and folders that only the owner enters. */
export const PRIVATE_FILE = 0o600;
export const PRIVATE_FOLDER = 0o700;

/** The bits by which a group or everybody else gets in. */
const OTHERS = 0o077;

/**
 * Replaces `file` with `text` so that at every moment, a power cut included, the old or the new text is whole on the
 * disk: a new file of mode 600 in the same folder is written, synced and renamed, then the folder is synced. A link
 * stays a link: what it points to is replaced. Throws what the file system says; the old file is then as it was.
 */
export async function writePrivately(file: string, text: string): Promise<void> {
  await mkdir(dirname(file), { recursive: true, mode: PRIVATE_FOLDER });
  const target = await realpath(file).catch(() => file);
  const unfinished = `${target}.${randomUUID()}.new`;
  try {
    const handle = await open(unfinished, 'wx', PRIVATE_FILE);
    try {
      // The mode of `open` is cut by the umask, which may take even the owner's rights.
      await handle.chmod(PRIVATE_FILE);
      await handle.writeFile(text, 'utf8');
      await handle.sync();
    } finally {
      await handle.close();
    }
    await rename(unfinished, target);
  } catch (error) {
    await rm(unfinished, { force: true }).catch(() => undefined);
    throw error;
  }
  await syncFolder(dirname(target));
}

/** Makes a rename last through a power cut. Some systems cannot sync a folder: there the rename stands by itself. */
export async function syncFolder(folder: string): Promise<void> {
  let handle: FileHandle | null = null;
  try {
    handle = await open(folder, 'r');
    await handle.sync();
  } catch {
    // Windows and some network file systems refuse; nothing more can be done there.
  } finally {
    await handle?.close();
  }
}

/**
 * Takes the rights of group and others off what exists at `path`, and answers whether nobody else gets in now: false
 * where it is somebody else's or the file system keeps no rights. What is not there needs nothing.
 */
export function makePrivate(path: string): boolean {
  if (process.platform === 'win32') return true;
  const stats = statSync(path, { throwIfNoEntry: false });
  if (stats === undefined || (stats.mode & OTHERS) === 0) return true;
  try {
    chmodSync(path, stats.isDirectory() ? PRIVATE_FOLDER : PRIVATE_FILE);
    return true;
  } catch {
    return false;
  }
}

/**
 * Makes an empty file of mode 600 at `path` unless there is something. What is there is never opened: on Linux and
 * macOS the close of any handle of a file lets go of every lock that this process holds on it
 * (https://www.sqlite.org/howtocorrupt.html, section 2.2). Throws what the file system says.
 */
export function createPrivately(path: string): void {
  try {
    closeSync(openSync(path, 'wx', PRIVATE_FILE));
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
  }
  makePrivate(path);
}
