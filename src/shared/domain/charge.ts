import type { CostState } from './cost';
import type { Day, Instant } from './instant';
import type { Micros } from './money';

/** FOCUS ChargeCategory: what kind of charge a row is. */
export type ChargeCategory = 'Usage' | 'Purchase' | 'Credit' | 'Tax' | 'Adjustment';

/**
 * One row of what a provider charges, in the terms of FOCUS (FinOps Open Cost and Usage Specification
 * 1.3). A read of a later time may revise it under the same id.
 */
export interface Charge {
  /** Stable over reads: account, product, project, region and day. */
  readonly id: string;
  readonly category: ChargeCategory;
  /** The provider's product name, such as `Edge Requests`. */
  readonly service: string;
  readonly project: string | null;
  readonly region: string | null;
  /** First day of the charge's period, in the provider's zone. */
  readonly day: Day;
  readonly start: Instant;
  /** Exclusive. */
  readonly end: Instant;
  /** What was used. Null: not stated; never filled from `pricingQuantity`, which counts another unit. */
  readonly consumedQuantity: number | null;
  readonly consumedUnit: string | null;
  /** The quantity that the price applies to, such as dollars or packages. */
  readonly pricingQuantity: number | null;
  readonly pricingUnit: string | null;
  /** What the invoice rests on, before credits; null when the provider does not say. */
  readonly billedCost: Micros | null;
  /** Spread over the days that it pays for. */
  readonly effectiveCost: Micros | null;
  /** At list price. Null: not stated, which is not 0. */
  readonly listCost: Micros | null;
  readonly currency: string;
  /** A seat or a plan, not infrastructure. */
  readonly licence: boolean;
  /** Covered by a flat rate: it has no cost of its own, which does not make it free. */
  readonly flatRate: boolean;
  readonly state: CostState;
}
