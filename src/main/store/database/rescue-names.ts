import type { Instant } from '#shared/domain/instant';
import type { Names } from './names-file';
import type { SqliteDatabase } from './sqlite';

/** The account under which samples are shown whose names are lost; its provider has nobody to ask. */
const RESCUED = 'rescued-readings';

/**
 * Fills in connections and series that `target` lacks from their copy. A connection that something refers to and
 * that no copy knows becomes one without a provider to ask: its history stays, and no key goes anywhere by a guess.
 */
export function restoreNames(target: SqliteDatabase, names: Names, now: Instant): void {
  for (const [table, rows] of [
    ['connection', names.connections],
    ['series', names.series],
  ] as const) {
    const known = new Set(target.prepare<[string], string>('SELECT name FROM pragma_table_info(?)').pluck().all(table));
    for (const row of rows) {
      const columns = Object.keys(row).filter((column) => known.has(column));
      target
        .prepare(
          `INSERT OR IGNORE INTO "${table}" (${columns.map((column) => `"${column}"`).join(', ')})
           VALUES (${columns.map(() => '?').join(', ')})`,
        )
        .run(...columns.map((column) => row[column]));
    }
  }
  for (const id of lostConnections(target)) {
    addConnection(target, id, `${id} (rescued)`, now);
  }
}

/**
 * Makes a series of their own for samples, hours and days whose series is not known, and answers how many series
 * and samples that were. What they measured is not known either: they count as levels.
 */
export function nameLostSeries(
  target: SqliteDatabase,
  tables: readonly string[],
  now: Instant,
): { readonly series: number; readonly samples: number } {
  const ids = target
    .prepare<[], number>(
      tables
        .map((table) => `SELECT series_id FROM "${table}" WHERE series_id NOT IN (SELECT id FROM series)`)
        .join(' UNION '),
    )
    .pluck()
    .all();
  if (ids.length === 0) {
    return { series: 0, samples: 0 };
  }
  addConnection(target, RESCUED, 'Rescued readings', now);
  const insert = target.prepare<[number, string, string]>(
    `INSERT INTO series (id, connection_id, service, metric, project_id, kind, unit, zone, source)
     VALUES (?, ?, 'IMPORTED', ?, '', 'gauge', 'count', 'UTC', 'rescue')`,
  );
  const count = target
    .prepare<[number], number>('SELECT count(*) FROM infrastructure_metric WHERE series_id = ?')
    .pluck();
  let samples = 0;
  for (const id of ids) {
    insert.run(id, RESCUED, `UNKNOWN_SERIES_${id}`);
    samples += count.get(id) ?? 0;
  }
  return { series: ids.length, samples };
}

function lostConnections(target: SqliteDatabase): string[] {
  const tables = target
    .prepare<[], string>(
      `SELECT m.name FROM sqlite_master AS m JOIN pragma_foreign_key_list(m.name) AS f
       WHERE m.type = 'table' AND f."table" = 'connection' GROUP BY m.name`,
    )
    .pluck()
    .all();
  const ids = tables.flatMap((table) =>
    target
      .prepare<[], string>(
        `SELECT DISTINCT connection_id FROM "${table}" WHERE connection_id NOT IN (SELECT id FROM connection)`,
      )
      .pluck()
      .all(),
  );
  return [...new Set(ids)];
}

function addConnection(target: SqliteDatabase, id: string, title: string, now: Instant): void {
  target
    .prepare<[string, string, number]>(
      `INSERT OR IGNORE INTO connection (id, provider, title, settings, created_at, cursors)
       VALUES (?, 'imported', ?, '{}', ?, '{}')`,
    )
    .run(id, title, now);
}
