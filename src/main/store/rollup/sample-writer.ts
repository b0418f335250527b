import { HOUR, type Instant } from '#shared/domain/instant';
import type { Sample, Series } from '#shared/domain/series';
import type { SqliteDatabase } from '../database/sqlite';
import { addReading, type Bucket, bucketOf, counterIncrease } from './bucket';
import { DayFinder } from './day-finder';
import { MeterTable } from './meter-table';
import { BucketTable, SampleTable } from './sample-tables';

/** A series with what retention has removed of it. */
export interface StoredSeries extends Series {
  /** Raw samples before this moment are gone; null: all are there. */
  readonly rawFrom: Instant | null;
  readonly hoursFrom: Instant | null;
}

/** The newest end of a series, where a cycle appends. */
interface Tail {
  time: Instant;
  value: number;
  hour: Bucket;
  day: Bucket;
  dayEnd: Instant;
}

/**
 * Writes samples with their roll-ups in step. What is newer than all before is added to the open
 * hour and day, which are kept in memory; what comes late or again recomputes the buckets it touches
 * from the raw samples. To be called inside a transaction; `forget` after a roll-back and whenever
 * another connection wrote.
 */
export class SampleWriter {
  private readonly samples: SampleTable;
  private readonly hours: BucketTable;
  private readonly days: BucketTable;
  private readonly meters: MeterTable;
  private readonly finder = new DayFinder();
  private readonly tails = new Map<number, Tail>();

  constructor(sqlite: SqliteDatabase) {
    this.samples = new SampleTable(sqlite);
    this.hours = new BucketTable(sqlite, 'sample_hour');
    this.days = new BucketTable(sqlite, 'sample_day');
    this.meters = new MeterTable(sqlite);
  }

  forget(): void {
    this.tails.clear();
  }

  /**
   * Saves samples of one series, in rising order of time without repeats. Answers those that it could
   * not take: their day was summed up and its raw samples removed, so that one more cannot be told
   * from one that is counted already. `now`: when they were read.
   */
  write(series: StoredSeries, samples: readonly Sample[], now: Instant): readonly Sample[] {
    if (series.kind === 'daily') {
      this.writeDailyTotals(series, samples, now);
      return [];
    }
    const newest = this.tailOf(series)?.time ?? Number.NEGATIVE_INFINITY;
    const firstNew = samples.findIndex((sample) => sample.time > newest);
    const late = firstNew === -1 ? samples : samples.slice(0, firstNew);
    const refused = late.length === 0 ? [] : this.writeLate(series, late);
    if (firstNew !== -1) {
      this.append(series, firstNew === 0 ? samples : samples.slice(firstNew));
    }
    return refused;
  }

  /** Works out anew, from raw samples, the day around `time` and its hours. Answers the day's end. */
  rebuildDayAround(series: StoredSeries, time: Instant): Instant {
    const { start, end } = this.finder.find(time, series.zone);
    this.rebuildDay(series, start, end);
    for (let hour = hourOf(start); hour < end && series.kind !== 'daily'; hour += HOUR) {
      this.rebuildHour(series, hour);
    }
    this.tails.delete(series.id);
    return end;
  }

  /**
   * Works out the roll-ups of the day around `time` where they are missing or count less than the raw
   * samples; what counts more was rescued or summed up and stays. Answers the day's end.
   */
  completeDay(series: StoredSeries, time: Instant): Instant {
    const { start, end } = this.finder.find(time, series.zone);
    if ((this.days.get(series.id, start)?.count ?? 0) < this.samples.countBetween(series.id, start, end)) {
      this.rebuildDay(series, start, end);
    }
    for (let hour = hourOf(start); hour < end && series.kind !== 'daily'; hour += HOUR) {
      if ((this.hours.get(series.id, hour)?.count ?? 0) < this.samples.countBetween(series.id, hour, hour + HOUR)) {
        this.rebuildHour(series, hour);
      }
    }
    this.tails.delete(series.id);
    return end;
  }

  // A day's total stands for its whole day: revised, it replaces; hours would say nothing.
  private writeDailyTotals(series: StoredSeries, samples: readonly Sample[], now: Instant): void {
    const byDay = new Map<Instant, Sample>();
    for (const sample of samples) {
      byDay.set(this.finder.find(sample.time, series.zone).start, sample);
    }
    const totals = [...byDay].map(([time, sample]) => ({ ...sample, time }));
    this.meters.read(series.id, totals, (day) => this.days.get(series.id, day)?.last ?? null, now);
    this.samples.put(series.id, totals);
    for (const { time, value } of totals) {
      this.days.put(series.id, bucketOf(time, value, null));
    }
  }

  private append(series: StoredSeries, samples: readonly Sample[]): void {
    this.samples.put(series.id, samples);
    let tail = this.tails.get(series.id);
    const isCounter = series.kind === 'counter';
    for (const { time, value } of samples) {
      const increase = isCounter && tail !== undefined ? counterIncrease(tail.value, value) : null;
      if (tail === undefined) {
        tail = this.openTail(series, time, value, null);
        this.tails.set(series.id, tail);
        continue;
      }
      if (time < tail.hour.time + HOUR) {
        addReading(tail.hour, value, increase);
      } else {
        this.hours.put(series.id, tail.hour);
        tail.hour = bucketOf(hourOf(time), value, increase);
      }
      if (time < tail.dayEnd) {
        addReading(tail.day, value, increase);
      } else {
        this.days.put(series.id, tail.day);
        const day = this.finder.find(time, series.zone);
        tail.day = bucketOf(day.start, value, increase);
        tail.dayEnd = day.end;
      }
      tail.time = time;
      tail.value = value;
    }
    if (tail !== undefined) {
      this.hours.put(series.id, tail.hour);
      this.days.put(series.id, tail.day);
    }
  }

  private writeLate(series: StoredSeries, samples: readonly Sample[]): readonly Sample[] {
    const refused = series.rawFrom === null ? [] : this.summedUp(series, series.rawFrom, samples);
    const left = new Set(refused);
    const taken = refused.length === 0 ? samples : samples.filter((sample) => !left.has(sample));
    this.samples.put(series.id, taken);
    const hours = new Set<Instant>();
    const days = new Map<Instant, Instant>();
    const touch = (time: Instant): void => {
      hours.add(hourOf(time));
      const day = this.finder.find(time, series.zone);
      days.set(day.start, day.end);
    };
    for (const { time } of taken) {
      touch(time);
      // A counter's next reading now grows from another one before it.
      const next = series.kind === 'counter' ? this.samples.after(series.id, time) : undefined;
      if (next !== undefined) {
        touch(next.time);
      }
    }
    for (const hour of hours) {
      this.rebuildHour(series, hour);
    }
    for (const [start, end] of days) {
      this.rebuildDay(series, start, end);
    }
    this.tails.delete(series.id);
    this.tailOf(series);
    return refused;
  }

  private summedUp(series: StoredSeries, rawFrom: Instant, samples: readonly Sample[]): Sample[] {
    const answers = new Map<Instant, boolean>();
    return samples.filter((sample) => {
      if (sample.time >= rawFrom) {
        return false;
      }
      const day = this.finder.find(sample.time, series.zone);
      let closed = answers.get(day.start);
      if (closed === undefined) {
        const counted = this.days.get(series.id, day.start)?.count ?? 0;
        closed = counted !== this.samples.countBetween(series.id, day.start, day.end);
        answers.set(day.start, closed);
      }
      return closed;
    });
  }

  private rebuildHour(series: StoredSeries, hour: Instant): void {
    const bucket = this.recompute(series, hour, hour + HOUR);
    if (bucket === null) {
      this.hours.remove(series.id, hour);
    } else {
      this.hours.put(series.id, bucket);
    }
  }

  private rebuildDay(series: StoredSeries, start: Instant, end: Instant): void {
    const bucket = this.recompute(series, start, end);
    if (bucket === null) {
      this.days.remove(series.id, start);
    } else {
      this.days.put(series.id, bucket);
    }
  }

  private recompute(series: StoredSeries, start: Instant, end: Instant): Bucket | null {
    const isCounter = series.kind === 'counter';
    let before = isCounter ? this.samples.before(series.id, start)?.value : undefined;
    let bucket: Bucket | null = null;
    for (const { value } of this.samples.between(series.id, start, end)) {
      const increase = before === undefined ? null : counterIncrease(before, value);
      if (bucket === null) {
        bucket = bucketOf(start, value, increase);
      } else {
        addReading(bucket, value, increase);
      }
      before = isCounter ? value : undefined;
    }
    return bucket;
  }

  private tailOf(series: StoredSeries): Tail | undefined {
    const known = this.tails.get(series.id);
    if (known !== undefined) {
      return known;
    }
    const latest = this.samples.latest(series.id);
    if (latest === undefined) {
      return undefined;
    }
    const tail = this.openTail(series, latest.time, latest.value, null);
    tail.hour = this.hours.get(series.id, tail.hour.time) ?? tail.hour;
    tail.day = this.days.get(series.id, tail.day.time) ?? tail.day;
    this.tails.set(series.id, tail);
    return tail;
  }

  private openTail(series: StoredSeries, time: Instant, value: number, increase: number | null): Tail {
    const day = this.finder.find(time, series.zone);
    return {
      time,
      value,
      hour: bucketOf(hourOf(time), value, increase),
      day: bucketOf(day.start, value, increase),
      dayEnd: day.end,
    };
  }
}

function hourOf(time: Instant): Instant {
  return time - (time % HOUR);
}
