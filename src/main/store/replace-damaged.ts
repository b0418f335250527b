import { appendFileSync, closeSync, ftruncateSync, openSync, readSync, statSync } from 'node:fs';
import type { Instant } from '#shared/domain/instant';
import { applyMigrations, schemaState } from './database/migrate';
import { type Names, readNamesFile } from './database/names-file';
import { type Salvage, salvage } from './database/rescue';
import { restoreNames } from './database/rescue-names';
import { setAside } from './database/set-aside';
import { configure, openSqlite, type SqliteDatabase } from './database/sqlite';
import { isDamage } from './database/store-error';
import { SampleTable } from './rollup/sample-tables';
import { SampleWriter, type StoredSeries } from './rollup/sample-writer';
import { SeriesCatalog } from './rollup/series-catalog';
import type { OpenReport } from './store';

/**
 * Sets a damaged file aside, makes a new one in its place, and copies over what can be read. Names that are lost
 * in it come from their copy (`writeNamesFile`), also when nothing else can be read.
 */
export function replaceDamaged(
  file: string,
  migrationsFolder: string,
  now: Instant,
): { readonly sqlite: SqliteDatabase; readonly rescued: NonNullable<OpenReport['rescued']> } {
  const names = readNamesFile(file);
  const damagedFile = setAside(file, now);
  const sqlite = openSqlite(file);
  configure(sqlite);
  const found = readDamaged(damagedFile, sqlite, { migrationsFolder, names, now });
  applyMigrations(sqlite, migrationsFolder);
  if (found === null) {
    sqlite.transaction(() => restoreNames(sqlite, names, now))();
  }
  fillRollups(sqlite);
  return { sqlite, rescued: { damagedFile, rescuedSamples: found?.samples ?? 0, lost: whatWasLost(found) } };
}

function readDamaged(
  damagedFile: string,
  target: SqliteDatabase,
  { migrationsFolder, names, now }: { readonly migrationsFolder: string; readonly names: Names; readonly now: Instant },
): Salvage | null {
  const putBack = withoutHalfPage(damagedFile);
  try {
    const damaged = openSqlite(damagedFile);
    try {
      // Otherwise SQLite refuses a file that is shorter than its header says, as after a cut-off copy.
      damaged.unsafeMode(true);
      damaged.pragma('writable_schema = ON');
      damaged.pragma('cell_size_check = ON');
      // Rows of an older schema go into one of their own age: what comes after it carries them over.
      applyMigrations(target, migrationsFolder, versionOf(damaged, migrationsFolder));
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
  } finally {
    putBack();
  }
}

/** How many migrations a damaged file has had; undefined, for all that are known, where that cannot be read. */
function versionOf(damaged: SqliteDatabase, migrationsFolder: string): number | undefined {
  try {
    const state = schemaState(damaged, migrationsFolder);
    return state.kind === 'older' ? state.version : undefined;
  } catch (error) {
    if (isDamage(error)) {
      return undefined;
    }
    throw error;
  }
}

/**
 * Takes the half page from the end of a file that was cut off in its middle: SQLite would read the missing half as
 * zeros, and the number across the cut as another one. Answers what puts the bytes back.
 */
function withoutHalfPage(file: string): () => void {
  const size = statSync(file).size;
  const opened = openSync(file, 'r+');
  try {
    const header = Buffer.alloc(HEADER_BYTES);
    readSync(opened, header, 0, HEADER_BYTES, 0);
    // https://www.sqlite.org/fileformat2.html#page_size: 1 stands for 65,536.
    const told = header.readUInt16BE(16);
    const pageSize = told === 1 ? 65_536 : told;
    const isPageSize = pageSize >= 512 && Number.isInteger(Math.log2(pageSize));
    const whole = isPageSize ? size - (size % pageSize) : size;
    const half = Buffer.alloc(size - whole);
    readSync(opened, half, 0, half.length, whole);
    ftruncateSync(opened, whole);
    return () => {
      if (half.length > 0 && statSync(file).size === whole) {
        appendFileSync(file, half);
      }
    };
  } finally {
    closeSync(opened);
  }
}

const HEADER_BYTES = 100;

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

/** Works out the hours and days that are missing or count less than the raw samples, for every series. */
function fillRollups(sqlite: SqliteDatabase): void {
  const writer = new SampleWriter(sqlite);
  const samples = new SampleTable(sqlite);
  for (const series of new SeriesCatalog(sqlite).list()) {
    sqlite.transaction(() => fillSeries(writer, samples, series)).immediate();
  }
}

function fillSeries(writer: SampleWriter, samples: SampleTable, series: StoredSeries): void {
  let next = samples.after(series.id, 0);
  while (next !== undefined) {
    const end = writer.completeDay(series, next.time);
    next = samples.after(series.id, end - 1);
  }
}
