import { mkdirSync, readdirSync, rmSync } from 'node:fs';
import { basename, dirname, join, parse } from 'node:path';
import { createPrivately, PRIVATE_FOLDER } from '#main/files/private-file';
import type { Instant } from '#shared/domain/instant';
import { freeName } from './set-aside';
import { openSqlite } from './sqlite';

/** Copies of older schemas that are kept; the app does not fill the disk with them. */
const KEPT = 3;

/**
 * Copies the database, write-ahead log included, into `backups/` beside it and answers the copy's path.
 * The oldest copies of this kind go. Throws when there is no room: then nothing was migrated.
 */
export async function copyBeforeMigration(file: string, now: Instant): Promise<string> {
  const folder = join(dirname(file), 'backups');
  mkdirSync(folder, { recursive: true, mode: PRIVATE_FOLDER });
  const prefix = `${parse(file).name}.before-migration-`;
  const copy = freeName(folder, file, 'before-migration', now);
  const sqlite = openSqlite(file);
  try {
    createPrivately(copy);
    await sqlite.backup(copy);
  } catch (error) {
    rmSync(copy, { force: true });
    throw error;
  } finally {
    sqlite.close();
  }
  // The new one stays whatever its name says: the clock may have stood ahead when others were made.
  const others = readdirSync(folder).filter((entry) => entry.startsWith(prefix) && entry !== basename(copy));
  for (const old of others.sort().slice(0, 1 - KEPT)) {
    rmSync(join(folder, old), { force: true });
  }
  return copy;
}
