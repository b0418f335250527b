import { copyFileSync, readdirSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { getTableColumns, is } from 'drizzle-orm';
import { getTableConfig, SQLiteTable } from 'drizzle-orm/sqlite-core';
import { describe, expect, test } from 'vitest';
import { JSON_COLUMNS } from '#main/store/database/json-columns';
import type { SqliteDatabase } from '#main/store/database/sqlite';
import { inspectBackup, restoreBackup } from '#main/store/maintenance/restore';
import * as schema from '#main/store/schema/index';
import { NOON, openedStore, temporaryFolder } from '../../unit/main/store/temporary-store';
import { change, contentsOf, dataAndBackup } from './data-and-backup';

const FIXTURES = resolve(import.meta.dirname, '../../fixtures/databases');

describe('a backup that is not as Headroom writes it', () => {
  const rewrite = (sqlite: SqliteDatabase, from: string, to: string, name: string): void => {
    sqlite.unsafeMode(true);
    sqlite.pragma('writable_schema = ON');
    sqlite.prepare('UPDATE sqlite_master SET sql = replace(sql, ?, ?) WHERE name = ?').run(from, to, name);
  };
  const faults: [string, (sqlite: SqliteDatabase) => void][] = [
    ['lacks a table', (sqlite) => sqlite.exec('DROP TABLE deployment')],
    ['lacks the table of the series', (sqlite) => sqlite.exec('DROP TABLE series')],
    ['lacks a column', (sqlite) => sqlite.exec('ALTER TABLE alert_event DROP COLUMN basis')],
    ['has another column', (sqlite) => sqlite.exec('ALTER TABLE setting ADD COLUMN extra text')],
    ['has a column of another name', (sqlite) => sqlite.exec('ALTER TABLE budget RENAME COLUMN enabled TO active')],
    ['has another table', (sqlite) => sqlite.exec('CREATE TABLE notes (text TEXT)')],
    ['has another index', (sqlite) => sqlite.exec('CREATE INDEX mine ON setting (value)')],
    ['lacks an index', (sqlite) => sqlite.exec('DROP INDEX series_key')],
    [
      'has a trigger',
      (sqlite) =>
        sqlite.exec('CREATE TRIGGER gone AFTER INSERT ON infrastructure_metric BEGIN DELETE FROM series; END'),
    ],
    [
      'has a trigger with a name of ours',
      (sqlite) => sqlite.exec('CREATE TRIGGER series_key_2 AFTER UPDATE ON connection BEGIN DELETE FROM alert; END'),
    ],
    ['has a view', (sqlite) => sqlite.exec('CREATE VIEW v AS SELECT * FROM setting')],
    [
      'has a view in place of a table',
      (sqlite) => sqlite.exec('DROP TABLE deployment; CREATE VIEW deployment AS SELECT * FROM project'),
    ],
    [
      'has a view in place of the journal',
      (sqlite) =>
        sqlite.exec(
          'ALTER TABLE __drizzle_migrations RENAME TO j; CREATE VIEW __drizzle_migrations AS SELECT * FROM j',
        ),
    ],
    ['has a virtual table', (sqlite) => sqlite.exec('CREATE VIRTUAL TABLE f USING fts5(text)')],
    ['has a table that is not strict', (sqlite) => rewrite(sqlite, ' STRICT', '', 'setting')],
    [
      'has a column with a default that computes',
      (sqlite) =>
        rewrite(sqlite, '`value` text NOT NULL', '`value` text NOT NULL DEFAULT (hex(randomblob(9)))', 'setting'),
    ],
    [
      'has a table whose rows are those of another',
      (sqlite) => {
        sqlite.unsafeMode(true);
        sqlite.pragma('writable_schema = ON');
        sqlite.exec(
          "UPDATE sqlite_master SET rootpage = (SELECT rootpage FROM sqlite_master WHERE name = 'project') WHERE name = 'deployment'",
        );
      },
    ],
    ['has nonsense for a table', (sqlite) => rewrite(sqlite, 'CREATE TABLE', 'CREATE NONSENSE', 'setting')],
    ['has broken JSON', (sqlite) => sqlite.exec(`UPDATE connection SET settings = '{"a":'`)],
    ['has a list for settings', (sqlite) => sqlite.exec(`UPDATE connection SET settings = '[]'`)],
    ['has nothing for settings', (sqlite) => sqlite.exec(`UPDATE connection SET settings = 'null'`)],
    [
      'has settings that are no texts',
      (sqlite) => sqlite.exec(`UPDATE connection SET settings = '{"baseUrl":{"a":1}}'`),
    ],
    ['has a setting that is no JSON', (sqlite) => sqlite.exec(`UPDATE setting SET value = 'dark'`)],
    ['has cursors that are no JSON', (sqlite) => sqlite.exec(`UPDATE connection SET cursors = ''`)],
    ['has a row that refers to nothing', (sqlite) => sqlite.exec("INSERT INTO project VALUES ('gone', 'p', 'n')")],
    [
      'has an index without its rows',
      (sqlite) => {
        sqlite.unsafeMode(true);
        sqlite.pragma('writable_schema = ON');
        sqlite.exec(
          "UPDATE sqlite_master SET sql = replace(sql, '(`key`)', '(`state`)') WHERE name = 'alert_open_key'",
        );
      },
    ],
    [
      'has a migration that was never made',
      (sqlite) => sqlite.exec("INSERT INTO __drizzle_migrations (hash, created_at) VALUES ('x', 9999999999999)"),
    ],
    [
      'has had a later migration but not one before',
      (sqlite) => sqlite.exec('DELETE FROM __drizzle_migrations WHERE rowid = 2'),
    ],
  ];

  test.each(faults)('%s is refused, and all stays as it was', async (_what, spoil) => {
    const { file, backup, restore } = await dataAndBackup();
    change(backup, spoil);
    const before = [contentsOf(dirname(file)), contentsOf(dirname(backup))];
    const result = restore();
    expect(result).toMatchObject({ ok: false });
    expect(!result.ok && ['invalid-input', 'store-damaged', 'store-newer'].includes(result.failure.code)).toBe(true);
    expect(inspectBackup({ file, backup })).toEqual(result);
    expect([contentsOf(dirname(file)), contentsOf(dirname(backup))]).toEqual(before);
  });

  const olderOnes = readdirSync(FIXTURES).filter((name) => name.endsWith('.db'));
  test.each(olderOnes)(
    'is told from one of an older version: %s is restored, and refused with a trigger',
    async (name) => {
      const { file } = await dataAndBackup();
      const backup = join(temporaryFolder(), name);
      copyFileSync(join(FIXTURES, name), backup);
      expect(restoreBackup({ file, backup, now: NOON })).toMatchObject({ ok: true });
      const store = await openedStore(file);
      expect(await store.connections.list()).toContainEqual(expect.objectContaining({ id: 'acme' }));
      store.close();
      change(backup, (sqlite) => sqlite.exec('CREATE TRIGGER t AFTER INSERT ON setting BEGIN DELETE FROM series; END'));
      expect(restoreBackup({ file, backup, now: NOON })).toMatchObject({ failure: { code: 'invalid-input' } });
    },
  );

  test('has its name cleaned of what a terminal would obey', async () => {
    const { backup, restore } = await dataAndBackup();
    change(backup, (sqlite) => sqlite.exec('CREATE TABLE "\u001b]0;x\u0007" (a)'));
    const result = restore();
    expect(!result.ok && result.failure.message).toBe(
      'The file is not as Headroom writes it: it has a table with a strange name.',
    );
  });

  test('every column of JSON is looked into', () => {
    const columns = Object.values(schema)
      .filter((value) => is(value, SQLiteTable))
      .flatMap((table) =>
        Object.values(getTableColumns(table))
          .filter((column) => column.columnType === 'SQLiteTextJson')
          .map((column) => `${getTableConfig(table).name}.${column.name}`),
      );
    expect(JSON_COLUMNS.map(([table, column]) => `${table}.${column}`).sort()).toEqual(
      [...columns, 'setting.value'].sort(),
    );
  });
});
