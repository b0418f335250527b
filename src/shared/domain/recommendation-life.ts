import type { AdviceChange, RecommendationPriority } from './advice-change';
import type { Instant } from './instant';

/** Something that is not as it was when a person dismissed an advice. Amounts in micros, of the advice's currency. */
export type MaterialChange =
  | { readonly code: 'priority'; readonly from: RecommendationPriority; readonly to: RecommendationPriority }
  /** What it saves a month. */
  | { readonly code: 'gain'; readonly from: number; readonly to: number }
  /** What it costs a month. */
  | { readonly code: 'cost'; readonly from: number; readonly to: number }
  | { readonly code: 'limit'; readonly from: number; readonly to: number; readonly unit: string }
  /** Another answer to the same question: plan, model or size by name. */
  | { readonly code: 'answer'; readonly from: string; readonly to: string };

/** Why a step in the life of a recommendation was taken, in codes and figures; `words/recommendation-life.ts` makes the sentence. */
export type LifeReason =
  /** In a person's own words. */
  | { readonly code: 'said'; readonly text: string }
  /** A step of a version that kept sentences. */
  | { readonly code: 'told'; readonly text: string }
  | { readonly code: 'snoozed'; readonly until: Instant }
  | { readonly code: 'woken' }
  /** Seen at the provider. */
  | { readonly code: 'seen'; readonly change: AdviceChange; readonly at: Instant }
  /** Nothing calls for it any more since then; it waits a few days whether that lasts. */
  | { readonly code: 'uncalled'; readonly since: Instant }
  /** Nothing has called for it for so many days. */
  | { readonly code: 'no-cause'; readonly days: number }
  /** The account is on another plan than the one that it was about. */
  | { readonly code: 'plan-changed'; readonly from: string; readonly to: string }
  /** It was marked as implemented so many days ago, and what called for it is still there. */
  | { readonly code: 'still-there'; readonly days: number }
  /** Another answer to the same question than the one that was approved: plan or model by name. */
  | { readonly code: 'other-answer'; readonly from: string; readonly to: string }
  /** It had expired and is called for again. */
  | { readonly code: 'called-again' }
  /** Dismissed, and not as it was then. */
  | { readonly code: 'changed'; readonly changes: readonly MaterialChange[] };
