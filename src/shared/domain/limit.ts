import type { Instant } from './instant';
import type { AtLimit, LimitWindow } from './plan';

/** Who says so, strongest first: the user's own figure beats the provider's answer beats the price list. */
export type LimitSource = 'user' | 'provider' | 'price-list';

/** Which of several limits on one metric: that of the account's plan. */
export const PLAN_LIMIT = 'plan';

/** A row of `infrastructure_limit`: the limit in force for one metric of one connection. */
export interface InfrastructureLimit {
  readonly connectionId: string;
  readonly service: string;
  readonly metric: string;
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
  /** Why this figure: `Free plan of the price list, no date`. */
  readonly reason: string;
  /** When the figure was stated; null for an undated source. */
  readonly asOf: Instant | null;
}

export const DEFAULT_WARNING_PERCENT = 75;
export const DEFAULT_CRITICAL_PERCENT = 90;
