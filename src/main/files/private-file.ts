import { chmodSync, closeSync, openSync, statSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { dirname } from 'node:path';
import { writeWhole } from './whole-file';

/** Only the owner reads and writes: files, and folders that only the owner enters. */
export const PRIVATE_FILE = 0o600;
export const PRIVATE_FOLDER = 0o700;

/** The bits by which a group or everybody else gets in. */
const OTHERS = 0o077;

/**
 * Replaces `file` with `text`, whole at every moment and for the owner alone, see `writeWhole`; makes its folder where
 * there is none. Throws what the file system says; the old file is then as it was.
 */
export async function writePrivately(file: string, text: string): Promise<void> {
  await mkdir(dirname(file), { recursive: true, mode: PRIVATE_FOLDER });
  await writeWhole(file, text, PRIVATE_FILE);
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
