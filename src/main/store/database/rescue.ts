import type { Instant } from '#shared/domain/instant';
import { isJsonOf, JSON_COLUMNS } from './json-columns';
import type { Names } from './names-beside';
import { type KeyedRow, type KeyedRows, readAroundDamage, untilDamage } from './read-around-damage';
import { nameLostSeries, restoreNames } from './rescue-names';
import { type SqliteDatabase, SqliteError } from './sqlite';

/** What could be read out of a damaged file. */
export interface Salvage {
  readonly rows: number;
  readonly samples: number;
  /** Tables that broke off somewhere, in the order they were read. */
  readonly damagedTables: readonly string[];
  /** Rows that were read and not kept: unreadable in themselves, or they refer to lost ones. */
  readonly leftOut: number;
  /** Series whose names are nowhere any more, and their samples, which are kept all the same. */
  readonly nameless: { readonly series: number; readonly samples: number };
}

const PER_SERIES = ['infrastructure_metric', 'sample_hour', 'sample_day'];

/** Far beyond any row id and any time in seconds that is stored. */
const LAST_KEY = 2 ** 40;

/** Series that are looked for beyond the last one that is known by name or by its samples. */
const SERIES_BEYOND = 256;

/** A number in a damaged page may say anything: more series than this no file has. */
const MOST_SERIES = 100_000;

/**
 * Copies every row that can still be read from `damaged` into the empty, migrated `target`, around each damaged
 * page. What named the samples comes from the copy in `names` where its own pages are lost; samples whose
 * names are lost altogether are kept as series of their own. Rows that refer to lost ones are left out and counted.
 */
export function salvage(damaged: SqliteDatabase, target: SqliteDatabase, names: Names, now: Instant): Salvage {
  const rescue = new Rescue(damaged, target);
  target.pragma('foreign_keys = OFF');
  try {
    return target.transaction(() => {
      for (const table of tablesOf(target)) {
        rescue.copyTable(table);
      }
      restoreNames(target, names, now);
      const last = rescue.lastSeries();
      for (const table of PER_SERIES) {
        rescue.copySamples(table, last);
      }
      const nameless = nameLostSeries(target, PER_SERIES, now);
      const leftOut = rescue.leftOut + removeOrphans(target);
      const { rows, samples, damagedTables } = rescue;
      return { rows, samples, damagedTables, leftOut, nameless };
    })();
  } finally {
    target.pragma('foreign_keys = ON');
  }
}

/** All but the samples: those are asked for series by series. */
function tablesOf(target: SqliteDatabase): string[] {
  return target
    .prepare<[], string>("SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE '\\_\\_%' ESCAPE '\\'")
    .pluck()
    .all()
    .filter((name) => !PER_SERIES.includes(name));
}

class Rescue {
  rows = 0;
  samples = 0;
  leftOut = 0;
  readonly damagedTables: string[] = [];

  constructor(
    private readonly damaged: SqliteDatabase,
    private readonly target: SqliteDatabase,
  ) {}

  /** By row id, which needs no index: a damaged one hides no row. */
  copyTable(table: string): void {
    const columns = this.commonColumns(table);
    if (columns === null) {
      this.damagedTables.push(table);
      return;
    }
    const list = columns.map((column) => `"${column}"`).join(', ');
    const keep = this.keeper(table, columns);
    if (this.isWithoutRowid(table)) {
      this.copyByKey(table, list, keep);
      return;
    }
    const rows = this.keyed(`SELECT rowid, ${list} FROM "${table}" NOT INDEXED WHERE rowid >= ? ORDER BY rowid`, []);
    if (rows === null || readAroundDamage(rows, 0, (row) => keep(row.slice(1)))) {
      this.damagedTables.push(table);
    }
  }

  /** The samples, hours or days of every series up to `last`, whether its name is known or not. */
  copySamples(table: string, last: number): void {
    const columns = this.commonColumns(table);
    if (columns === null) {
      this.damagedTables.push(table);
      return;
    }
    const list = columns.map((column) => `"${column}"`).join(', ');
    const keep = this.keeper(table, columns);
    let broken = false;
    for (let series = 1; series <= last; series += 1) {
      const query = `SELECT time, ${list} FROM "${table}" WHERE series_id = ? AND time >= ? ORDER BY time`;
      const rows = this.keyed(query, [series]);
      const isBroken = rows === null || readAroundDamage(rows, 0, (row) => keep(row.slice(1)));
      broken ||= isBroken;
    }
    if (broken) {
      this.damagedTables.push(table);
    }
  }

  /** The highest number that a series may have: by name, by either end of its samples, and some beyond where those are lost. */
  lastSeries(): number {
    const named = this.target.prepare<[], number>('SELECT ifnull(max(id), 0) FROM series').pluck().get() ?? 0;
    let beyond = 0;
    const found = PER_SERIES.map((table) => {
      const last = untilDamage(
        () => this.damaged.prepare<[], number>(`SELECT max(series_id) FROM "${table}"`).pluck().get() ?? 0,
      );
      beyond = last === null ? SERIES_BEYOND : beyond;
      return last ?? 0;
    });
    return Math.min(Math.max(named, ...found) + beyond, MOST_SERIES);
  }

  private copyByKey(table: string, list: string, keep: (values: readonly unknown[]) => void): void {
    const keys = this.target
      .prepare<[string], string>('SELECT name FROM pragma_table_info(?) WHERE pk > 0 ORDER BY pk')
      .pluck()
      .all(table);
    const readAll = (direction: string): boolean => {
      const order = keys.map((key) => `"${key}" ${direction}`).join(', ');
      const end = untilDamage(() => {
        for (const row of this.damaged.prepare(`SELECT ${list} FROM "${table}" ORDER BY ${order}`).raw().iterate()) {
          keep(row as unknown[]);
        }
        return true;
      });
      return end !== null;
    };
    if (!readAll('ASC')) {
      this.damagedTables.push(table);
      readAll('DESC');
    }
  }

  private keyed(query: string, parameters: readonly number[]): KeyedRows | null {
    const statement = untilDamage(() => this.damaged.prepare(query).raw());
    return statement === null
      ? null
      : { from: (first) => statement.iterate(...parameters, first) as Iterable<KeyedRow>, last: LAST_KEY };
  }

  private keeper(table: string, columns: readonly string[]): (values: readonly unknown[]) => void {
    const list = columns.map((column) => `"${column}"`).join(', ');
    const insert = this.target.prepare(
      `INSERT OR IGNORE INTO "${table}" (${list}) VALUES (${columns.map(() => '?').join(', ')})`,
    );
    const json = JSON_COLUMNS.filter(
      ([name, column, , since = column]) => name === table && columns.includes(since),
    ).map(([, column, shape]) => [columns.indexOf(column), shape] as const);
    return (values) => {
      if (json.some(([at, shape]) => at >= 0 && values[at] !== null && !isJsonOf(values[at], shape))) {
        this.leftOut += 1;
        return;
      }
      const { changes } = insertOrLeave(() => insert.run(...values));
      this.rows += changes;
      this.leftOut += 1 - changes;
      this.samples += table === 'infrastructure_metric' ? changes : 0;
    };
  }

  private isWithoutRowid(table: string): boolean {
    return (
      this.target.prepare<[string], number>('SELECT wr FROM pragma_table_list WHERE name = ?').pluck().get(table) === 1
    );
  }

  private commonColumns(table: string): string[] | null {
    const columnsOf = (sqlite: SqliteDatabase): string[] =>
      sqlite.prepare<[string], string>('SELECT name FROM pragma_table_info(?)').pluck().all(table);
    const old = untilDamage(() => new Set(columnsOf(this.damaged)));
    const common = columnsOf(this.target).filter((column) => old?.has(column));
    return common.length === 0 ? null : common;
  }
}

// A page may be whole to SQLite and hold what no column takes.
function insertOrLeave(insert: () => { changes: number }): { changes: number } {
  try {
    return insert();
  } catch (error) {
    if (error instanceof SqliteError && /^SQLITE_(CONSTRAINT|MISMATCH)/.test(error.code)) {
      return { changes: 0 };
    }
    throw error;
  }
}

function removeOrphans(target: SqliteDatabase): number {
  const violations = target.prepare<[], { table: string; rowid: number | null }>('PRAGMA foreign_key_check');
  let removed = 0;
  for (let found = violations.all(); found.length > 0; found = violations.all()) {
    for (const { table, rowid } of found) {
      if (rowid === null) {
        throw new Error(`The table ${table} has foreign keys but no row ids to clear it by.`);
      }
      removed += target.prepare(`DELETE FROM "${table}" WHERE rowid = ?`).run(rowid).changes;
    }
  }
  return removed;
}
