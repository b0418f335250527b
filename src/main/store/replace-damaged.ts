import type { Instant } from '#shared/domain/instant';
import { applyMigrations } from './database/migrate';
import { type Salvage, salvage } from './database/rescue';
import { setAside } from './database/set-aside';
import { configure, openSqlite, type SqliteDatabase } from './database/sqlite';
import { isDamage } from './database/store-error';
import { fillRollups } from './rollup/rebuild-rollups';
import type { OpenReport } from './store';

/** Sets a damaged file aside, makes a new one in its place, and copies over what can be read. */
export function replaceDamaged(
  file: string,
  migrationsFolder: string,
  now: Instant,
): { readonly sqlite: SqliteDatabase; readonly rescued: NonNullable<OpenReport['rescued']> } {
  const damagedFile = setAside(file, now);
  const sqlite = openSqlite(file);
  configure(sqlite);
  applyMigrations(sqlite, migrationsFolder);
  const found = readDamaged(damagedFile, sqlite);
  fillRollups(sqlite);
  return { sqlite, rescued: { damagedFile, rescuedSamples: found?.samples ?? 0, lost: whatWasLost(found) } };
}

function readDamaged(damagedFile: string, target: SqliteDatabase): Salvage | null {
  try {
    const damaged = openSqlite(damagedFile);
    try {
      // Otherwise SQLite refuses a file that is shorter than its header says, as after a cut-off copy.
      damaged.unsafeMode(true);
      damaged.pragma('writable_schema = ON');
      const found = salvage(damaged, target);
      return found.rows === 0 ? null : found;
    } finally {
      damaged.close();
    }
  } catch (error) {
    if (isDamage(error)) {
      return null;
    }
    throw error;
  }
}

function whatWasLost(found: Salvage | null): string {
  if (found === null) {
    return 'Nothing in the damaged file could be read.';
  }
  if (found.damagedTables.length === 0) {
    return 'Every table could be read to its end.';
  }
  return `Not all could be read of: ${found.damagedTables.join(', ')}.`;
}
