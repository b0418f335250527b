import { integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';

/** What the person chose, and what the app remembers, as JSON by key. Never a secret. */
export const setting = sqliteTable('setting', {
  key: text('key').primaryKey(),
  value: text('value').notNull(),
});

/** Rights that one process holds for a while, such as running cycles. */
export const lease = sqliteTable('lease', {
  name: text('name').primaryKey(),
  owner: text('owner').notNull(),
  until: integer('until').notNull(),
});
