import type { Instant } from '#shared/domain/instant';
import { applyMigrations } from './database/migrate';
import { type Names, readNamesBeside } from './database/names-beside';
import { type Salvage, salvage } from './database/rescue';
import { restoreNames } from './database/rescue-names';
import { setAside } from './database/set-aside';
import { configure, openSqlite, type SqliteDatabase } from './database/sqlite';
import { isDamage } from './database/store-error';
import { fillRollups } from './rollup/rebuild-rollups';
import type { OpenReport } from './store';

/**
 * Sets a damaged file aside, makes a new one in its place, and copies over what can be read. Names that are lost
 * in it come from their copy (`namesBeside`), also when nothing else can be read.
 */
export function replaceDamaged(
  file: string,
  migrationsFolder: string,
  now: Instant,
): { readonly sqlite: SqliteDatabase; readonly rescued: NonNullable<OpenReport['rescued']> } {
  const names = readNamesBeside(file);
  const damagedFile = setAside(file, now);
  const sqlite = openSqlite(file);
  configure(sqlite);
  applyMigrations(sqlite, migrationsFolder);
  const found = readDamaged(damagedFile, sqlite, names, now);
  if (found === null) {
    sqlite.transaction(() => restoreNames(sqlite, names, now))();
  }
  fillRollups(sqlite);
  return { sqlite, rescued: { damagedFile, rescuedSamples: found?.samples ?? 0, lost: whatWasLost(found) } };
}

function readDamaged(damagedFile: string, target: SqliteDatabase, names: Names, now: Instant): Salvage | null {
  try {
    const damaged = openSqlite(damagedFile);
    try {
      // Otherwise SQLite refuses a file that is shorter than its header says, as after a cut-off copy.
      damaged.unsafeMode(true);
      damaged.pragma('writable_schema = ON');
      const found = salvage(damaged, target, names, now);
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
  const { damagedTables, nameless, leftOut } = found;
  return [
    damagedTables.length === 0
      ? 'Every table could be read to its end.'
      : `Not all could be read of: ${damagedTables.join(', ')}.`,
    nameless.series === 0
      ? ''
      : `The names of ${nameless.series} series are lost: their ${nameless.samples} samples are kept under "Rescued readings".`,
    leftOut === 0 ? '' : `${leftOut} rows that refer to lost ones or cannot be understood were left out.`,
  ]
    .filter((sentence) => sentence !== '')
    .join(' ');
}
