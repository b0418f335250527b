import type { HistoryProgress } from '#shared/domain/backfill';
import type { ForecastStep } from '#shared/domain/forecast';
import type { Day, Instant } from '#shared/domain/instant';
import type { Micros } from '#shared/domain/money';
import type { AtLimit, LimitWindow } from '#shared/domain/plan';
import type { ProviderFactKind } from '#shared/domain/provider-fact';
import type { KeptVerdict } from '#shared/domain/standing';

/** Which limit of a connection a row is about. */
export interface LimitIdentity {
  /** Empty: of the whole connection. */
  readonly projectId: string;
  readonly service: string;
  readonly metric: string;
  /** `PLAN_LIMIT`, or another one on the same metric. */
  readonly limitId: string;
}

/** A figure of a limit that was in force until another one took its place. */
export interface PastLimit extends LimitIdentity {
  readonly value: number;
  readonly unit: string;
  readonly until: Instant;
  readonly learnedAt: Instant;
}

export interface LimitHistoryRepository {
  /** Oldest first. */
  list(connectionId: string): Promise<readonly PastLimit[]>;
  /** Appends what `choose` makes of the rows that are there, in one IMMEDIATE transaction. */
  append(connectionId: string, choose: (known: readonly PastLimit[]) => readonly PastLimit[]): Promise<void>;
}

/** A plan of a connection from a day on, as it was seen. */
export interface SeenPlan {
  /** In the zone of the provider. */
  readonly from: string;
  readonly provider: string;
  readonly plan: string;
  /** As the provider calls it; null in rows of old versions. */
  readonly planName: string | null;
  readonly learnedAt: Instant;
}

export interface PlanHistoryRepository {
  /** What stands, oldest first, of those connections that have any. */
  list(connectionIds: readonly string[]): Promise<ReadonlyMap<string, readonly SeenPlan[]>>;
  /** Like `LimitHistoryRepository.append`; what is appended takes the place of what begins on its day or after. */
  append(connectionId: string, choose: (known: readonly SeenPlan[]) => readonly SeenPlan[]): Promise<void>;
}

/** What was said of what a billing period comes to, on one of its days. Amounts in the bill's currency. */
export interface BillStatement {
  readonly periodStart: Instant;
  /** The day that it stands for: 7, 14 or 21. */
  readonly mark: number;
  /** The day of the period on which it was said, 1 for the first. */
  readonly day: number;
  /** When it was said. */
  readonly at: Instant;
  readonly soFar: Micros;
  readonly q10: Micros;
  readonly q50: Micros;
  readonly q90: Micros;
  /** False where some of the bill was not known. */
  readonly complete: boolean;
  /** Amounts at the expected end by title, in main units. */
  readonly lines: Readonly<Record<string, number>>;
}

export interface BillStatementRepository {
  /** In the order in which they were said. */
  list(connectionId: string): Promise<readonly BillStatement[]>;
  /** Like `LimitHistoryRepository.append`. */
  append(connectionId: string, choose: (known: readonly BillStatement[]) => readonly BillStatement[]): Promise<void>;
}

/** A limit as its provider names it. */
export interface AnsweredLimit extends LimitIdentity {
  readonly value: number;
  readonly unit: string;
  readonly window: LimitWindow;
  readonly atLimit: AtLimit;
  /** Where in the answer it stood: `INFO maxmemory`. */
  readonly place: string;
}

/** With since when the provider has said so, and when it said so last. */
export interface ProviderLimitRow extends AnsweredLimit {
  readonly connectionId: string;
  readonly learnedAt: Instant;
  readonly asOf: Instant;
}

export interface ProviderLimitRepository {
  /** Of each limit the newest answer. */
  list(connectionIds: readonly string[]): Promise<readonly ProviderLimitRow[]>;
  /** Keeps what was answered at `at`; what was not answered stays as it is. */
  keep(connectionId: string, answers: readonly AnsweredLimit[], at: Instant): Promise<void>;
}

/** What a provider told besides figures; `answer` is not checked. */
export interface ProviderFactRow {
  readonly connectionId: string;
  readonly kind: ProviderFactKind;
  /** Null: the provider said that there is none. */
  readonly answer: unknown;
  readonly learnedAt: Instant;
  readonly asOf: Instant;
}

export interface ProviderFactRepository {
  /** Of each kind the newest answer. */
  list(connectionIds: readonly string[]): Promise<readonly ProviderFactRow[]>;
  /** Keeps what was told at `at`; a kind that is absent stays as it is. */
  keep(connectionId: string, news: Readonly<Partial<Record<ProviderFactKind, unknown>>>, at: Instant): Promise<void>;
}

export interface BackfillRepository {
  /** Of those connections whose backfill has begun. */
  list(connectionIds: readonly string[]): Promise<ReadonlyMap<string, HistoryProgress>>;
  /** Replaces what was kept of the connection. */
  save(connectionId: string, progress: HistoryProgress): Promise<void>;
}

/** A forecast with the fingerprint of what it was made from; the forecast is not checked. */
export interface KeptForecastRow {
  readonly fingerprint: string;
  readonly forecast: unknown;
}

export interface KeptForecastRepository {
  /** By series. */
  all(): Promise<ReadonlyMap<number, KeptForecastRow>>;
  /** Replaces all; one of a series that is gone is left out. */
  replace(forecasts: ReadonlyMap<number, KeptForecastRow>, at: Instant): Promise<void>;
}

/** A day that the user's own model forecast from what lay before it, and what came. */
export interface ModelDay {
  readonly step: ForecastStep;
  /** Null: not measured so far. */
  readonly actual: number | null;
  /** It never will be measured. */
  readonly over: boolean;
}

export interface ModelForecastRepository {
  /** What `model` forecast of the series, oldest first. */
  list(seriesId: number, model: string): Promise<readonly ModelDay[]>;
  /**
   * Keeps days that `model` forecast at `at`, and what came of those that are there; of the series the newest `most`
   * stay, and none of another model.
   */
  keep(seriesId: number, model: string, days: readonly ModelDay[], at: Instant, most: number): Promise<void>;
}

/** What is noted of an imported price list. */
export interface PriceImportStamp {
  /** Another one with every import. */
  readonly id: number;
  readonly importedAt: Instant;
  /** Date of the list that came with the app at that time. */
  readonly shippedAsOf: Day;
}

export interface PriceListRepository {
  /** Of the newest import, without the list itself, which is long; null without one. */
  stamp(): Promise<PriceImportStamp | null>;
  /** The list of an import as its file had it, not checked; null where there is none. */
  list(id: number): Promise<unknown>;
  append(list: unknown, stamp: Omit<PriceImportStamp, 'id'>): Promise<void>;
}

export interface VerdictRepository {
  /** What the last cycle said of the queue of limits; null before the first one. */
  last(): Promise<KeptVerdict | null>;
  /** Keeps what a cycle said at `at` where it is something new. */
  append(verdict: KeptVerdict, at: Instant): Promise<void>;
  /** Keys of all limits in the order of the last cycle; empty before the first one. */
  order(): Promise<readonly string[]>;
  saveOrder(keys: readonly string[]): Promise<void>;
}

/** Jobs of the app's own: forgetting what is old, filling the sample up to a moment, and reports. */
export type Job = 'retention' | 'sample' | ReportJob;

/** Of reports by schedule: the moment for which the last one that arrived was due, when it did, and for which one is being mailed (0: none). */
type ReportStep = 'report-due' | 'report-done' | 'report-mailing';
/** The first schedule has no id behind it: there was one alone once. */
export type ReportJob = ReportStep | `${ReportStep}:${string}`;

export interface JobRunRepository {
  /** When it was done last; null: never. */
  last(job: Job): Promise<Instant | null>;
  keep(job: Job, at: Instant): Promise<void>;
}

/** The part of the store that holds what the app learned. */
export interface LearnedStore {
  readonly limitHistory: LimitHistoryRepository;
  readonly planHistory: PlanHistoryRepository;
  readonly billStatements: BillStatementRepository;
  readonly providerLimits: ProviderLimitRepository;
  readonly providerFacts: ProviderFactRepository;
  readonly backfills: BackfillRepository;
  readonly keptForecasts: KeptForecastRepository;
  readonly modelForecasts: ModelForecastRepository;
  readonly priceLists: PriceListRepository;
  readonly verdicts: VerdictRepository;
  readonly jobRuns: JobRunRepository;
}
