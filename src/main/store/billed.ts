import type { Budget } from '#shared/core/costs/budget';
import type { PriceOverride } from '#shared/core/pricing/price-override';
import type { AiDay, AiMonth } from '#shared/core/usage/ai-month';
import type { AiUsageWindow } from '#shared/domain/ai-usage';
import type { Charge, ChargeCategory } from '#shared/domain/charge';
import type { Day, Instant, Period } from '#shared/domain/instant';
import type { Micros } from '#shared/domain/money';

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
  /** The largest of a day that was charged for: seats that were added since are counted, and no row has their price. */
  readonly largestCharged: number;
  readonly billed: Micros;
  /** Null: not every row tells it. */
  readonly effective: Micros | null;
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
  revision(connectionId: string, from: Day): Promise<string>;
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
