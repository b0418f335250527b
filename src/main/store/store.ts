import type { Budget } from '#shared/core/costs/budget';
import type { PriceOverride } from '#shared/core/pricing/price-override';
import type { AiDay, AiMonth } from '#shared/core/usage/ai-month';
import type { AiUsageWindow } from '#shared/domain/ai-usage';
import type { Alert, AlertEvent, AlertWrite, Delivery } from '#shared/domain/alert';
import type { Charge, ChargeCategory } from '#shared/domain/charge';
import type { Connection } from '#shared/domain/connection';
import type { CollectionAttempt, CycleTrigger, LastAttempt, MonitoringCycle } from '#shared/domain/cycle';
import type { Result } from '#shared/domain/failure';
import type { DayForecast, ForecastRecord } from '#shared/domain/forecast-record';
import type { Day, Instant, Period } from '#shared/domain/instant';
import type { InfrastructureLimit } from '#shared/domain/limit';
import type { Micros } from '#shared/domain/money';
import type { Deployment, FoundStore, Project } from '#shared/domain/project';
import type { Recommendation, RecommendationEvent, RecommendationStatus } from '#shared/domain/recommendation';
import type { MetricSample, Sample, Series, SeriesStretch } from '#shared/domain/series';
import type { LearnedStore } from './learned';

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
}

export interface RejectedSample {
  readonly sample: MetricSample;
  readonly reason: string;
}

export interface SaveResult {
  readonly saved: number;
  readonly rejected: readonly RejectedSample[];
}

export interface ConnectionRepository {
  list(): Promise<readonly Connection[]>;
  find(id: string): Promise<Connection | null>;
  save(connection: Connection): Promise<void>;
  /** Removes the connection with everything that belongs to it, in one transaction. */
  remove(id: string): Promise<void>;
  /** State that a monitor keeps between cycles. */
  cursors(id: string): Promise<Readonly<Record<string, unknown>>>;
  saveCursors(id: string, cursors: Readonly<Record<string, unknown>>): Promise<void>;
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

export interface LimitRepository {
  list(connectionId?: string): Promise<readonly InfrastructureLimit[]>;
  /** Inserts or replaces by (connection, project, service, metric, limit). */
  save(limits: readonly InfrastructureLimit[]): Promise<void>;
  remove(connectionId: string, service: string, metric: string): Promise<void>;
}

export interface RecommendationRepository {
  list(statuses?: readonly RecommendationStatus[]): Promise<readonly Recommendation[]>;
  find(id: number): Promise<Recommendation | null>;
  findByKey(key: string): Promise<readonly Recommendation[]>;
  insert(recommendation: Omit<Recommendation, 'id'>): Promise<Recommendation>;
  /** Reads, applies the pure transition and writes in one IMMEDIATE transaction. Null from `transition` changes nothing. */
  update(
    id: number,
    transition: (
      current: Recommendation,
    ) => { readonly next: Recommendation; readonly event: Omit<RecommendationEvent, 'id'> | null } | null,
  ): Promise<Recommendation | null>;
  events(id: number): Promise<readonly RecommendationEvent[]>;
}

export interface AlertRepository {
  /** Alerts that are pending or firing. */
  open(): Promise<readonly Alert[]>;
  list(range: Period): Promise<readonly Alert[]>;
  find(id: number): Promise<Alert | null>;
  findOpenByKey(key: string): Promise<Alert | null>;
  insert(alert: Omit<Alert, 'id'>, event: Omit<AlertEvent, 'id' | 'alertId'>): Promise<AlertWrite>;
  /** Like `RecommendationRepository.update`, with the events that were written. */
  update(
    id: number,
    transition: (
      current: Alert,
    ) => { readonly next: Alert; readonly events: readonly Omit<AlertEvent, 'id' | 'alertId'>[] } | null,
  ): Promise<AlertWrite | null>;
  events(range: Period): Promise<readonly AlertEvent[]>;
  recordDelivery(delivery: Omit<Delivery, 'id'>): Promise<Delivery>;
  updateDelivery(id: number, outcome: Delivery['outcome'], reason: string): Promise<void>;
  deliveries(alertId?: number): Promise<readonly Delivery[]>;
}

export interface CycleRepository {
  begin(trigger: CycleTrigger, at: Instant): Promise<number>;
  finish(id: number, result: Omit<MonitoringCycle, 'id' | 'trigger' | 'startedAt'>): Promise<void>;
  last(): Promise<MonitoringCycle | null>;
  list(range: Period): Promise<readonly MonitoringCycle[]>;
  recordAttempts(cycleId: number, attempts: readonly CollectionAttempt[]): Promise<void>;
  /** Newest attempt of each (connection, capability), and of each the newest that went well. */
  lastAttempts(): Promise<readonly LastAttempt[]>;
}

export interface FactRepository {
  projects(connectionId?: string): Promise<readonly Project[]>;
  saveProjects(projects: readonly Project[]): Promise<void>;
  deployments(range: Period, connectionId?: string): Promise<readonly Deployment[]>;
  saveDeployments(deployments: readonly Deployment[]): Promise<void>;
  stores(): Promise<readonly FoundStore[]>;
  saveStores(connectionId: string, stores: readonly FoundStore[]): Promise<void>;
}

/** Days of one connection's charges; `to` is the first day that no longer counts. */
export interface ChargeDays {
  readonly connectionId: string;
  readonly from: Day;
  readonly to: Day;
}

export type ChargeTotalHeading = 'service' | 'project' | 'region' | 'category' | 'day';

/** Charges of one source and currency added up under one key; the key is empty for what has none. */
export interface ChargeTotal {
  readonly source: string;
  readonly currency: string;
  readonly heading: ChargeTotalHeading;
  readonly key: string;
  readonly billed: Micros;
  readonly effective: Micros;
  readonly list: Micros;
  readonly rows: number;
  /** Rows without a billed amount: the sum is then "at least". */
  readonly unknown: number;
}

/** Charges of a stretch of days in one place, added up: what a bill's line is made of. */
export interface ChargePlace {
  readonly category: ChargeCategory;
  readonly service: string;
  readonly project: string | null;
  readonly region: string | null;
  readonly unit: string | null;
  readonly currency: string;
  readonly licence: boolean;
  readonly flatRate: boolean;
  /** Sum of what was consumed. */
  readonly quantity: number;
  /** The largest of a day: seats are counted every day and not added up. */
  readonly largest: number;
  readonly billed: Micros;
  /** Rows without a billed amount. */
  readonly unknown: number;
}

export interface ChargeRepository {
  /** Inserts, or replaces by (connection, source, id): a later read revises. Sums by day are kept in step. */
  save(connectionId: string, source: string, charges: readonly Charge[], asOf: Instant): Promise<void>;
  /**
   * Removes charges that lie in `range` (UTC seconds, whole charge periods) and that no read since `asOf` has
   * saved: the provider does not list them any more. Answers how many.
   */
  removeUnlisted(connectionId: string, source: string, range: Period, asOf: Instant): Promise<number>;
  /** One row for each day, product and kind of charge: projects and regions added up, in day order. */
  byProduct(question: ChargeDays & { readonly source: string }): Promise<readonly Charge[]>;
  /** The charges themselves, in day order. */
  rows(question: ChargeDays & { readonly source: string }): Promise<readonly Charge[]>;
  /** Added up over the days by product, kind, project and region, in that order. */
  byPlace(question: ChargeDays & { readonly source: string }): Promise<readonly ChargePlace[]>;
  /** Sums of any stretch of days, largest first and days in order; each source and currency for itself. */
  totals(question: ChargeDays, headings: readonly ChargeTotalHeading[]): Promise<readonly ChargeTotal[]>;
  /**
   * Changes with every write of charges of this connection, by this process or another, and where rows since `from`
   * go; other writes of this process leave it.
   */
  revision(connectionId: string, from: Day): string;
  /** Which sources have charges of a connection, and the first and last day of each. */
  sources(
    connectionId: string,
  ): Promise<readonly { readonly source: string; readonly first: Day; readonly last: Day }[]>;
}

export interface PriceOverrideRepository {
  /** Oldest first. */
  list(): Promise<readonly PriceOverride[]>;
  /** Replaces the correction of the same (provider, plan, service, metric) and first day. */
  save(override: PriceOverride): Promise<void>;
  /** Takes every correction of one figure back; answers how many there were. */
  remove(figure: Pick<PriceOverride, 'provider' | 'plan' | 'service' | 'metric'>): Promise<number>;
}

/** A budget of one connection. */
export interface ConnectionBudget extends Budget {
  readonly connectionId: string;
}

export interface BudgetRepository {
  list(connectionId?: string): Promise<readonly ConnectionBudget[]>;
  /** Inserts or replaces by (connection, scope, key, currency). */
  save(budget: ConnectionBudget, at: Instant): Promise<void>;
  remove(scope: Omit<ConnectionBudget, 'amount' | 'currency'>): Promise<void>;
}

/** Forecasts as they were made, one a series and day, with what came true. */
export interface ForecastRepository {
  /** Keeps the ones whose (series, day) has none yet: the first one made stands. Answers how many were kept. */
  save(forecasts: readonly DayForecast[]): Promise<number>;
  /** Writes what came true, once; null: the day has no reading, and never will. */
  score(outcomes: readonly { readonly id: number; readonly actual: number | null }[], at: Instant): Promise<void>;
  /** Not scored yet, of days that ended at or before `before`. By series, oldest first. */
  due(before: Instant): Promise<readonly ForecastRecord[]>;
  /** With an outcome; of one series or of all. By series, oldest first. */
  scored(seriesId?: number): Promise<readonly ForecastRecord[]>;
  /** End of the newest day that is forecast, by series. */
  lastTargets(): Promise<ReadonlyMap<number, Instant>>;
}

/** What an AI provider charged for one thing over a stretch of time. */
export interface AiCost {
  readonly model: string;
  readonly projectRef: string;
  readonly serviceTier: string;
  readonly contextWindow: string;
  readonly costType: string;
  readonly tokenType: string;
  readonly lineItem: string;
  readonly currency: string | null;
  readonly costMicros: Micros | null;
  readonly quantity: number | null;
  readonly quantityUnit: string | null;
  /** Rows whose amount cannot be read. */
  readonly unread: number;
  readonly dataAsOf: Instant;
}

export interface AiUsageRepository {
  /** Replaces each window's stretch and rebuilds the months it touches, in one transaction. */
  saveWindows(connectionId: string, windows: readonly AiUsageWindow[], now: Instant): Promise<void>;
  /** The summaries of a month, `YYYY-MM` in UTC, of all connections. */
  months(
    month: string,
  ): Promise<readonly (AiMonth & { readonly connectionId: string; readonly isComplete: boolean })[]>;
  /** Costs of one connection within a stretch (UTC), by everything that the provider tells apart. */
  costs(connectionId: string, range: Period): Promise<readonly AiCost[]>;
  /** Each day (UTC) within a stretch by connection, model and project, oldest first within a connection. */
  days(range: Period): Promise<readonly AiDay[]>;
}

export interface SettingRepository {
  get(key: string): Promise<unknown>;
  set(key: string, value: unknown): Promise<void>;
  all(): Promise<Readonly<Record<string, unknown>>>;
}

/** Rows from a future that never was, which lie beside the tables they were taken from. */
export interface SetAside {
  readonly rows: number;
  /** The earliest and the latest time that they tell of; null when there are none. */
  readonly first: Instant | null;
  readonly last: Instant | null;
  /** When rows were last taken out. */
  readonly at: Instant | null;
  readonly tables: readonly { readonly table: string; readonly rows: number }[];
  /** True while rows lie ahead of the clock that were not taken out: then it is the clock that seems to be behind. */
  readonly clockIsBehind: boolean;
}

export interface SetAsideRepository {
  /**
   * Takes every row out of its table whose time lies ahead of the clock, as after a clock that stood in the future
   * has come back, and takes back what followed from them. Answers how many. Nothing is taken out for less than
   * half an hour, nor while everything in the file lies ahead: then it is the clock that stands behind.
   */
  recognise(now: Instant): Promise<number>;
  status(now: Instant): Promise<SetAside>;
  /** Removes them for good; answers how many. */
  remove(): Promise<number>;
  /** Puts figures back whose time has come, where their place is free: the clock was right then. Answers how many. */
  putBack(now: Instant): Promise<number>;
}

export interface LeaseRepository {
  /** Takes or renews the named lease for `owner` until `until`; false when another owner holds it. */
  take(name: string, owner: string, now: Instant, until: Instant): Promise<boolean>;
  release(name: string, owner: string): Promise<void>;
}

/** What was found and done while opening the file. */
export interface OpenReport {
  readonly created: boolean;
  readonly migratedFrom: number | null;
  /** Where the copy before a migration lies. */
  readonly backupFile: string | null;
  /** A damaged file that was set aside, with what could be read back; null when all was well. */
  readonly rescued: { readonly damagedFile: string; readonly rescuedSamples: number; readonly lost: string } | null;
}

/** Everything Headroom keeps, in one SQLite file. The rest of the app speaks to it in domain types. */
export interface Store extends LearnedStore {
  readonly file: string;
  readonly openReport: OpenReport;
  readonly connections: ConnectionRepository;
  readonly samples: SampleRepository;
  readonly limits: LimitRepository;
  readonly recommendations: RecommendationRepository;
  readonly alerts: AlertRepository;
  readonly cycles: CycleRepository;
  readonly facts: FactRepository;
  readonly charges: ChargeRepository;
  readonly priceOverrides: PriceOverrideRepository;
  readonly budgets: BudgetRepository;
  readonly forecasts: ForecastRepository;
  readonly aiUsage: AiUsageRepository;
  readonly settings: SettingRepository;
  readonly leases: LeaseRepository;
  readonly setAside: SetAsideRepository;
  /** Changes when another process wrote to the file. */
  dataVersion(): number;
  /** Changes with everything that is written to the file, by this process or another. */
  revision(): string;
  close(): void;
}
