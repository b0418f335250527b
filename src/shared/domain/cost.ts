import type { Day } from './instant';
import type { Micros, UnitPrice } from './money';

/** A quantity of one metric on one day: what the cost engine prices. */
export interface UsageRow {
  /** Such as `VERCEL_EDGE`. */
  readonly service: string;
  readonly metric: string;
  /** Null: not attributed to a project. */
  readonly project: string | null;
  /** Where it was used, such as `fra1`; null: not known, priced as the list's own region. */
  readonly region: string | null;
  readonly day: Day;
  /** Never negative, in the metric's unit. A level (GB stored) comes as its share of the period: see `levelRows`. */
  readonly quantity: number;
}

/** How a part of the quantity is paid. `fee` and `credit` belong to the plan, the rest to use. */
export type CostTier = 'fee' | 'included' | 'on-demand' | 'flat-rate' | 'not-sold' | 'spend' | 'credit' | 'unknown';

/** Could the figure still change? `final` only once the bill has come. */
export type CostState = 'estimate' | 'provisional' | 'final';

/** Lines of one metric at one price, added up. */
export interface CostComponent {
  readonly service: string;
  readonly metric: string;
  readonly region: string | null;
  readonly unit: string;
  readonly quantity: number;
  /** Part of `quantity` that the plan's allowance covers. */
  readonly included: number;
  /** Part of `quantity` that has a price. */
  readonly billedQuantity: number;
  readonly price: UnitPrice | null;
  /** How `billedQuantity` is paid; `included` when nothing is left over. */
  readonly tier: CostTier;
  /** What is charged, before credit; null: not known, `reason` says why. */
  readonly amount: Micros | null;
  /** The whole quantity at list price, allowance and flat rate set aside; null without a price. */
  readonly listAmount: Micros | null;
  /** Why this price, or why none. */
  readonly reason: string;
  readonly source: string;
  readonly sourceDate: Day | null;
}

/** What one row costs. The amounts of all lines add up exactly to the total. */
export interface CostLine extends CostComponent {
  readonly project: string | null;
  readonly day: Day;
  /** FOCUS EffectiveCost: like `amount`, but the plan's fee spread over the days that it pays for. */
  readonly effectiveAmount: Micros | null;
  /** True where an included credit pays first. */
  readonly creditable: boolean;
}

/** A share of a period's cost under one heading; the amounts of all shares add up to the total. */
export interface CostShare {
  /** Service, project, day or region; null for what has none, such as the plan's fee by project. */
  readonly key: string | null;
  readonly amount: Micros;
  readonly effectiveAmount: Micros;
  readonly listAmount: Micros;
  /** How many lines under this heading have no known cost: the share is then "at least". */
  readonly unknown: number;
}

/** What a billing period costs so far. */
export interface PeriodCosts {
  readonly currency: string;
  /** Null while a part is unknown. */
  readonly total: Micros | null;
  readonly atLeast: Micros;
  readonly fee: Micros | null;
  readonly charges: Micros;
  readonly credit: { readonly included: Micros; readonly used: Micros; readonly left: Micros };
  /** Usage, fee and credit lines; their amounts add up to `atLeast`. */
  readonly lines: readonly CostLine[];
  readonly components: readonly CostComponent[];
  readonly unknown: readonly UnknownCost[];
  readonly state: CostState;
  /** What the figure rests on, such as a plan change within the period. */
  readonly assumptions: readonly string[];
}

/** An amount that is not known, and what it would take to know it. */
export interface UnknownCost {
  readonly service: string;
  readonly metric: string;
  readonly reason: string;
}

/** A cost with its parts: fee + charges - credit used, to the micro. */
export interface CostBreakdown {
  readonly currency: string;
  readonly provider: string;
  readonly plan: string;
  /** Null while a part is unknown. */
  readonly total: Micros | null;
  /** The parts that are known: the total is at least this much. */
  readonly atLeast: Micros;
  /** Null when only a contract tells. */
  readonly fee: Micros | null;
  /** Charges for use before credit, known parts. */
  readonly charges: Micros;
  readonly credit: { readonly included: Micros; readonly used: Micros; readonly left: Micros };
  readonly components: readonly CostComponent[];
  readonly unknown: readonly UnknownCost[];
  readonly state: CostState;
}
