import { HOUR, type Instant, type Period } from '#shared/domain/instant';
import type { SqliteDatabase } from '../database/sqlite';
import type { DayValue, RangePoint, SeriesRange } from '../measured';
import { addBucket, type Bucket, bucketOf, counterIncrease } from './bucket';
import { SampleTable } from './sample-tables';
import type { StoredSeries } from './sample-writer';

const BUCKET = 'SELECT time, min, max, sum, last, count, increase FROM';
const WITHIN = 'WHERE series_id = ? AND time >= ? AND time < ? ORDER BY time';

/** Rows come as arrays: thousands of them are read for one chart. */
type BucketRow = [
  time: Instant,
  min: number,
  max: number,
  sum: number,
  last: number,
  count: number,
  increase: number | null,
];

/** Answers charts and totals. Every statement reads a bounded stretch of one series' key range. */
export class RangeReader {
  private readonly samples: SampleTable;
  private readonly selectRaw;
  private readonly selectNth;
  private readonly selectHours;
  private readonly selectDays;
  private readonly selectFirstDay;
  private readonly selectDayAt;

  constructor(sqlite: SqliteDatabase) {
    this.samples = new SampleTable(sqlite);
    this.selectRaw = sqlite
      .prepare<[number, Instant, Instant], [Instant, number]>(`SELECT time, value FROM infrastructure_metric ${WITHIN}`)
      .raw();
    this.selectNth = sqlite
      .prepare<[number, Instant, Instant, number], Instant>(
        `SELECT time FROM infrastructure_metric ${WITHIN} LIMIT 1 OFFSET ?`,
      )
      .pluck();
    this.selectHours = sqlite.prepare<[number, Instant, Instant], BucketRow>(`${BUCKET} sample_hour ${WITHIN}`).raw();
    this.selectDays = sqlite.prepare<[number, Instant, Instant], BucketRow>(`${BUCKET} sample_day ${WITHIN}`).raw();
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
    const bounds = series.kind === 'daily' ? this.samples.lowerBounds(series.id, range.start, range.end) : [];
    return this.daysWithin(series, range).map((day) => ({
      t: day.time,
      value: day.last,
      min: day.min,
      max: day.max,
      ...(series.kind === 'counter' ? { increase: day.increase } : {}),
      ...(bounds.includes(day.time) ? { lowerBound: true } : {}),
    }));
  }

  sum(series: StoredSeries, range: Period): { value: number; asOf: Instant } | null {
    let value: number | null = null;
    let asOf = 0;
    for (const day of this.daysWithin(series, range)) {
      const part = amountOf(series, day);
      if (part !== null) {
        value = (value ?? 0) + part;
        asOf = day.time;
      }
    }
    return value === null ? null : { value, asOf };
  }

  private daysWithin(series: StoredSeries, range: Period): Bucket[] {
    return this.selectDays.all(series.id, range.start, range.end).map(toBucket);
  }

  private fromRaw(series: StoredSeries, start: Instant, end: Instant, points: number): SeriesRange | null {
    if (series.rawFrom !== null && start < series.rawFrom) {
      return null;
    }
    // Asked without reading the rows over to here, since the answer is no for most of the longer ranges.
    if (this.selectNth.get(series.id, start, end, points * MOST_JOINED) !== undefined) {
      return null;
    }
    const buckets = this.rawBuckets(series, start, end);
    if (buckets.length <= points) {
      return { resolution: 'raw', points: toPoints(series, buckets), step: null };
    }
    const step = Math.ceil((end - start) / points);
    const groups = groupBy(buckets, (time) => time - ((time - start) % step));
    return { resolution: 'raw', points: toPoints(series, groups), step };
  }

  private rawBuckets(series: StoredSeries, start: Instant, end: Instant): Bucket[] {
    const isCounter = series.kind === 'counter';
    let before = isCounter ? this.samples.before(series.id, start)?.value : undefined;
    return this.selectRaw.all(series.id, start, end).map(([time, value]) => {
      const increase = before === undefined ? null : counterIncrease(before, value);
      before = isCounter ? value : undefined;
      return bucketOf(time, value, increase);
    });
  }

  private fromHours(series: StoredSeries, start: Instant, end: Instant, points: number): SeriesRange | null {
    const firstHour = groupStart(start, 1);
    const hours = Math.ceil((end - firstHour) / HOUR);
    // A range rarely begins where groups begin, so that one more group than asked for could come out.
    const each = hours <= points ? 1 : hoursPerPoint(hours, points - 1);
    if (each === null || (series.hoursFrom !== null && firstHour < series.hoursFrom)) {
      return null;
    }
    const buckets = this.selectHours.all(series.id, firstHour, end).map(toBucket);
    const groups = each === 1 ? buckets : groupBy(buckets, (time) => groupStart(time, each));
    return { resolution: 'hour', points: toPoints(series, groups), step: each * HOUR };
  }

  private fromDays(series: StoredSeries, start: Instant, end: Instant, points: number): SeriesRange {
    const firstDay = this.selectDayAt.get(series.id, start) ?? start;
    const buckets = this.selectDays.all(series.id, firstDay, end).map(toBucket);
    const each = Math.ceil(buckets.length / points);
    let index = 0;
    let open = 0;
    const groups = groupBy(buckets, (time) => {
      if (index % each === 0) {
        open = time;
      }
      index += 1;
      return open;
    });
    return { resolution: 'day', points: toPoints(series, groups), step: null };
  }
}

/** What a day adds to a total; null where the day of this kind has no amount. */
function amountOf(series: StoredSeries, day: Bucket): number | null {
  if (series.kind === 'daily') {
    return day.last;
  }
  return series.kind === 'counter' ? day.increase : null;
}

/** Joins neighbors for which `startOf` answers the same; it is asked once for each, in order. */
function groupBy(buckets: readonly Bucket[], startOf: (time: Instant) => Instant): Bucket[] {
  const groups: Bucket[] = [];
  let open: Bucket | null = null;
  for (const bucket of buckets) {
    const start = startOf(bucket.time);
    if (open !== null && start === open.time) {
      addBucket(open, bucket);
    } else {
      open = { ...bucket, time: start };
      groups.push(open);
    }
  }
  return groups;
}

function toBucket([time, min, max, sum, last, count, increase]: BucketRow): Bucket {
  return { time, min, max, sum, last, count, increase };
}

function toPoints(series: StoredSeries, buckets: readonly Bucket[]): RangePoint[] {
  const isCounter = series.kind === 'counter';
  return buckets.map(({ time: t, min, max, sum, last, count, increase }) => {
    const point = { t, min, max, mean: sum / count, last, count };
    return isCounter ? { ...point, increase } : point;
  });
}

/** Reading and joining this many times the points asked for still fits a chart's time budget. */
const MOST_JOINED = 3;

/**
 * How many hours go into one point so that `hours` hours make at most `points` points; null when that
 * would read too many hours, so that days have to do.
 */
function hoursPerPoint(hours: number, points: number): number | null {
  const perPoint = Math.ceil(hours / points);
  return perPoint <= MOST_JOINED ? perPoint : null;
}

/** The start of the group of `hoursEach` hours that `time` falls in, counted from 1970. */
function groupStart(time: number, hoursEach: number): number {
  const width = hoursEach * HOUR;
  return time - (time % width);
}
