import { integer, real, sqliteTable, text, unique } from 'drizzle-orm/sqlite-core';
import { connection } from './connection';

/** Forecasts as they were made, and what came true, so that the app can grade itself. */
export const forecastRecord = sqliteTable(
  'forecast_record',
  {
    id: integer('id').primaryKey(),
    connectionId: text('connection_id')
      .notNull()
      .references(() => connection.id),
    service: text('service').notNull(),
    metric: text('metric').notNull(),
    madeAt: integer('made_at').notNull(),
    targetAt: integer('target_at').notNull(),
    q10: real('q10').notNull(),
    q50: real('q50').notNull(),
    q90: real('q90').notNull(),
    /** What was measured at `targetAt`; null until then. */
    actual: real('actual'),
    scoredAt: integer('scored_at'),
  },
  (table) => [
    unique('forecast_record_key').on(table.connectionId, table.service, table.metric, table.madeAt, table.targetAt),
  ],
);
