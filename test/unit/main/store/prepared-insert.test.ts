import { integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import { expect, it } from 'vitest';
import { drizzleOver } from '#main/store/database/drizzle';
import { preparedInsert } from '#main/store/database/prepared-insert';
import { openSqlite } from '#main/store/database/sqlite';

const thing = sqliteTable('thing', {
  id: integer('id').primaryKey(),
  name: text('name').notNull().unique(),
  place: text('place_name').notNull().default('here'),
  whole: integer('whole', { mode: 'boolean' }),
  parts: text('parts', { mode: 'json' }).$type<readonly number[]>(),
});

function opened() {
  const sqlite = openSqlite(':memory:');
  sqlite.exec(
    `CREATE TABLE thing (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, place_name TEXT NOT NULL DEFAULT 'here',
     whole INTEGER, parts TEXT)`,
  );
  const db = drizzleOver(sqlite);
  return { db, all: () => db.select().from(thing).orderBy(thing.id).all() };
}

it('writes what a row says, its defaults, and nothing as nothing', () => {
  const { db, all } = opened();
  const write = preparedInsert(db, thing);
  expect(write({ name: 'one', whole: false, parts: [1, 2] })).toBe(1);
  expect(write({ name: 'two', place: 'there', whole: null, parts: null })).toBe(1);
  expect(write({ name: 'three' })).toBe(1);
  expect(all()).toEqual([
    { id: 1, name: 'one', place: 'here', whole: false, parts: [1, 2] },
    { id: 2, name: 'two', place: 'there', whole: null, parts: null },
    { id: 3, name: 'three', place: 'here', whole: null, parts: null },
  ]);
});

it('replaces a row, or keeps the first, as it is told', () => {
  const { db, all } = opened();
  const replace = preparedInsert(db, thing, { replace: [thing.name] });
  const keep = preparedInsert(db, thing, 'keep-first');
  replace({ name: 'one', whole: true });
  replace({ name: 'one', place: 'there' });
  expect(keep({ name: 'one', place: 'elsewhere' })).toBe(0);
  expect(all()).toEqual([{ id: 1, name: 'one', place: 'there', whole: null, parts: null }]);
});

it('compiles a statement once, whoever asks for it', () => {
  const { db } = opened();
  const one = db.select().from(thing).prepare();
  preparedInsert(db, thing)({ name: 'one' });
  const rows = db.select({ name: thing.name, whole: thing.whole }).from(thing);
  expect(rows.all()).toEqual([{ name: 'one', whole: null }]);
  expect(rows.all()).toEqual([{ name: 'one', whole: null }]);
  expect(one.all()).toHaveLength(1);
  expect(db.all('SELECT name FROM thing')).toEqual([{ name: 'one' }]);
  expect(db.values('SELECT name FROM thing')).toEqual([['one']]);
  expect(db.all('SELECT name FROM thing')).toEqual([{ name: 'one' }]);
});
