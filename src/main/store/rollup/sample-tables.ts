import type { Instant } from '#shared/domain/instant';
import type { Sample } from '#shared/domain/series';
import type { SqliteDatabase } from '../database/sqlite';
import type { Bucket } from './bucket';

/** How many samples one statement inserts in bulk: beyond this, a longer statement gains nothing. */
const ROWS_PER_INSERT = 32;

const INSERT = 'INSERT OR REPLACE INTO infrastructure_metric (series_id, time, value, lower_bound) VALUES';

/** Prepared statements over the sample table, straight on SQLite: this is where a cycle spends its time. */
export class SampleTable {
  private readonly insertOne;
  private readonly insertMany;
  private readonly selectLatest;
  private readonly selectLatestOf;
  private readonly selectBefore;
  private readonly selectAfter;
  private readonly selectSpan;
  private readonly countSpan;
  private readonly bulk: number[] = [];
  private readonly selectLowerBounds;

  constructor(sqlite: SqliteDatabase) {
    this.insertOne = sqlite.prepare<[number, Instant, number, number]>(`${INSERT} (?, ?, ?, ?)`);
    this.insertMany = sqlite.prepare<[number[]]>(`${INSERT} ${Array(ROWS_PER_INSERT).fill('(?, ?, ?, ?)').join(', ')}`);
    this.selectLatest = sqlite.prepare<[number], Sample>(
      'SELECT time, value FROM infrastructure_metric WHERE series_id = ? ORDER BY time DESC LIMIT 1',
    );
    // One statement for all series: the way between JavaScript and SQLite costs more than the look-up.
    this.selectLatestOf = sqlite
      .prepare<[string], [number, Instant, number, number]>(
        `SELECT newest.series_id, newest.time, newest.value, newest.lower_bound
         FROM json_each(?) AS wanted CROSS JOIN infrastructure_metric AS newest
           ON newest.series_id = wanted.value AND newest.time =
             (SELECT time FROM infrastructure_metric WHERE series_id = wanted.value ORDER BY time DESC LIMIT 1)`,
      )
      .raw();
    this.selectBefore = sqlite.prepare<[number, Instant], Sample>(
      'SELECT time, value FROM infrastructure_metric WHERE series_id = ? AND time < ? ORDER BY time DESC LIMIT 1',
    );
    this.selectAfter = sqlite.prepare<[number, Instant], Sample>(
      'SELECT time, value FROM infrastructure_metric WHERE series_id = ? AND time > ? ORDER BY time LIMIT 1',
    );
    this.selectSpan = sqlite.prepare<[number, Instant, Instant], Sample>(
      'SELECT time, value FROM infrastructure_metric WHERE series_id = ? AND time >= ? AND time < ? ORDER BY time',
    );
    this.selectLowerBounds = sqlite
      .prepare<[number, Instant, Instant], Instant>(
        'SELECT time FROM infrastructure_metric WHERE series_id = ? AND time >= ? AND time < ? AND lower_bound',
      )
      .pluck();
    this.countSpan = sqlite
      .prepare<[number, Instant, Instant], number>(
        'SELECT count(*) FROM infrastructure_metric WHERE series_id = ? AND time >= ? AND time < ?',
      )
      .pluck();
  }

  /** Writes samples of one series; one at the same time is replaced. */
  put(seriesId: number, samples: readonly Sample[]): void {
    const whole = samples.length - (samples.length % ROWS_PER_INSERT);
    for (let start = 0; start < whole; start += ROWS_PER_INSERT) {
      for (let row = 0; row < ROWS_PER_INSERT; row += 1) {
        const sample = samples[start + row] as Sample;
        this.bulk[row * 4] = seriesId;
        this.bulk[row * 4 + 1] = sample.time;
        this.bulk[row * 4 + 2] = sample.value;
        this.bulk[row * 4 + 3] = Number(sample.lowerBound ?? false);
      }
      this.insertMany.run(this.bulk);
    }
    for (let index = whole; index < samples.length; index += 1) {
      const sample = samples[index] as Sample;
      this.insertOne.run(seriesId, sample.time, sample.value, Number(sample.lowerBound ?? false));
    }
  }

  latest(seriesId: number): Sample | undefined {
    return this.selectLatest.get(seriesId);
  }

  /** The newest sample of each of these series that has one. */
  latestOf(seriesIds: readonly number[]): Map<number, Sample> {
    const rows = this.selectLatestOf.all(JSON.stringify(seriesIds));
    return new Map(
      rows.map(([id, time, value, bound]) => [id, { time, value, ...(bound === 0 ? {} : { lowerBound: true }) }]),
    );
  }

  /** Times of the samples between `start` and `end` (exclusive) whose real value can only be higher. */
  lowerBounds(seriesId: number, start: Instant, end: Instant): Instant[] {
    return this.selectLowerBounds.all(seriesId, start, end);
  }

  before(seriesId: number, time: Instant): Sample | undefined {
    return this.selectBefore.get(seriesId, time);
  }

  after(seriesId: number, time: Instant): Sample | undefined {
    return this.selectAfter.get(seriesId, time);
  }

  between(seriesId: number, start: Instant, end: Instant): Sample[] {
    return this.selectSpan.all(seriesId, start, end);
  }

  countBetween(seriesId: number, start: Instant, end: Instant): number {
    return this.countSpan.get(seriesId, start, end) ?? 0;
  }
}

/** Prepared statements over one of the two roll-up tables. */
export class BucketTable {
  private readonly upsert;
  private readonly selectOne;
  private readonly deleteOne;

  constructor(sqlite: SqliteDatabase, table: 'sample_hour' | 'sample_day') {
    this.upsert = sqlite.prepare<[number, Instant, number, number, number, number, number, number | null]>(
      `INSERT OR REPLACE INTO ${table} (series_id, time, min, max, sum, last, count, increase) VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
    );
    this.selectOne = sqlite.prepare<[number, Instant], Bucket>(
      `SELECT time, min, max, sum, last, count, increase FROM ${table} WHERE series_id = ? AND time = ?`,
    );
    this.deleteOne = sqlite.prepare<[number, Instant]>(`DELETE FROM ${table} WHERE series_id = ? AND time = ?`);
  }

  put(seriesId: number, bucket: Bucket): void {
    this.upsert.run(
      seriesId,
      bucket.time,
      bucket.min,
      bucket.max,
      bucket.sum,
      bucket.last,
      bucket.count,
      bucket.increase,
    );
  }

  get(seriesId: number, time: Instant): Bucket | undefined {
    return this.selectOne.get(seriesId, time);
  }

  remove(seriesId: number, time: Instant): void {
    this.deleteOne.run(seriesId, time);
  }
}
