import type {
  CapabilityOutcome,
  CollectionAttempt,
  CycleTrigger,
  LastAttempt,
  MonitoringCycle,
} from '#shared/domain/cycle';
import type { Result } from '#shared/domain/failure';
import type { Instant, Period } from '#shared/domain/instant';
import type { Deployment, FoundStore, Project } from '#shared/domain/project';
import type { MetricSample, Sample, Series, SeriesStretch } from '#shared/domain/series';

/** A stretch of a series at one resolution: every figure of the bucket, so that peaks stay visible. */
export interface RangePoint {
  /** Start of the bucket, or the moment of a raw sample. */
  readonly t: Instant;
  readonly min: number;
  readonly max: number;
  readonly mean: number;
  readonly last: number;
  readonly count: number;
  /** What a counter grew by, restarts included; null where it is unknown, absent for other kinds. */
  readonly increase?: number | null;
}

export type Resolution = 'raw' | 'hour' | 'day';

export interface SeriesRange {
  readonly resolution: Resolution;
  readonly points: readonly RangePoint[];
  /** Seconds that a point stands for where samples were joined; null for samples as they are and for days. */
  readonly step?: number | null;
}

/** A day of a series. `t` is its first second in the series' zone. */
export interface DayValue {
  readonly t: Instant;
  readonly value: number;
  readonly min: number;
  readonly max: number;
  /** Counters only: see `RangePoint`. */
  readonly increase?: number | null;
  /** True for a day's total of which the real one can only be higher; absent: it is exact, or it is no day's total. */
  readonly lowerBound?: boolean;
}

export interface RejectedSample {
  readonly sample: MetricSample;
  readonly reason: string;
}

export interface SaveResult {
  readonly saved: number;
  readonly rejected: readonly RejectedSample[];
}

export interface SampleRepository {
  listSeries(connectionId?: string): Promise<readonly Series[]>;
  findSeries(id: number): Promise<Series | null>;
  /**
   * Saves in one transaction, roll-ups kept in step. The same (series, time) again replaces. Samples
   * with a time more than five minutes ahead of `now`, or a value that is not finite, are rejected one by one.
   */
  save(connectionId: string, samples: readonly MetricSample[], now: Instant): Promise<Result<SaveResult>>;
  /** The newest sample of each series. */
  latest(seriesIds: readonly number[]): Promise<ReadonlyMap<number, Sample>>;
  /**
   * Readings of what a series counts, oldest first, by which its rate is told: of a `daily` series those of its meter,
   * which never goes back; of others the samples themselves, before `fineFrom` the last one of each hour.
   */
  meter(seriesId: number, range: Period, fineFrom: Instant): Promise<readonly Sample[]>;
  /** Raw samples, oldest first; `limit` keeps the newest. */
  raw(seriesId: number, range: Period, limit?: number): Promise<readonly Sample[]>;
  /** One value a local day, oldest first: the day's total for `daily`, its last reading otherwise. `t` is the day's start. */
  days(seriesId: number, range: Period): Promise<readonly DayValue[]>;
  /** At most `points` points; picks the resolution and keeps extremes. */
  range(seriesId: number, range: Period, points: number): Promise<SeriesRange>;
  /** `days` of many series in one call, answered in the order of the questions. */
  daysOf(questions: readonly SeriesStretch[]): Promise<readonly (readonly DayValue[])[]>;
  /** `range` of many series in one call, answered in the order of the questions. */
  ranges(questions: readonly (SeriesStretch & { readonly points: number })[]): Promise<readonly SeriesRange[]>;
  /**
   * Of each question the sum of a `daily` series (of a `counter`: what it grew by) over the days that start inside
   * the range, with the newest day's time; null when there are none, and for levels, which do not add up. Answered
   * in the order of the questions.
   */
  sums(
    questions: readonly SeriesStretch[],
  ): Promise<readonly ({ readonly value: number; readonly asOf: Instant } | null)[]>;
}

export interface CycleRepository {
  begin(trigger: CycleTrigger, at: Instant): Promise<number>;
  finish(id: number, result: Omit<MonitoringCycle, 'id' | 'trigger' | 'startedAt'>): Promise<void>;
  /** The newest that ended: one that runs, here or in another process, or was killed, has told nothing yet. */
  last(): Promise<MonitoringCycle | null>;
  recordAttempts(cycleId: number, attempts: readonly CollectionAttempt[]): Promise<void>;
  /** What one cycle asked, with how each answered. */
  attemptsOf(cycleId: number): Promise<readonly CollectionAttempt[]>;
  /** Newest attempt of each (connection, capability), and of each the newest that went well. */
  lastAttempts(): Promise<readonly LastAttempt[]>;
  /** What the newest attempt with this outcome was told; null when none is kept any more. */
  lastMessage(connectionId: string, capability: string, outcome: CapabilityOutcome): Promise<string | null>;
  /** Requests that were made since then, by connection. */
  requestsSince(since: Instant): Promise<ReadonlyMap<string, number>>;
}

export interface FactRepository {
  projects(connectionId?: string): Promise<readonly Project[]>;
  saveProjects(projects: readonly Project[]): Promise<void>;
  deployments(range: Period, connectionId?: string): Promise<readonly Deployment[]>;
  saveDeployments(deployments: readonly Deployment[]): Promise<void>;
  stores(): Promise<readonly FoundStore[]>;
  saveStores(connectionId: string, stores: readonly FoundStore[]): Promise<void>;
}
