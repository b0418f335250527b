import { DAY, HOUR, type Instant } from '#shared/domain/instant';
import type { Sample } from '#shared/domain/series';
import type { SqliteDatabase } from '../database/sqlite';

/** Days that a provider still counts on or revises: what they grow by between two readings was used since. */
const GROWING_DAYS = 2;
/** So long every reading is kept; before it the last one of each hour. */
const FINE_FOR = 2 * DAY;

/**
 * Meters made of `daily` series: what a series has counted since its first reading, kept with every reading. A sample
 * of such a series stands for its whole day and is replaced; the difference of two readings of its meter is the rate.
 */
export class MeterTable {
  private readonly selectLatest;
  private readonly insert;
  private readonly thin;

  constructor(sqlite: SqliteDatabase) {
    this.selectLatest = sqlite.prepare<[number], Sample>(
      'SELECT read_at AS time, value FROM meter_reading WHERE series_id = ? ORDER BY read_at DESC LIMIT 1',
    );
    this.insert = sqlite.prepare<[number, Instant, Instant, number]>(
      'INSERT OR REPLACE INTO meter_reading (series_id, read_at, day, value) VALUES (?, ?, ?, ?)',
    );
    this.thin = sqlite.prepare<{ series: number; from: Instant; to: Instant }>(
      `DELETE FROM meter_reading WHERE series_id = @series AND read_at >= @from AND read_at < @to AND read_at <>
         (SELECT max(read_at) FROM meter_reading WHERE series_id = @series AND read_at >= @from AND read_at < @to)`,
    );
  }

  /**
   * Keeps a reading made at `now`: `totals` are days with what they count, `before` answers what a day counted until
   * then (null: it was not there). What is not of the last days is history that was filled in.
   */
  read(seriesId: number, totals: readonly Sample[], before: (day: Instant) => number | null, now: Instant): void {
    const recent = totals.filter(({ time }) => time > now - GROWING_DAYS * DAY && time <= now);
    const newest = recent.at(-1);
    if (newest === undefined) {
      return;
    }
    const latest = this.selectLatest.get(seriesId);
    const grown = recent.reduce((sum, { time, value }) => sum + value - (before(time) ?? 0), 0);
    // Of what was counted before the first reading nobody knows when.
    const value = latest === undefined ? 0 : latest.value + Math.max(0, grown);
    if (latest !== undefined && latest.time >= now) {
      return;
    }
    this.insert.run(seriesId, now, newest.time, value);
    const hour = now - (now % HOUR);
    if (latest !== undefined && latest.time < hour) {
      this.thin.run({ series: seriesId, from: hour - FINE_FOR - HOUR, to: hour - FINE_FOR });
    }
  }
}
