import { HOUR, type Instant, type Period } from '#shared/domain/instant';
import type { SqliteDatabase } from '../database/sqlite';
import type { DayValue, RangePoint, SeriesRange } from '../store';
import { type Bucket, bucketOf, counterIncrease, joinBuckets } from './bucket';
import { groupStart, hoursPerPoint, MOST_JOINED } from './pick-resolution';
import { SampleTable } from './sample-tables';
import type { StoredSeries } from './sample-writer';

const BUCKET = 'SELECT time, min, max, sum, last, count, increase FROM';
const WITHIN = 'WHERE series_id = ? AND time >= ? AND time < ? ORDER BY time';

/** Answers charts and totals. Every statement reads a bounded stretch of one series' key range. */
export class RangeReader {
  private readonly samples: SampleTable;
  private readonly selectRaw;
  private readonly selectHours;
  private readonly selectDays;
  private readonly selectFirstDay;
  private readonly selectDayAt;

  constructor(sqlite: SqliteDatabase) {
    this.samples = new SampleTable(sqlite);
    this.selectRaw = sqlite.prepare<[number, Instant, Instant, number], { time: Instant; value: number }>(
      `SELECT time, value FROM infrastructure_metric ${WITHIN} LIMIT ?`,
    );
    this.selectHours = sqlite.prepare<[number, Instant, Instant], Bucket>(`${BUCKET} sample_hour ${WITHIN}`);
    this.selectDays = sqlite.prepare<[number, Instant, Instant], Bucket>(`${BUCKET} sample_day ${WITHIN}`);
    this.selectFirstDay = sqlite
      .prepare<[number], Instant>('SELECT time FROM sample_day WHERE series_id = ? ORDER BY time LIMIT 1')
      .pluck();
    this.selectDayAt = sqlite
      .prepare<[number, Instant], Instant>(
        'SELECT time FROM sample_day WHERE series_id = ? AND time <= ? ORDER BY time DESC LIMIT 1',
      )
      .pluck();
  }

  /**
   * At most `points` points over `range`, from the finest resolution that can be read within a chart's
   * time: raw samples, hours (joined by a few), days. A bucket that begins before the range but
   * reaches into it is part of the answer, so that its peak is.
   */
  range(series: StoredSeries, range: Period, points: number): SeriesRange {
    const wanted = Math.max(1, Math.floor(points));
    const first = this.selectFirstDay.get(series.id);
    const latest = this.samples.latest(series.id);
    if (first === undefined || latest === undefined) {
      return { resolution: 'raw', points: [], step: null };
    }
    const start = Math.max(range.start, first);
    const end = Math.min(range.end, latest.time + 1);
    if (start >= end) {
      return { resolution: 'raw', points: [], step: null };
    }
    if (series.kind === 'daily') {
      return this.fromDays(series, start, end, wanted);
    }
    return (
      this.fromRaw(series, start, end, wanted) ??
      this.fromHours(series, start, end, wanted) ??
      this.fromDays(series, start, end, wanted)
    );
  }

  /** Days that start inside `range`. */
  days(series: StoredSeries, range: Period): DayValue[] {
    return this.selectDays.all(series.id, range.start, range.end).map((day) => ({
      t: day.time,
      value: day.last,
      min: day.min,
      max: day.max,
      ...(series.kind === 'counter' ? { increase: day.increase } : {}),
    }));
  }

  sum(series: StoredSeries, range: Period): { value: number; asOf: Instant } | null {
    let value: number | null = null;
    let asOf = 0;
    for (const day of this.selectDays.all(series.id, range.start, range.end)) {
      const part = amountOf(series, day);
      if (part !== null) {
        value = (value ?? 0) + part;
        asOf = day.time;
      }
    }
    return value === null ? null : { value, asOf };
  }

  private fromRaw(series: StoredSeries, start: Instant, end: Instant, points: number): SeriesRange | null {
    if (series.rawFrom !== null && start < series.rawFrom) {
      return null;
    }
    const most = points * MOST_JOINED;
    const rows = this.selectRaw.all(series.id, start, end, most + 1);
    if (rows.length > most) {
      return null;
    }
    const before = series.kind === 'counter' ? this.samples.before(series.id, start)?.value : undefined;
    const buckets = rawBuckets(rows, series.kind === 'counter', before);
    if (rows.length <= points) {
      return { resolution: 'raw', points: buckets.map((bucket) => toPoint(series, bucket)), step: null };
    }
    const step = Math.ceil((end - start) / points);
    const groups = groupBy(buckets, (time) => time - ((time - start) % step));
    return { resolution: 'raw', points: groups.map((bucket) => toPoint(series, bucket)), step };
  }

  private fromHours(series: StoredSeries, start: Instant, end: Instant, points: number): SeriesRange | null {
    const firstHour = groupStart(start, 1);
    const hours = Math.ceil((end - firstHour) / HOUR);
    // A range rarely begins where groups begin, so that one more group than asked for could come out.
    const each = hours <= points ? 1 : hoursPerPoint(hours, points - 1);
    if (each === null || (series.hoursFrom !== null && firstHour < series.hoursFrom)) {
      return null;
    }
    const buckets = this.selectHours.all(series.id, firstHour, end);
    const groups = each === 1 ? buckets : groupBy(buckets, (time) => groupStart(time, each));
    return { resolution: 'hour', points: groups.map((bucket) => toPoint(series, bucket)), step: each * HOUR };
  }

  private fromDays(series: StoredSeries, start: Instant, end: Instant, points: number): SeriesRange {
    const firstDay = this.selectDayAt.get(series.id, start) ?? start;
    const buckets = this.selectDays.all(series.id, firstDay, end);
    const each = Math.ceil(buckets.length / points);
    const groups: Bucket[] = [];
    for (let index = 0; index < buckets.length; index += each) {
      const group = buckets.slice(index, index + each);
      groups.push(each === 1 ? (group[0] as Bucket) : joinBuckets((group[0] as Bucket).time, group));
    }
    return { resolution: 'day', points: groups.map((bucket) => toPoint(series, bucket)), step: null };
  }
}

/** What a day adds to a total; null where the day of this kind has no amount. */
function amountOf(series: StoredSeries, day: Bucket): number | null {
  if (series.kind === 'daily') {
    return day.last;
  }
  return series.kind === 'counter' ? day.increase : null;
}

function rawBuckets(
  rows: readonly { time: Instant; value: number }[],
  isCounter: boolean,
  valueBefore: number | undefined,
): Bucket[] {
  let before = valueBefore;
  return rows.map(({ time, value }) => {
    const increase = isCounter && before !== undefined ? counterIncrease(before, value) : null;
    before = value;
    return bucketOf(time, value, increase);
  });
}

function groupBy(buckets: readonly Bucket[], startOf: (time: Instant) => Instant): Bucket[] {
  const groups: Bucket[] = [];
  let members: Bucket[] = [];
  let open: Instant | null = null;
  for (const bucket of buckets) {
    const start = startOf(bucket.time);
    if (open !== null && start !== open) {
      groups.push(joinBuckets(open, members));
      members = [];
    }
    open = start;
    members.push(bucket);
  }
  if (open !== null) {
    groups.push(joinBuckets(open, members));
  }
  return groups;
}

function toPoint(series: StoredSeries, bucket: Bucket): RangePoint {
  const { time: t, min, max, sum, last, count, increase } = bucket;
  const point = { t, min, max, mean: sum / count, last, count };
  return series.kind === 'counter' ? { ...point, increase } : point;
}
