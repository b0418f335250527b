import type { SqliteDatabase } from './sqlite';
import { isDamage } from './store-error';

/** What could be read out of a damaged file. */
export interface Salvage {
  readonly rows: number;
  readonly samples: number;
  /** Tables that broke off, in the order they were read. */
  readonly damagedTables: readonly string[];
}

const PER_SERIES = ['infrastructure_metric', 'sample_hour', 'sample_day'];

/**
 * Copies every row that can still be read from `damaged` into the empty, migrated `target`. Each table
 * is read from its start to the first broken page and then from its end backwards; samples are read
 * so for every series. Rows that refer to lost ones are left out.
 */
export function salvage(damaged: SqliteDatabase, target: SqliteDatabase): Salvage {
  let rows = 0;
  let samples = 0;
  const damagedTables: string[] = [];
  target.pragma('foreign_keys = OFF');
  try {
    target.transaction(() => {
      for (const table of tablesOf(target)) {
        const copied = copyTable(damaged, target, table);
        rows += copied.rows;
        samples += table === 'infrastructure_metric' ? copied.rows : 0;
        if (copied.broken) {
          damagedTables.push(table);
        }
      }
      removeOrphans(target);
    })();
  } finally {
    target.pragma('foreign_keys = ON');
  }
  return { rows, samples, damagedTables };
}

// Small tables first: a series has to be known before its samples are asked for.
function tablesOf(target: SqliteDatabase): string[] {
  const names = target
    .prepare<[], string>("SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE '\\_\\_%' ESCAPE '\\'")
    .pluck()
    .all();
  return [...names.filter((name) => !PER_SERIES.includes(name)), ...PER_SERIES];
}

function copyTable(damaged: SqliteDatabase, target: SqliteDatabase, table: string): { rows: number; broken: boolean } {
  const columns = commonColumns(damaged, target, table);
  if (columns === null) {
    return { rows: 0, broken: true };
  }
  const list = columns.map((column) => `"${column}"`).join(', ');
  const insert = target.prepare(
    `INSERT OR IGNORE INTO ${table} (${list}) VALUES (${columns.map(() => '?').join(', ')})`,
  );
  const copy = (where: string, order: string, parameters: readonly number[]): { rows: number; broken: boolean } => {
    let rows = 0;
    const take = (row: unknown): void => {
      rows += insert.run(...(row as unknown[])).changes;
    };
    const forward = readUntilBroken(
      damaged,
      `SELECT ${list} FROM ${table} ${where} ORDER BY ${order}`,
      parameters,
      take,
    );
    if (forward) {
      const backward = order
        .split(', ')
        .map((column) => `${column} DESC`)
        .join(', ');
      readUntilBroken(damaged, `SELECT ${list} FROM ${table} ${where} ORDER BY ${backward}`, parameters, take);
    }
    return { rows, broken: forward };
  };
  if (!PER_SERIES.includes(table)) {
    return copy('', keyOf(target, table), []);
  }
  let rows = 0;
  let broken = false;
  for (const id of target.prepare<[], number>('SELECT id FROM series ORDER BY id').pluck().all()) {
    const copied = copy('WHERE series_id = ?', 'time', [id]);
    rows += copied.rows;
    broken ||= copied.broken;
  }
  return { rows, broken };
}

/** Hands rows to `take`; true when reading broke off at damage. */
function readUntilBroken(
  damaged: SqliteDatabase,
  query: string,
  parameters: readonly number[],
  take: (row: unknown) => void,
): boolean {
  try {
    for (const row of damaged
      .prepare(query)
      .raw()
      .iterate(...parameters)) {
      take(row);
    }
    return false;
  } catch (error) {
    if (isDamage(error)) {
      return true;
    }
    throw error;
  }
}

function keyOf(target: SqliteDatabase, table: string): string {
  const keys = target
    .prepare<[string], { name: string; type: string }>(
      'SELECT name, type FROM pragma_table_info(?) WHERE pk > 0 ORDER BY pk',
    )
    .all(table);
  return keys.map((key) => `"${key.name}"`).join(', ');
}

function commonColumns(damaged: SqliteDatabase, target: SqliteDatabase, table: string): string[] | null {
  const columnsOf = (sqlite: SqliteDatabase): string[] =>
    sqlite.prepare<[string], string>('SELECT name FROM pragma_table_info(?)').pluck().all(table);
  try {
    const old = new Set(columnsOf(damaged));
    const common = columnsOf(target).filter((column) => old.has(column));
    return common.length === 0 ? null : common;
  } catch (error) {
    if (isDamage(error)) {
      return null;
    }
    throw error;
  }
}

function removeOrphans(target: SqliteDatabase): void {
  const violations = target.prepare<[], { table: string; rowid: number | null }>('PRAGMA foreign_key_check');
  for (let found = violations.all(); found.length > 0; found = violations.all()) {
    for (const { table, rowid } of found) {
      if (rowid === null) {
        throw new Error(`The table ${table} has foreign keys but no row ids to clear it by.`);
      }
      target.prepare(`DELETE FROM ${table} WHERE rowid = ?`).run(rowid);
    }
  }
}
