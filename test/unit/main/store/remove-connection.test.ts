import { getTableColumns, is } from 'drizzle-orm';
import { getTableConfig, SQLiteTable } from 'drizzle-orm/sqlite-core';
import { expect, test } from 'vitest';
import { drizzleOver } from '#main/store/database/drizzle';
import { applyMigrations } from '#main/store/database/migrate';
import { defaultMigrationsFolder } from '#main/store/database/migrations-folder';
import { configure, openSqlite } from '#main/store/database/sqlite';
import { connectionRepository } from '#main/store/repositories/connections';
import * as schema from '#main/store/schema/index';
import { storeWithConnection } from './temporary-store';

const FIXED: Record<string, unknown> = {
  id: 1,
  connection_id: 'c',
  priority: 'LOW',
  status: 'PENDING',
  state: 'firing',
};

test('a table that is added later cannot be forgotten when a connection is removed', async () => {
  const sqlite = openSqlite(':memory:');
  configure(sqlite);
  applyMigrations(sqlite, defaultMigrationsFolder());
  sqlite.pragma('foreign_keys = OFF');
  const tables = Object.values(schema).filter((value) => is(value, SQLiteTable));
  const ownTables = tables
    .map((table) => getTableConfig(table).name)
    .filter(
      (name) =>
        ![
          'setting',
          'lease',
          'job_run',
          'monitoring_cycle',
          'price_override',
          'price_list',
          'standing_order',
          'channel',
          'digest_delivery',
          'verdict',
        ].includes(name),
    );
  for (const table of tables) {
    const { name } = getTableConfig(table);
    const columns = Object.values(getTableColumns(table));
    const values = columns.map((column) => {
      if (name === 'connection' && column.name === 'id') {
        return 'c';
      }
      return FIXED[column.name] ?? (column.getSQLType() === 'text' ? '1' : 1);
    });
    sqlite.prepare(`INSERT INTO ${name} VALUES (${columns.map(() => '?').join(', ')})`).run(...values);
  }
  sqlite.pragma('foreign_keys = ON');
  let heard = 0;
  await connectionRepository(drizzleOver(sqlite), () => {
    heard += 1;
  }).remove('c');
  const left = ownTables.filter((name) => sqlite.prepare(`SELECT 1 FROM ${name}`).get() !== undefined);
  expect(ownTables.length).toBeGreaterThan(15);
  expect(left).toEqual([]);
  expect(heard).toBe(1);
});

test('what a person told of an account is removed with it, and of another one stays', async () => {
  const store = await storeWithConnection();
  for (const key of ['prepaid:vercel-1', 'assumptions:vercel-1', 'answers:vercel-1', 'prepaid:vercel-10', 'app']) {
    await store.settings.set(key, { amount: 1 });
  }
  await store.connections.remove('vercel-1');
  expect(Object.keys(await store.settings.all())).toEqual(['app', 'prepaid:vercel-10']);
});
