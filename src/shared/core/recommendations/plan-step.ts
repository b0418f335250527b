import type { Micros } from '#shared/domain/money';

/** The step up that the price list offers for one metric. */
export interface PlanStep {
  readonly currentPlan: string;
  readonly currentPlanName: string;
  readonly recommendedPlan: string;
  readonly recommendedPlanName: string;
  /** Included amount of the recommended plan; null when it has no figure. */
  readonly recommendedLimit: number | null;
  readonly currency: string;
  /** Monthly, in micros; null is unknown. */
  readonly currentCost: Micros | null;
  readonly projectedCost: Micros | null;
  readonly upgradeCost: Micros | null;
  readonly sources: readonly { readonly text: string; readonly date: string | null }[];
  readonly upgradeUrl: string | null;
}
