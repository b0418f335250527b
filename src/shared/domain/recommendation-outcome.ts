import type { Instant } from './instant';
import type { Micros } from './money';

/** Days after a change on which it is looked at what it did. */
export const OUTCOME_DAYS = [7, 30] as const;
export type OutcomeDays = (typeof OUTCOME_DAYS)[number];

export const OUTCOME_VERDICTS = ['worked', 'partly', 'no-effect', 'too-early'] as const;
export type OutcomeVerdict = (typeof OUTCOME_VERDICTS)[number];

/** What a change saved: 80 of 100 outcomes lie between `q10` and `q90`. Below 0 it cost more. */
export interface SavedAmount {
  readonly q10: Micros;
  readonly q50: Micros;
  readonly q90: Micros;
}

/** A row of `recommendation_outcome`: what was promised and what came, so many days after the change. */
export interface RecommendationOutcome {
  readonly recommendationId: number;
  /** The first whole day that counts. */
  readonly changedAt: Instant;
  readonly days: OutcomeDays;
  /** When it was worked out. */
  readonly measuredAt: Instant;
  readonly currency: string;
  /** A month, as it was promised; below 0 for a change that was to cost more. */
  readonly promised: Micros;
  /** A month; null where it cannot be told. */
  readonly saved: SavedAmount | null;
  /** Whether the limit that it is about held since; null where it is about none, or that is not known. */
  readonly limitHeld: boolean | null;
  readonly verdict: OutcomeVerdict;
}
