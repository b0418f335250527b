import { integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';

/**
 * Rows whose time lay in a future that never was, taken out of their tables when the clock came back. In no figure,
 * until a person removes them for good or says that the clock was right.
 */
export const setAside = sqliteTable('set_aside', {
  id: integer('id').primaryKey(),
  /** The table that it was taken from. */
  table: text('table_name').notNull(),
  /** Whose it is; null for what belongs to no connection. Without a reference: rows outlast what they point at. */
  connectionId: text('connection_id'),
  /** The time that the row tells of. */
  time: integer('time').notNull(),
  /** What the clock said when it was taken out. */
  at: integer('at').notNull(),
  /** The row as JSON, column by column. */
  row: text('row').notNull(),
});
