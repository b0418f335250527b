import { index, integer, primaryKey, real, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import { connection } from './connection';

/**
 * Figures of limits that another one has replaced: the newest row of a limit ends where the limit in force begins.
 * `until` is when it ended, `learnedAt` when Headroom saw it.
 */
export const limitHistory = sqliteTable(
  'limit_history',
  {
    id: integer('id').primaryKey(),
    connectionId: text('connection_id')
      .notNull()
      .references(() => connection.id),
    /** Empty: of the whole connection. */
    projectId: text('project_id').notNull().default(''),
    service: text('service').notNull(),
    metric: text('metric').notNull(),
    limitId: text('limit_id').notNull(),
    value: real('value').notNull(),
    unit: text('unit').notNull(),
    until: integer('valid_until').notNull(),
    learnedAt: integer('learned_at').notNull(),
  },
  (table) => [index('limit_history_by_connection').on(table.connectionId, table.until)],
);

/**
 * Plans of a connection, each from a day of its provider's zone on. A row that was learned later takes the place of
 * those that begin on its day or after. Rows of versions up to 0004 were learned some time on their first day: it is its start
 * in UTC that stands for that.
 */
export const planHistory = sqliteTable(
  'plan_history',
  {
    id: integer('id').primaryKey(),
    connectionId: text('connection_id')
      .notNull()
      .references(() => connection.id),
    from: text('from_day').notNull(),
    provider: text('provider').notNull(),
    plan: text('plan').notNull(),
    /** As the provider calls it; null in rows of old versions. */
    planName: text('plan_name'),
    learnedAt: integer('learned_at').notNull(),
  },
  (table) => [index('plan_history_by_connection').on(table.connectionId)],
);

/**
 * What was said of what a billing period comes to, on day 7, 14 and 21 of it (`mark`) or the first day after that
 * Headroom ran. Amounts in millionths of the bill's currency; `lines` in main units by title.
 */
export const billStatement = sqliteTable(
  'bill_statement',
  {
    connectionId: text('connection_id')
      .notNull()
      .references(() => connection.id),
    periodStart: integer('period_start').notNull(),
    mark: integer('mark').notNull(),
    /** The day of the period on which it was said, 1 for the first. */
    day: integer('day').notNull(),
    at: integer('at').notNull(),
    soFar: integer('so_far').notNull(),
    q10: integer('q10').notNull(),
    q50: integer('q50').notNull(),
    q90: integer('q90').notNull(),
    complete: integer('complete', { mode: 'boolean' }).notNull(),
    lines: text('lines', { mode: 'json' }).$type<Readonly<Record<string, number>>>().notNull(),
  },
  (table) => [primaryKey({ columns: [table.connectionId, table.periodStart, table.mark] })],
);
