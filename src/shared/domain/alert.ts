import type { AlertCondition } from './alert-condition';
import type { Instant } from './instant';
import type { FoundStore } from './project';

/** Prometheus' words for "is it so?". */
export type AlertState = 'inactive' | 'pending' | 'firing' | 'resolved';

export type AlertSeverity = 'warning' | 'critical';

/** What an alert rests on: the level that was read, or that a forecast expects the limit to be reached soon. */
export type AlertBasis = 'level' | 'forecast';

/** One problem: one condition of one limit, series, account or source, in one window. */
export interface Alert {
  readonly id: number;
  /**
   * Of a limit its key, plus `@` and the start of a window that resets; of another condition
   * `condition:` and what it is about.
   */
  readonly key: string;
  readonly condition: AlertCondition;
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
  /** How far up the ladder of its condition it stands, 1 the mildest. */
  readonly rung: number;
  /** The loudest step of its ladder that was given out to be told, 0 for none; and when it last stood there. */
  readonly announced: number;
  readonly announcedAt: Instant | null;
  /** Percent of the limit when last looked at. */
  readonly percent: number;
  readonly value: number;
  /** For a rate: the highest that would be usual. */
  readonly limit: number;
  readonly unit: string;
  /** When the reading was made that it was last judged by; null: not told. */
  readonly judgedAt: Instant | null;
  /** Readings in a row that speak for the next step: while pending for firing, while firing for its end. */
  readonly streak: number;
  /** Why it became as bad as it is; null for one of a version that did not keep it. */
  readonly reason: AlertReason | null;
  readonly activeAt: Instant;
  readonly firedAt: Instant | null;
  readonly resolvedAt: Instant | null;
  /** Last time someone was told, and of which severity: a second machine beside `state`. */
  readonly lastSentAt: Instant | null;
  readonly lastSentSeverity: AlertSeverity | null;
  readonly acknowledgedAt: Instant | null;
  /** The person's own words for why it is all right; empty without. */
  readonly acknowledgedReason: string;
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
  /** `note`: why it is all right, in the person's own words. */
  | { readonly code: 'seen'; readonly note?: string }
  | { readonly code: 'unsnoozed' }
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
  | AlertFinding
  /** What an `AlertFinding` found is so no more. */
  | { readonly code: 'usual-again' | 'answers-again' | 'token-good' | 'none-again' | 'use-again' }
  /** A step of a version that kept sentences. */
  | { readonly code: 'told'; readonly text: string };

/** What a condition other than a limit's has found. Value, limit and unit are those of the step. */
export type AlertFinding =
  /** The provider enforces the limit; `since` null: told without a moment. */
  | { readonly code: 'enforced'; readonly since: Instant | null }
  /** Probability, 0 to 1, that it is passed before its period ends, and when that is expected; null: not known. */
  | { readonly code: 'projected-above'; readonly probability: number | null; readonly at: Instant | null }
  /** `usual`: an hour at this time, by `record` the most it ran; `perHour`: now. `by`: what is usual was learned from. */
  | {
      readonly code: 'above-usual';
      readonly perHour: number;
      readonly usual: number | null;
      readonly by: 'hour-of-week' | 'hour-of-day' | 'record' | 'floor';
      /** Seconds between the use and its being known here. */
      readonly lag: number;
    }
  | { readonly code: 'unexpected-use'; readonly project: string }
  /** `part`: what of the source says nothing, where the rest of it answers. */
  | { readonly code: 'silent'; readonly source: string; readonly lastGoodAt: Instant | null; readonly part?: string }
  | { readonly code: 'no-network'; readonly sources: number }
  | { readonly code: 'token-expires'; readonly account: string; readonly at: Instant }
  | { readonly code: 'token-refused'; readonly account: string }
  /** Prices as decimal text in `currency`. */
  | {
      readonly code: 'price-changed';
      readonly what: string;
      readonly from: string;
      readonly to: string;
      readonly currency: string;
      readonly on: Instant;
    }
  | {
      readonly code: 'changed-after-deployment';
      readonly deployment: string;
      readonly at: Instant;
      readonly perHour: number;
      readonly before: number;
    }
  | { readonly code: 'use-stopped'; readonly since: Instant; readonly usual: number }
  | { readonly code: 'window-began' | 'works-again' };

/** `notice`: told once, of something that is no problem and cannot be over. */
export const ALERT_EVENT_KINDS = [
  'pending',
  'firing',
  'worse',
  'better',
  'resolved',
  'notice',
  'acknowledged',
  'snoozed',
  'unsnoozed',
] as const;

/** A row of `alert_event`: a step in an alert's life, for the time line. */
export interface AlertEvent {
  readonly id: number;
  readonly alertId: number;
  readonly at: Instant;
  readonly kind: (typeof ALERT_EVENT_KINDS)[number];
  readonly severity: AlertSeverity;
  readonly basis: AlertBasis;
  /** Of the ladder of its condition, 1 the mildest. */
  readonly rung: number;
  /**
   * Whether a person is to be told of this step at all: it began, got worse than it ever was, or is over after
   * somebody was told. False too for what belongs to an event that was told of already.
   */
  readonly tells: boolean;
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
