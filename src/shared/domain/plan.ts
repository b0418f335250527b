import type { Day, Instant } from './instant';
import type { UnitPrice } from './money';

/** How the quantity against a limit is measured. */
export const LIMIT_WINDOWS = [
  /** A level at this moment. */
  'point-in-time',
  /** A calendar day of the series' zone. */
  'day',
  /** From Monday to Sunday, in the series' zone. */
  'week',
  /** From the billing anchor day to the next. */
  'billing-cycle',
  /** A calendar month, cut in UTC. */
  'calendar-month',
  /** A sliding window of 30 days (Vercel Hobby): what is older ages out. */
  'rolling-30-days',
  /** The same of a week, today included. */
  'rolling-7-days',
  /** The last 24 hours, as a provider tells their total; days cannot be added up to it. */
  'rolling-24-hours',
  /** Each build, request or file on its own. */
  'per-item',
  /** As a contract says. */
  'contract',
] as const;
export type LimitWindow = (typeof LIMIT_WINDOWS)[number];

/** What the provider does at the limit. */
export const AT_LIMITS = [
  /** Refuses. */
  'hard',
  /** May pause the account or feature. */
  'pause',
  /** Slows down. */
  'throttle',
  /** Goes on and charges. */
  'overage',
  /** Goes on; somebody set the mark to be told. */
  'inform',
  /** Goes on, and nobody asked to be told: there is no limit, or using it up is no harm by itself. */
  'none',
] as const;
export type AtLimit = (typeof AT_LIMITS)[number];

/** Days on which a listed figure holds, where it comes from and how far that can be trusted (A best). */
export interface Provenance {
  readonly effectiveFrom: Day | null;
  /** Last day on which it holds; null while it still does. */
  readonly effectiveTo: Day | null;
  readonly source: string;
  /** Date of the source, or null for one without a date. */
  readonly sourceDate: Day | null;
  readonly grade: 'A' | 'B' | 'C';
  readonly note: string;
}

/** One line of a plan: what is included and what more costs. */
export interface PlanLimit extends Provenance {
  readonly provider: string;
  readonly plan: string;
  readonly service: string;
  readonly metric: string;
  /** Included quantity in `unit`; null when there is no figure, which is not "unlimited". */
  readonly included: number | null;
  readonly unit: string;
  readonly window: LimitWindow;
  readonly atLimit: AtLimit;
  /** What happens at the limit, in the provider's words; may be empty. */
  readonly consequence: string;
  /** Price beyond the included quantity; null when it cannot be bought or is not known. */
  readonly overage: (UnitPrice & { readonly step: 'exact' | 'whole' }) | null;
}

/** A plan with its fee. */
export interface Plan extends Provenance {
  readonly provider: string;
  readonly plan: string;
  readonly name: string;
  /** USD a month; null when the contract says. */
  readonly monthlyFee: number | null;
  readonly feeUnit: string;
  /** USD of usage that the fee already pays for. */
  readonly includedCredit: number | null;
}

/** An account or store went over to another plan. */
export interface PlanChange {
  /** First second of the day on which the plan was first seen, as its provider cuts days; the hour is not known. */
  readonly t: Instant;
  /** The provider's name of the plan from then on. */
  readonly name: string;
}
