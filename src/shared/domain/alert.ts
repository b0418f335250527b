import type { Instant } from './instant';
import type { FoundStore } from './project';

/** Prometheus' words for "is it so?". */
export type AlertState = 'inactive' | 'pending' | 'firing' | 'resolved';

export type AlertSeverity = 'warning' | 'critical';

/** What an alert rests on: the level that was read, or that a forecast expects the limit to be reached soon. */
export type AlertBasis = 'level' | 'forecast';

/** One problem: a metric of a connection over one of its thresholds, or about to reach its limit, in one window. */
export interface Alert {
  readonly id: number;
  /** `connection/service/metric`, plus the window's start for a window that resets. */
  readonly key: string;
  /** Null: of everything, such as a budget over all accounts. */
  readonly connectionId: string | null;
  /** Empty: of no single project. */
  readonly projectId: string;
  readonly service: string;
  readonly metric: string;
  /** Which of several limits of the metric; empty where there is none, as for what a provider has stopped. */
  readonly limitId: string;
  readonly state: AlertState;
  readonly severity: AlertSeverity;
  /** A forecast warns; only a level is critical. */
  readonly basis: AlertBasis;
  /** Percent of the limit when last looked at. */
  readonly percent: number;
  readonly value: number;
  readonly limit: number;
  readonly unit: string;
  readonly activeAt: Instant;
  readonly firedAt: Instant | null;
  readonly resolvedAt: Instant | null;
  /** Last time someone was told, and of which severity: a second machine beside `state`. */
  readonly lastSentAt: Instant | null;
  readonly lastSentSeverity: AlertSeverity | null;
  readonly acknowledgedAt: Instant | null;
  readonly snoozedUntil: Instant | null;
  readonly updatedAt: Instant;
}

/** Why a step was taken, in codes and figures; `shared/words/alert-reason.ts` makes the sentence of it. */
export type AlertReason =
  /** The level is over the threshold of the step's severity, in percent; `held`: and was already when it was first seen. */
  | { readonly code: 'over-threshold'; readonly threshold: number; readonly held: boolean }
  /** The forecast expects the limit: days from then, median and earliest. */
  | { readonly code: 'expected'; readonly q10: number | null; readonly q50: number | null; readonly held: boolean }
  /** The level is below this threshold again; `still`: and over that one. */
  | {
      readonly code: 'below-threshold';
      readonly severity: AlertSeverity;
      readonly threshold: number;
      readonly still: number | null;
    }
  | { readonly code: 'no-longer-expected' | 'new-period' | 'limit-gone' | 'store-gone' }
  | { readonly code: 'seen' | 'unsnoozed' }
  | { readonly code: 'snoozed'; readonly until: Instant }
  /** Reason and resource by the provider's own words. */
  | {
      readonly code: 'account-paused';
      readonly provider: string;
      readonly account: string;
      readonly reason: string;
      readonly resource: string | null;
    }
  | { readonly code: 'account-resumed'; readonly provider: string; readonly account: string }
  | { readonly code: 'paused-otherwise'; readonly provider: string }
  | {
      readonly code: 'over-quota';
      readonly kind: FoundStore['kind'];
      readonly name: string;
      readonly suspended: boolean;
    }
  | { readonly code: 'within-quota'; readonly name: string }
  /** A step of a version that kept sentences. */
  | { readonly code: 'told'; readonly text: string };

/** A row of `alert_event`: a step in an alert's life, for the time line. */
export interface AlertEvent {
  readonly id: number;
  readonly alertId: number;
  readonly at: Instant;
  readonly kind: 'pending' | 'firing' | 'worse' | 'better' | 'resolved' | 'acknowledged' | 'snoozed' | 'unsnoozed';
  readonly severity: AlertSeverity;
  readonly basis: AlertBasis;
  readonly percent: number;
  readonly value: number;
  readonly limit: number;
  readonly reason: AlertReason;
}

/** An alert as it was written, with the events that were written with it, in order. */
export interface AlertWrite {
  readonly alert: Alert;
  readonly events: readonly AlertEvent[];
}
