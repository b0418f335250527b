import type { Day, Instant } from './instant';
import type { AtLimit, LimitWindow } from './plan';

/** Who says so, strongest first: the user's own figure beats the provider's answer beats the price list. */
export type LimitSource = 'user' | 'provider' | 'price-list';

/**
 * Why a limit has the figure it has, or none, in codes: `limitReason` in `words/limit.ts` makes the sentence of it.
 * What a code does not speak of is null.
 */
export interface LimitReason {
  readonly code:
    | 'own'
    /** The provider itself named it. */
    | 'answered'
    | 'listed'
    /** The price list says that there is none. */
    | 'unlimited'
    /** There is none: every unit is charged. */
    | 'charged'
    /** No source gives a figure. */
    | 'unstated'
    /** One source gives `claimed`, and it is not to be trusted. */
    | 'weak-source'
    /** The price list does not have this metric in this plan. */
    | 'not-listed'
    | 'plan-unknown';
  /** The plan's name, as the provider calls it. */
  readonly plan: string | null;
  /** Where in the provider's answer it stood: `INFO maxmemory`. */
  readonly place: string | null;
  /** In the limit's unit. */
  readonly claimed: number | null;
  /** Last day on which the listed figure held. */
  readonly ended: Day | null;
}

/** Which of several limits of one metric: the plan's, or one of the provider's own, such as `provider:budget-1`. */
export const PLAN_LIMIT = 'plan';
/** A mark of a person's own beside the plan's limit: nothing stops there, and it tells when it is reached, not before. */
export const OWN_MARK = 'own';

/** A row of `infrastructure_limit`: the limit in force for one metric of one connection. */
export interface InfrastructureLimit {
  readonly connectionId: string;
  /** Empty: of the whole connection. */
  readonly projectId: string;
  readonly service: string;
  readonly metric: string;
  /** `PLAN_LIMIT`, `provider:<id>` or `own`. */
  readonly limitId: string;
  /** Null: no figure is known. Never zero for unknown. */
  readonly value: number | null;
  readonly unit: string;
  readonly window: LimitWindow;
  readonly atLimit: AtLimit;
  /** What happens at the limit, as a clause; may be empty. */
  readonly consequence: string;
  /** Percent of `value` at which an alert warns. */
  readonly warningPercent: number;
  /** Percent of `value` at which an alert is critical. */
  readonly criticalPercent: number;
  readonly enabled: boolean;
  readonly source: LimitSource;
  readonly reason: LimitReason;
  /** When the figure was stated; null for an undated source. */
  readonly asOf: Instant | null;
}

export const DEFAULT_WARNING_PERCENT = 75;
export const DEFAULT_CRITICAL_PERCENT = 90;
