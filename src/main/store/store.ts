import type { Alert, AlertEvent, AlertWrite } from '#shared/domain/alert';
import type { Channel } from '#shared/domain/channel';
import type { Connection } from '#shared/domain/connection';
import type { Delivery, DeliveryAttempt, DigestDelivery } from '#shared/domain/delivery';
import type { DayForecast, ForecastRecord } from '#shared/domain/forecast-record';
import type { Instant, Period } from '#shared/domain/instant';
import type { InfrastructureLimit } from '#shared/domain/limit';
import type { Recommendation, RecommendationEvent, RecommendationStatus } from '#shared/domain/recommendation';
import type { RecommendationOutcome } from '#shared/domain/recommendation-outcome';
import type { AiUsageRepository, BudgetRepository, ChargeRepository, PriceOverrideRepository } from './billed';
import type { LearnedStore } from './learned';
import type { CycleRepository, FactRepository, SampleRepository } from './measured';

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

export interface LimitRepository {
  list(connectionId?: string): Promise<readonly InfrastructureLimit[]>;
  /** Inserts or replaces by (connection, project, service, metric, limit). */
  save(limits: readonly InfrastructureLimit[]): Promise<void>;
}

export interface RecommendationRepository {
  list(statuses?: readonly RecommendationStatus[]): Promise<readonly Recommendation[]>;
  find(id: number): Promise<Recommendation | null>;
  insert(recommendation: Omit<Recommendation, 'id'>): Promise<Recommendation>;
  /** Reads, applies the pure transition and writes in one IMMEDIATE transaction. Null from `transition` changes nothing. */
  update(
    id: number,
    transition: (
      current: Recommendation,
    ) => { readonly next: Recommendation; readonly event: Omit<RecommendationEvent, 'id'> | null } | null,
  ): Promise<Recommendation | null>;
  /** Of one, or of all; the oldest first. */
  events(id?: number): Promise<readonly RecommendationEvent[]>;
  /** What was promised and what came, of one or of all; the oldest change first. */
  outcomes(id?: number): Promise<readonly RecommendationOutcome[]>;
  /** Keeps an outcome; the one before of the same days takes its place. */
  saveOutcome(outcome: RecommendationOutcome): Promise<void>;
}

export interface AlertRepository {
  /** Alerts that are pending or firing. */
  open(): Promise<readonly Alert[]>;
  list(range: Period): Promise<readonly Alert[]>;
  find(id: number): Promise<Alert | null>;
  /** The newest one of this key, over or not. */
  lastOf(key: string): Promise<Alert | null>;
  insert(alert: Omit<Alert, 'id'>, event: Omit<AlertEvent, 'id' | 'alertId'>): Promise<AlertWrite>;
  /** Like `RecommendationRepository.update`, with the events that were written. */
  update(
    id: number,
    transition: (
      current: Alert,
    ) => { readonly next: Alert; readonly events: readonly Omit<AlertEvent, 'id' | 'alertId'>[] } | null,
  ): Promise<AlertWrite | null>;
  events(range: Period): Promise<readonly AlertEvent[]>;
}

/** What became of a message on a channel; `nextAt`: it failed, and is tried again from then on. */
export interface Settlement extends Pick<DeliveryAttempt, 'outcome' | 'why'> {
  readonly at: Instant;
  readonly nextAt: Instant | null;
}

/** Who was told what, and what is still to be sent. A message is what has one key; a channel has its part of it. */
export interface DeliveryRepository {
  /**
   * Writes them in one transaction and answers what was written. What waits to be told on a channel, or was told there,
   * is not written again, nor is a silence about it: terminal and window may hear of a step at the same moment.
   */
  record(rows: readonly Omit<Delivery, 'id'>[]): Promise<readonly Delivery[]>;
  recordDigest(rows: readonly Omit<DigestDelivery, 'id'>[]): Promise<void>;
  /** Written down within `range`, oldest first. */
  list(range: Period): Promise<readonly Delivery[]>;
  digests(range: Period): Promise<readonly DigestDelivery[]>;
  ofAlert(alertId: number): Promise<readonly Delivery[]>;
  waiting(): Promise<readonly Delivery[]>;
  waitingDigests(): Promise<readonly DigestDelivery[]>;
  /** In the window's list and not read yet, oldest first. */
  unread(): Promise<readonly Delivery[]>;
  unreadDigests(): Promise<readonly DigestDelivery[]>;
  /** Gives one process the right to send a message on a channel until `until`; false: another has it, it is sent, or not due. */
  claim(
    message: { readonly key: string; readonly channel: string },
    owner: string,
    now: Instant,
    until: Instant,
  ): Promise<boolean>;
  /** How often a message has failed on a channel. */
  failures(message: { readonly key: string; readonly channel: string }): Promise<number>;
  /** Writes what became of what was claimed, and its next try with it. */
  settle(message: { readonly key: string; readonly channel: string }, result: Settlement): Promise<void>;
  /** Null: all. */
  markRead(keys: readonly string[] | null, at: Instant): Promise<void>;
}

export interface ChannelRepository {
  list(): Promise<readonly Channel[]>;
  /** Inserts or replaces by id. */
  save(channel: Channel): Promise<void>;
  remove(id: string): Promise<void>;
}

/** Forecasts as they were made, one a series and day, with what came true. */
export interface ForecastRepository {
  /** Keeps the ones whose (series, day) has none yet: the first one made stands. Answers how many were kept. */
  save(forecasts: readonly DayForecast[]): Promise<number>;
  /** Writes what came true, once; null: the day has no reading, and never will. */
  score(outcomes: readonly { readonly id: number; readonly actual: number | null }[], at: Instant): Promise<void>;
  /** Not scored yet, of days that ended at or before `before`; of one series or of all. By series, oldest first. */
  due(before: Instant, seriesId?: number): Promise<readonly ForecastRecord[]>;
  /** With an outcome; of one series or of all. By series, oldest first. */
  scored(seriesId?: number): Promise<readonly ForecastRecord[]>;
  /** End of the newest day that is forecast, by series. */
  lastTargets(): Promise<ReadonlyMap<number, Instant>>;
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
  readonly deliveries: DeliveryRepository;
  readonly channels: ChannelRepository;
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
  /** Changes when another connection wrote to the file: of another process, a thread, or a second one of this process. */
  dataVersion(): number;
  /** Changes with everything that is written to the file, by this process or another. */
  revision(): string;
  /** Moves what the log holds into the file, as far as nobody reads it at this moment: closing then changes nothing more. */
  emptyLog(): void;
  close(): void;
}
