import type { Instant } from '#shared/domain/instant';
import type { MetricSample, Sample } from '#shared/domain/series';
import type { SqliteDatabase } from '../database/sqlite';
import type { RejectedSample, SaveResult } from '../measured';
import { faultOfKind, faultOfReading, type MayBeNegative } from './accept-sample';
import { SampleWriter } from './sample-writer';
import { SeriesCatalog, seriesKey } from './series-catalog';

/** The one way in for samples: checks them one by one, finds their series, writes all in one transaction. */
export class SampleIntake {
  readonly catalog: SeriesCatalog;
  readonly writer: SampleWriter;
  private readonly dataVersion;
  private readonly transaction;
  private seenVersion = -1;

  constructor(
    sqlite: SqliteDatabase,
    private readonly mayBeNegative: MayBeNegative,
  ) {
    this.catalog = new SeriesCatalog(sqlite);
    this.writer = new SampleWriter(sqlite);
    this.dataVersion = sqlite.prepare<[], number>('PRAGMA data_version').pluck();
    this.transaction = sqlite.transaction((work: () => SaveResult) => {
      const version = this.dataVersion.get() ?? 0;
      if (version !== this.seenVersion) {
        this.forget();
        this.seenVersion = version;
      }
      return work();
    });
  }

  /** Drops what is kept in memory about the file; to be called after any other write to samples or series. */
  forget(): void {
    this.catalog.forget();
    this.writer.forget();
  }

  /** Throws `SqliteError` when the file cannot be written; then nothing of the batch is in it. */
  save(connectionId: string, samples: readonly MetricSample[], now: Instant): SaveResult {
    try {
      return this.transaction.immediate(() => this.saveAll(connectionId, samples, now));
    } catch (error) {
      this.forget();
      throw error;
    }
  }

  private saveAll(connectionId: string, samples: readonly MetricSample[], now: Instant): SaveResult {
    const rejected: RejectedSample[] = [];
    const groups = new Map<string, MetricSample[]>();
    for (const sample of samples) {
      const reason = faultOfReading(sample.time, sample.value, now, this.mayBeNegative(sample));
      if (reason !== null) {
        rejected.push({ sample, reason });
        continue;
      }
      const key = seriesKey(connectionId, sample);
      const group = groups.get(key);
      if (group === undefined) {
        groups.set(key, [sample]);
      } else {
        group.push(sample);
      }
    }
    let saved = 0;
    for (const [key, group] of groups) {
      saved += this.saveGroup(connectionId, key, group, { rejected, now });
    }
    return { saved, rejected };
  }

  private saveGroup(
    connectionId: string,
    key: string,
    group: readonly MetricSample[],
    { rejected, now }: { readonly rejected: RejectedSample[]; readonly now: Instant },
  ): number {
    const first = group[0] as MetricSample;
    let series = this.catalog.known(connectionId, first, key) ?? this.catalog.create(connectionId, first, key);
    if (series.source !== first.source) {
      series = this.catalog.changeSource(series, first.source, key);
    }
    const fitting: MetricSample[] = [];
    for (const sample of group) {
      const reason = faultOfKind(series, sample);
      if (reason === null) {
        fitting.push(sample);
      } else {
        rejected.push({ sample, reason });
      }
    }
    const ordered = inOrder(fitting);
    const refused = this.writer.write(series, ordered, now);
    for (const sample of refused) {
      rejected.push({
        sample: sample as MetricSample,
        reason: 'its day was summed up and its readings removed, so that one more cannot be added to it',
      });
    }
    return fitting.length - refused.length;
  }
}

/** Samples by rising time; of several at one time the last one given stands. */
function inOrder<T extends Sample>(samples: readonly T[]): readonly T[] {
  let rising = true;
  for (let index = 1; index < samples.length && rising; index += 1) {
    rising = (samples[index - 1] as T).time < (samples[index] as T).time;
  }
  if (rising) {
    return samples;
  }
  const byTime = new Map<Instant, T>();
  for (const sample of samples) {
    byTime.set(sample.time, sample);
  }
  return [...byTime.values()].sort((a, b) => a.time - b.time);
}
