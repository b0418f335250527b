import { integer, primaryKey, real, sqliteTable, text, unique } from 'drizzle-orm/sqlite-core';
import type { SeriesKind } from '#shared/domain/metric';
import { connection } from './connection';

/** Lines of samples, one per (connection, service, metric, project). */
export const series = sqliteTable(
  'series',
  {
    id: integer('id').primaryKey(),
    connectionId: text('connection_id')
      .notNull()
      .references(() => connection.id),
    service: text('service').notNull(),
    metric: text('metric').notNull(),
    /** Empty for the whole account: SQLite takes nulls in a unique key as different from each other. */
    projectId: text('project_id').notNull().default(''),
    kind: text('kind').$type<SeriesKind>().notNull(),
    unit: text('unit').notNull(),
    zone: text('zone').notNull(),
    source: text('source').notNull(),
    /** Retention removed raw samples before this moment; null: all are there. */
    rawFrom: integer('raw_from'),
    /** Retention removed hours before this moment; null: all are there. */
    hoursFrom: integer('hours_from'),
  },
  (table) => [unique('series_key').on(table.connectionId, table.service, table.metric, table.projectId)],
);

/**
 * The samples. Its key order keeps one series together, so that a chart reads neighboring pages.
 * Without a foreign key on purpose: a look-up per sample would cost more than the insert.
 */
export const infrastructureMetric = sqliteTable(
  'infrastructure_metric',
  {
    seriesId: integer('series_id').notNull(),
    time: integer('time').notNull(),
    value: real('value').notNull(),
    /** The real value can only be higher, as after a counter's restart or for a month that was not read from its start. */
    lowerBound: integer('lower_bound', { mode: 'boolean' }).notNull().default(false),
  },
  (table) => [primaryKey({ columns: [table.seriesId, table.time] })],
);

/** Figures of a bucket. The mean is `sum / count`; `increase` is for counters only, null where there is none. */
function rollupColumns() {
  return {
    seriesId: integer('series_id').notNull(),
    time: integer('time').notNull(),
    min: real('min').notNull(),
    max: real('max').notNull(),
    sum: real('sum').notNull(),
    last: real('last').notNull(),
    count: integer('count').notNull(),
    increase: real('increase'),
  };
}

/** Roll-ups by UTC hour. */
export const sampleHour = sqliteTable('sample_hour', rollupColumns(), (table) => [
  primaryKey({ columns: [table.seriesId, table.time] }),
]);

/** Roll-ups by day of the series' zone; `time` is the day's first second. */
export const sampleDay = sqliteTable('sample_day', rollupColumns(), (table) => [
  primaryKey({ columns: [table.seriesId, table.time] }),
]);
