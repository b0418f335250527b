import { fail, succeed } from '#shared/domain/failure';
import { HOUR, type Instant } from '#shared/domain/instant';
import type { Sample } from '#shared/domain/series';
import type { SqliteDatabase } from '../database/sqlite';
import { expectedFailure } from '../database/store-error';
import type { SampleRepository } from '../measured';
import { RangeReader } from '../rollup/range-reader';
import type { SampleIntake } from '../rollup/sample-intake';
import { SampleTable } from '../rollup/sample-tables';
import type { StoredSeries } from '../rollup/sample-writer';

/** Samples and their roll-ups. */
export function sampleRepository(sqlite: SqliteDatabase, intake: SampleIntake): SampleRepository {
  const samples = new SampleTable(sqlite);
  const reader = new RangeReader(sqlite);
  const newest = sqlite.prepare<[number, number, number, number], Sample>(
    `SELECT time, value FROM infrastructure_metric
     WHERE series_id = ? AND time >= ? AND time < ? ORDER BY time DESC LIMIT ?`,
  );

  const meterReadings = sqlite.prepare<[number, Instant, Instant], Sample>(
    'SELECT read_at AS time, value FROM meter_reading WHERE series_id = ? AND read_at >= ? AND read_at < ? ORDER BY read_at',
  );
  // The end of an hour is when its last reading held at the latest.
  const hours = sqlite.prepare<[number, Instant, Instant], Sample>(
    `SELECT time + ${HOUR} AS time, last AS value FROM sample_hour WHERE series_id = ? AND time >= ? AND time < ? ORDER BY time`,
  );

  const seriesOf = (id: number): StoredSeries => {
    const series = intake.catalog.find(id);
    if (series === null) {
      throw new RangeError(`There is no series ${id}.`);
    }
    return series;
  };

  return {
    async listSeries(connectionId) {
      return connectionId === undefined ? intake.catalog.list() : intake.catalog.listOf(connectionId);
    },
    async findSeries(id) {
      return intake.catalog.find(id);
    },
    async save(connectionId, batch, now) {
      try {
        return succeed(intake.save(connectionId, batch, now));
      } catch (error) {
        return fail(expectedFailure(error));
      }
    },
    async latest(seriesIds) {
      return samples.latestOf(seriesIds);
    },
    async meter(seriesId, { start, end }, fineFrom) {
      if (seriesOf(seriesId).kind === 'daily') {
        return meterReadings.all(seriesId, start, end);
      }
      const fine = fineFrom - (fineFrom % HOUR);
      return [...hours.all(seriesId, start, fine), ...samples.between(seriesId, Math.max(fine, start), end)];
    },
    async raw(seriesId, range, limit) {
      return limit === undefined
        ? samples.between(seriesId, range.start, range.end)
        : newest.all(seriesId, range.start, range.end, limit).reverse();
    },
    async days(seriesId, range) {
      return reader.days(seriesOf(seriesId), range);
    },
    async range(seriesId, range, points) {
      return reader.range(seriesOf(seriesId), range, points);
    },
    async daysOf(questions) {
      return questions.map(({ seriesId, range }) => reader.days(seriesOf(seriesId), range));
    },
    async ranges(questions) {
      return questions.map(({ seriesId, range, points }) => reader.range(seriesOf(seriesId), range, points));
    },
    async sums(questions) {
      return questions.map(({ seriesId, range }) => reader.sum(seriesOf(seriesId), range));
    },
  };
}
