import { sql } from 'drizzle-orm';
import { index, integer, real, sqliteTable, text, unique, uniqueIndex } from 'drizzle-orm/sqlite-core';
import type { Verdict } from '#shared/core/forecasting/verdict';
import { connection } from './connection';
import { series } from './series';

/**
 * One forecast a series and closed day, and what came true, so that the app can grade itself. Columns that
 * came later can be null: rows of an older version have none of them, and are not read.
 */
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
    seriesId: integer('series_id').references(() => series.id),
    q025: real('q025'),
    q25: real('q25'),
    q75: real('q75'),
    q975: real('q975'),
    /** Made afterwards, from nothing but what was known at `madeAt`. */
    replayed: integer('replayed', { mode: 'boolean' }),
  },
  (table) => [
    unique('forecast_record_key').on(table.connectionId, table.service, table.metric, table.madeAt, table.targetAt),
    uniqueIndex('forecast_record_day').on(table.seriesId, table.targetAt),
    index('forecast_record_open').on(table.targetAt).where(sql`scored_at IS NULL`),
  ],
);

/** The forecast of a series as the last cycle made it, so that the next start of the app shows it at once. */
export const forecast = sqliteTable('forecast', {
  seriesId: integer('series_id')
    .primaryKey()
    .references(() => series.id),
  /** Of what it was made from: another one asks for a new forecast. */
  fingerprint: text('fingerprint').notNull(),
  madeAt: integer('made_at').notNull(),
  forecast: text('forecast', { mode: 'json' }).$type<unknown>().notNull(),
});

/** What a cycle said of the queue of limits: one row each time that it said something new. */
export const verdict = sqliteTable('verdict', {
  id: integer('id').primaryKey(),
  at: integer('at').notNull(),
  state: text('state').$type<Verdict['state']>().notNull(),
  /** The limit that it is about; null when it is about none. */
  limitKey: text('limit_key'),
  /** Days that it speaks of; null when it speaks of none. */
  days: real('days'),
});
