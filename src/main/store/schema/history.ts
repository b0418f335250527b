import { index, integer, real, sqliteTable, text } from 'drizzle-orm/sqlite-core';
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
