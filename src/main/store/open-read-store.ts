import { assembleStore } from './assemble-store';
import { openSqlite } from './database/sqlite';
import type { ReadStore } from './read-store';
import { moneyMayBeNegative } from './rollup/accept-sample';

/** A store that is only read, and how to close it. */
export interface OpenReadStore extends ReadStore {
  close(): void;
}

/**
 * A second connection of this process to a file that it has open: another thread reads on it. It can write nothing, and
 * no marker tells of it: the one of the first connection does, which is to be closed last. Throws `SqliteError`.
 */
export function openReadStore(file: string): OpenReadStore {
  const sqlite = openSqlite(file, { readonly: true });
  const report = { created: false, migratedFrom: null, backupFile: null, rescued: null };
  return assembleStore(sqlite, report, moneyMayBeNegative, null);
}
