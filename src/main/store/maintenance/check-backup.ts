import type { Failure } from '#shared/domain/failure';
import { isJsonOf, JSON_COLUMNS } from '../database/json-columns';
import { emptyDatabaseAt, schemaState } from '../database/migrate';
import { openSqlite, type SqliteDatabase } from '../database/sqlite';
import { isDamage } from '../database/store-error';
import { DAMAGED, failure, NO_BACKUP } from './incoming-backup';

interface SchemaEntry {
  readonly type: string;
  readonly name: string;
  readonly table: string;
  readonly sql: string | null;
}

/**
 * Why the database `file` (a copy that may be opened) cannot take the place of the data, or null. It has to hold
 * exactly the tables and indices that Headroom's own migrations make up to its version (no trigger, view or virtual
 * table comes in with a backup), be sound to the last page, refer to nothing that is missing, and have JSON where
 * JSON is read. Nothing of its schema runs before it is known to be Headroom's.
 */
export function whyUnfit(file: string, migrationsFolder: string): Failure | null {
  const sqlite = openSqlite(file, { readonly: true });
  try {
    sqlite.pragma('trusted_schema = OFF');
    sqlite.pragma('cell_size_check = ON');
    return whyForeign(sqlite, migrationsFolder) ?? whyUnsound(sqlite);
  } catch (error) {
    if (isDamage(error)) {
      return DAMAGED;
    }
    throw error;
  } finally {
    sqlite.close();
  }
}

function whyForeign(sqlite: SqliteDatabase, folder: string): Failure | null {
  const found = entriesOf(sqlite);
  const intruder = found.find(
    (entry) => !['table', 'index'].includes(entry.type) || /^\s*create\s+virtual/i.test(entry.sql ?? ''),
  );
  const state = intruder === undefined ? schemaState(sqlite, folder) : null;
  if (state?.kind === 'newer') {
    return failure('store-newer', 'The backup was written by a newer Headroom.', 'Update Headroom, then restore it.');
  }
  if (state?.kind === 'foreign' || state?.kind === 'empty') {
    return NO_BACKUP;
  }
  if (intruder !== undefined || state === null) {
    return otherTables(intruder === undefined ? '' : `it has ${described(intruder)}`);
  }
  const reference = emptyDatabaseAt(folder, state.version);
  try {
    return differenceOf(found, entriesOf(reference));
  } finally {
    reference.close();
  }
}

function differenceOf(found: readonly SchemaEntry[], expected: readonly SchemaEntry[]): Failure | null {
  const known = new Map(expected.map((entry) => [`${entry.type} ${entry.name}`, entry]));
  for (const entry of found) {
    const own = known.get(`${entry.type} ${entry.name}`);
    if (own === undefined) {
      return otherTables(`it has ${described(entry)}`);
    }
    if (own.table !== entry.table || plainSql(own.sql) !== plainSql(entry.sql)) {
      return otherTables(`${described(entry)} has other columns`);
    }
    known.delete(`${entry.type} ${entry.name}`);
  }
  const [missing] = known.values();
  return missing === undefined ? null : otherTables(`${described(missing)} is missing`);
}

function whyUnsound(sqlite: SqliteDatabase): Failure | null {
  const findings = sqlite.prepare<[], string>('PRAGMA integrity_check(1)').pluck().all();
  if (findings.join() !== 'ok' || sqlite.prepare('PRAGMA foreign_key_check').get() !== undefined) {
    return DAMAGED;
  }
  const broken = JSON_COLUMNS.find((column) => hasBrokenJson(sqlite, column));
  return broken === undefined
    ? null
    : { ...DAMAGED, message: `The backup is damaged: ${broken[0]}.${broken[1]} cannot be read.` };
}

function hasBrokenJson(
  sqlite: SqliteDatabase,
  [table, column, shape, since = column]: (typeof JSON_COLUMNS)[number],
): boolean {
  const columns = sqlite.prepare<[string], string>('SELECT name FROM pragma_table_info(?)').pluck().all(table);
  if (!columns.includes(column) || !columns.includes(since)) {
    return false;
  }
  const values = sqlite
    .prepare<[], unknown>(`SELECT "${column}" FROM "${table}" WHERE "${column}" IS NOT NULL`)
    .pluck();
  for (const text of values.iterate()) {
    if (!isJsonOf(text, shape)) {
      return true;
    }
  }
  return false;
}

function entriesOf(sqlite: SqliteDatabase): SchemaEntry[] {
  return sqlite
    .prepare<[], SchemaEntry>('SELECT type, name, tbl_name AS "table", sql FROM sqlite_master ORDER BY type, name')
    .all();
}

// SQLite writes what it altered with other quotes and blanks than what was created.
function plainSql(sql: string | null): string {
  return (sql ?? '')
    .replaceAll(/[`"]/g, '')
    .replaceAll(/\s+/g, ' ')
    .replaceAll(/ ?([(),]) ?/g, '$1')
    .trim();
}

// A name from a foreign file may hold anything, an escape sequence for the terminal too.
function described({ type, name }: SchemaEntry): string {
  const kind = ['table', 'index', 'view', 'trigger'].includes(type) ? type : 'object';
  return /^\w{1,60}$/.test(name)
    ? `the ${kind} ${name}`
    : `${kind === 'index' ? 'an' : 'a'} ${kind} with a strange name`;
}

function otherTables(difference: string): Failure {
  return failure(
    'invalid-input',
    `The file is not as Headroom writes it: ${difference}.`,
    'Choose a backup that Headroom made itself. Nothing was changed.',
  );
}
