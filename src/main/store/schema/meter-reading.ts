import { integer, primaryKey, real, sqliteTable } from 'drizzle-orm/sqlite-core';
import { series } from './series';

/**
 * What a `daily` series read while its day went on: the sample itself is replaced with every reading, and the
 * difference of two readings is the rate.
 */
export const meterReading = sqliteTable(
  'meter_reading',
  {
    seriesId: integer('series_id')
      .notNull()
      .references(() => series.id),
    /** When it was read. */
    at: integer('read_at').notNull(),
    /** First second of the day that the value counts. */
    day: integer('day').notNull(),
    value: real('value').notNull(),
  },
  (table) => [primaryKey({ columns: [table.seriesId, table.at] })],
);
