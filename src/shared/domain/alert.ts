import type { Instant } from './instant';

/** Prometheus' words for "is it so?". */
export type AlertState = 'inactive' | 'pending' | 'firing' | 'resolved';

export type AlertSeverity = 'warning' | 'critical';

/** What an alert rests on: the level that was read, or that a forecast expects the limit to be reached soon. */
export type AlertBasis = 'level' | 'forecast';

/** One problem: a metric of a connection over one of its marks, or about to reach its limit, in one window. */
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
  /** Why the step was taken, in a person's words. */
  readonly reason: string;
}

/** A row of `delivery`: who was told what, when, over which channel, and whether it arrived. */
export interface Delivery {
  readonly id: number;
  readonly alertId: number;
  readonly alertEventId: number;
  readonly channel: string;
  readonly at: Instant;
  readonly outcome: 'waiting' | 'shown' | 'failed' | 'held-back';
  readonly reason: string;
}

/** An alert as it was written, with the events that were written with it, in order. */
export interface AlertWrite {
  readonly alert: Alert;
  readonly events: readonly AlertEvent[];
}
