import { existsSync, mkdirSync, rmSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { stringify } from 'csv-stringify/sync';
import { mayWriteNow } from '#main/files/own-file';
import { PRIVATE_FILE, PRIVATE_FOLDER } from '#main/files/private-file';
import { type Failure, fail, type Result, succeed } from '#shared/domain/failure';
import { csvText } from '#shared/format/csv-cell';
import { JSON_COLUMNS } from '../database/json-columns';
import type { SqliteDatabase } from '../database/sqlite';
import { ROWS_PER_STEP, type Work } from './progress';

/** A folder with one CSV a table, or one JSON file with all of them. */
export type ExportFormat = 'csv' | 'json';

export interface ExportResult {
  readonly target: string;
  readonly rows: number;
}

/**
 * Writes every table to `target`, a few thousand rows at a time, as one moment saw them: what is saved
 * meanwhile is not in it. Stopped early or failed, nothing stays at `target`. Fails with `conflict` when
 * there is something at `target` already, or it bears the name of a file of Headroom's own, and with `not-found` where
 * its folder is not there. Only its owner may read it.
 */
export async function* exportEverything(
  sqlite: SqliteDatabase,
  format: ExportFormat,
  target: string,
): Work<Result<ExportResult>> {
  if (existsSync(target)) {
    return fail(TARGET_EXISTS);
  }
  const allowed = mayWriteNow(target, { dataDir: dirname(sqlite.name), replace: false });
  if (!allowed.ok) {
    return allowed;
  }
  let complete = false;
  // A read transaction holds the moment; in WAL mode nobody waits for it.
  sqlite.exec('BEGIN');
  try {
    const rows = yield* format === 'csv' ? exportCsv(sqlite, target) : exportJson(sqlite, target);
    complete = true;
    return succeed({ target, rows });
  } finally {
    sqlite.exec('COMMIT');
    if (!complete) {
      rmSync(target, { recursive: true, force: true });
    }
  }
}

async function* exportCsv(sqlite: SqliteDatabase, folder: string): Work<number> {
  mkdirSync(folder, { mode: PRIVATE_FOLDER });
  const total = countRows(sqlite);
  let done = 0;
  for (const table of tableNames(sqlite)) {
    const out = await open(join(folder, `${table}.csv`), 'wx', PRIVATE_FILE);
    try {
      await out.appendFile(stringify([columnsOf(sqlite, table)]));
      for (const rows of chunks(sqlite, table)) {
        await out.appendFile(
          stringify(
            rows.map((row) => Object.values(row)),
            HARMLESS,
          ),
        );
        done += rows.length;
        yield { done, total, unit: 'rows' };
      }
    } finally {
      await out.close();
    }
  }
  return done;
}

async function* exportJson(sqlite: SqliteDatabase, file: string): Work<number> {
  const total = countRows(sqlite);
  const out = await open(file, 'wx', PRIVATE_FILE);
  let done = 0;
  try {
    await out.appendFile('{"format":"headroom-export","version":1,"tables":{');
    let isFirstTable = true;
    for (const table of tableNames(sqlite)) {
      await out.appendFile(`${isFirstTable ? '' : ','}\n${JSON.stringify(table)}:[`);
      isFirstTable = false;
      const json = JSON_COLUMNS.flatMap(([of, column]) => (of === table && table !== 'setting' ? [column] : []));
      let isFirstRow = true;
      for (const rows of chunks(sqlite, table)) {
        const text = rows.map((row) => JSON.stringify(withJsonParsed(row, json))).join(',\n');
        await out.appendFile(`${isFirstRow ? '\n' : ',\n'}${text}`);
        isFirstRow = false;
        done += rows.length;
        yield { done, total, unit: 'rows' };
      }
      await out.appendFile(']');
    }
    await out.appendFile('\n}}\n');
  } finally {
    await out.close();
  }
  return done;
}

/** No cell is a formula; numbers are numbers. */
const HARMLESS = { cast: { string: csvText } } as const;

type Row = Record<string, unknown>;

function tableNames(sqlite: SqliteDatabase): string[] {
  return sqlite
    .prepare<[], string>(
      "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE '\\_\\_%' ESCAPE '\\' ORDER BY name",
    )
    .pluck()
    .all();
}

function columnsOf(sqlite: SqliteDatabase, table: string): string[] {
  return sqlite.prepare<[string], string>('SELECT name FROM pragma_table_info(?)').pluck().all(table);
}

function countRows(sqlite: SqliteDatabase): number {
  return tableNames(sqlite).reduce(
    (total, table) => total + (sqlite.prepare<[], number>(`SELECT count(*) FROM ${table}`).pluck().get() ?? 0),
    0,
  );
}

function* chunks(sqlite: SqliteDatabase, table: string): Generator<Row[]> {
  let rows: Row[] = [];
  for (const row of sqlite.prepare<[], Row>(`SELECT * FROM ${table}`).iterate()) {
    rows.push(row);
    if (rows.length === ROWS_PER_STEP) {
      yield rows;
      rows = [];
    }
  }
  if (rows.length > 0) {
    yield rows;
  }
}

// Columns that hold JSON as text become values again, so that a reader parses once.
function withJsonParsed(row: Row, json: readonly string[]): Row {
  return Object.fromEntries(
    Object.entries(row).map(([column, value]) => [
      column,
      json.includes(column) && typeof value === 'string' ? JSON.parse(value) : value,
    ]),
  );
}

const TARGET_EXISTS: Failure = {
  code: 'conflict',
  message: 'There is a file or folder of that name already.',
  action: 'Choose another name for the export.',
  retryable: false,
};
