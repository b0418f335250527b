import { integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import type { FailureCode } from '#shared/domain/failure';
import type { Period } from '#shared/domain/instant';
import { connection } from './connection';

/** How far back the history of a connection was fetched: the mark to go on from. */
export const backfill = sqliteTable('backfill', {
  connectionId: text('connection_id')
    .primaryKey()
    .references(() => connection.id),
  reached: integer('reached').notNull(),
  complete: integer('complete', { mode: 'boolean' }).notNull(),
});

/** The same of each capability that can tell history, with what hinders it; the columns about that are null together. */
export const backfillCapability = sqliteTable(
  'backfill_capability',
  {
    connectionId: text('connection_id')
      .notNull()
      .references(() => connection.id),
    capability: text('capability').notNull(),
    reached: integer('reached').notNull(),
    complete: integer('complete', { mode: 'boolean' }).notNull(),
    /** When this stretch was first asked for in vain. */
    troubleSince: integer('trouble_since'),
    troubleTries: integer('trouble_tries'),
    /** Not asked again before. */
    nextAt: integer('next_at'),
    code: text('code').$type<FailureCode>(),
    /** The sentence, of a version that kept it here. */
    message: text('message'),
    /** Stretches that were never told whole, however often they were asked for. */
    gaps: text('gaps', { mode: 'json' }).$type<readonly Period[]>().notNull(),
  },
  (table) => [primaryKey({ columns: [table.connectionId, table.capability] })],
);
