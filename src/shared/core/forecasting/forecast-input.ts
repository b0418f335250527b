import type { Instant, Period, Zone } from '#shared/domain/instant';
import type { SeriesKind } from '#shared/domain/metric';
import type { QuantileRow } from './quantiles';
import type { TrackRecordScore } from './track-record';

/** One measured point. For a `daily` series `t` is the start of the day whose total `value` is. */
export interface Point {
  readonly t: Instant;
  readonly value: number;
}

/**
 * The stretch in which a quantity is counted against its limit, worked out from the plan's
 * `LimitWindow` and the account's anchor day by the caller.
 */
export type CountingWindow =
  /** A level at a moment: no stretch. */
  | { readonly kind: 'level' }
  /** Each day of the series' zone on its own: the limit holds for one day's total. */
  | { readonly kind: 'day' }
  /** The billing period or calendar month that `now` lies in. */
  | { readonly kind: 'period'; readonly period: Period }
  /** A sliding window: what is older than `days` days ages out. */
  | { readonly kind: 'rolling'; readonly days: number };

/** Everything that a forecast depends on. The same input always gives the same answer. */
export interface ForecastInput {
  readonly kind: SeriesKind;
  /** Measured points; unordered, doubled (the last one stands) and non-finite ones are put right or left out. */
  readonly points: readonly Point[];
  /** The zone that cuts the series' days. */
  readonly zone: Zone;
  readonly now: Instant;
  /** Null: no limit is known, and only the path is worked out. */
  readonly limit: { readonly value: number; readonly window: CountingWindow } | null;
  /** True: with all that is needed to hold it against any limit later, though `limit` is null. Default: where there is one. */
  readonly ahead?: boolean;
  /**
   * What the window in progress has counted up to now, where its provider tells a running total that the days behind it
   * need not add up to; default for a `period` series: what was read last, in this window. Below zero: so much is to be
   * added before anything counts, as what a credit still pays for.
   */
  readonly counted?: number;
  /** How the quantity is counted when `limit` is null; default `level` for a gauge, else `day`. */
  readonly window?: CountingWindow;
  /**
   * Up to when the amounts are known: when they were read last, less the time after which a use is told. Default: `now` for
   * a `daily` series, the last reading for counters and running totals.
   */
  readonly readAt?: Instant;
  /** True when the last day of a `daily` series is still in progress; default: when it ends after `readAt`. */
  readonly lastIsPartial?: boolean;
  /** Deployments and plan changes: moments at which the behaviour may have changed. */
  readonly eventTimes?: readonly Instant[];
  /** Past forecasts of this series with their outcome; they widen or narrow the intervals. */
  readonly trackRecord?: readonly TrackRecordScore[];
  /** A physical bound that the quantity held against the limit cannot exceed, such as 100 for a percentage. */
  readonly hardBound?: number;
  /** True for a gauge that may be below zero; default false. */
  readonly mayBeNegative?: boolean;
  /**
   * What a model that the user brings says of the days after `daysForModel`, used where it says enough of them; else
   * ours stands.
   */
  readonly model?: { readonly rows: readonly QuantileRow[]; readonly reason: string };
  /** Days ahead; default 30, at most 366. */
  readonly horizonDays?: number;
}
