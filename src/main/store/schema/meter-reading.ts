import { integer, primaryKey, real, sqliteTable } from 'drizzle-orm/sqlite-core';
import { series } from './series';

/**
 * What a `daily` series had counted since its first reading, kept with every reading: the sample itself is replaced, and
 * the difference of two readings is the rate.
 */
export const meterReading = sqliteTable(
  'meter_reading',
  {
    seriesId: integer('series_id')
      .notNull()
      .references(() => series.id),
    /** When it was read. */
    at: integer('read_at').notNull(),
    /** First second of the newest day that is in it. */
    day: integer('day').notNull(),
    value: real('value').notNull(),
  },
  (table) => [primaryKey({ columns: [table.seriesId, table.at] })],
);
