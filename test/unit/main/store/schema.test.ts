import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { getTableColumns, is } from 'drizzle-orm';
import { getTableConfig, SQLiteTable } from 'drizzle-orm/sqlite-core';
import { expect, test } from 'vitest';
import { applyMigrations } from '#main/store/database/migrate';
import { defaultMigrationsFolder } from '#main/store/database/migrations-folder';
import { configure, openSqlite, type SqliteDatabase } from '#main/store/database/sqlite';
import * as schema from '#main/store/schema/index';

/** Tables whose rows are found by their key alone. */
const WITHOUT_ROWID = ['infrastructure_metric', 'sample_hour', 'sample_day', 'charge_day', 'meter_reading'];

const FOLDER = defaultMigrationsFolder();

function migrated(): SqliteDatabase {
  const sqlite = openSqlite(':memory:');
  configure(sqlite);
  applyMigrations(sqlite, FOLDER);
  return sqlite;
}

const tables = Object.values(schema).filter((value) => is(value, SQLiteTable));

test('the migrations build the schema of the snapshot, so that a change of it is one readable diff', async () => {
  const statements = migrated()
    .prepare<[], string>(
      "SELECT sql FROM sqlite_master WHERE sql IS NOT NULL AND name NOT LIKE '\\_\\_%' ESCAPE '\\' ORDER BY type DESC, name",
    )
    .pluck()
    .all();
  await expect(`${statements.join(';\n\n')};\n`).toMatchFileSnapshot(join(FOLDER, 'schema.snapshot.sql'));
});

test('every table of the vocabulary is there', () => {
  const names = tables.map((table) => getTableConfig(table).name);
  expect(names).toEqual(
    expect.arrayContaining(
      `infrastructure_metric infrastructure_limit upgrade_recommendation ai_usage_event ai_monthly_summary
       sample_hour sample_day charge price_override budget recommendation_event alert_event delivery
       monitoring_cycle collection_attempt connection series project deployment forecast_record setting`.split(/\s+/),
    ),
  );
});

test.each(tables.map((table) => [getTableConfig(table).name, table] as const))(
  'the migrated table %s has the columns that the code expects, and is strict',
  (name, table) => {
    const sqlite = migrated();
    const found = sqlite
      .prepare<[string], { name: string; type: string; required: number }>(
        'SELECT name, lower(type) AS type, "notnull" OR pk > 0 AS required FROM pragma_table_info(?)',
      )
      .all(name);
    const expected = Object.values(getTableColumns(table)).map((column) => ({
      name: column.name,
      type: column.getSQLType(),
      required: Number(column.notNull),
    }));
    expect(found).toEqual(expected);
    const { strict, wr } = sqlite
      .prepare<[string], { strict: number; wr: number }>('SELECT strict, wr FROM pragma_table_list WHERE name = ?')
      .get(name) as { strict: number; wr: number };
    expect(strict).toBe(1);
    expect(wr).toBe(WITHOUT_ROWID.includes(name) ? 1 : 0);
  },
);

test('no foreign key cascades, since a rebuild of a parent would then empty its children', () => {
  const sqlite = migrated();
  const actions = tables.flatMap((table) =>
    sqlite
      .prepare<[string], string>('SELECT on_delete FROM pragma_foreign_key_list(?)')
      .pluck()
      .all(getTableConfig(table).name),
  );
  expect(actions.length).toBeGreaterThan(10);
  expect(new Set(actions)).toEqual(new Set(['NO ACTION']));
});

test('time stamps of migrations rise, since one dated before the newest would be skipped', () => {
  const journal = JSON.parse(readFileSync(join(FOLDER, 'meta', '_journal.json'), 'utf8')) as {
    entries: { idx: number; when: number }[];
  };
  expect(journal.entries.length).toBeGreaterThan(0);
  journal.entries.forEach((entry, index) => {
    expect(entry.idx).toBe(index);
    expect(entry.when).toBeGreaterThan(journal.entries[index - 1]?.when ?? 0);
  });
});
