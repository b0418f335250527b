import type { Micros } from '#shared/domain/money';
import { toMicros } from '#shared/domain/money';
import type { BusinessAssumptions, RoiAnalysis } from '#shared/domain/recommendation';

/** Monthly costs that an upgrade is weighed with, in micros of `currency`; null is unknown. */
export interface RoiInput {
  readonly currency: string;
  readonly currentCost: Micros | null;
  readonly projectedCost: Micros | null;
  readonly upgradeCost: Micros | null;
  readonly assumptions: BusinessAssumptions;
}

/**
 * ROI of an upgrade, as the client's brief defines it:
 * `revenueImpact = revenue a day x share lost x hours to recover / 24`,
 * `profitImpact = revenueImpact - upgradeCost`, `roi = profitImpact / upgradeCost x 100`.
 * `roi` is null where the upgrade costs nothing more (no division by zero, no Infinity), and every
 * null says in `unknown` what it would take to know it.
 */
export function analyzeRoi(input: RoiInput): RoiAnalysis {
  const unknown: Record<string, string> = {};
  const revenueImpact = revenueAtRisk(input.assumptions);
  if (input.currentCost === null) {
    unknown.currentCost = 'The price list has no fee for the current plan.';
  }
  if (input.projectedCost === null) {
    unknown.projectedCost = 'The price list has no price beyond the limit.';
  }
  if (input.upgradeCost === null) {
    unknown.upgradeCost = 'The price list has no fee for the recommended plan.';
  }
  if (revenueImpact === null) {
    unknown.revenueImpact = 'Tell your revenue a day to see what an outage would cost.';
  }
  const profitImpact = revenueImpact === null || input.upgradeCost === null ? null : revenueImpact - input.upgradeCost;
  if (profitImpact === null) {
    unknown.profitImpact = unknown.revenueImpact ?? unknown.upgradeCost ?? '';
  }
  const roi = percentOf(profitImpact, input.upgradeCost);
  if (roi === null) {
    unknown.roi =
      profitImpact === null
        ? (unknown.profitImpact ?? '')
        : 'The upgrade costs nothing more: there is nothing to divide by.';
  }
  return {
    currency: input.currency,
    currentCost: input.currentCost,
    projectedCost: input.projectedCost,
    upgradeCost: input.upgradeCost,
    revenueImpact,
    profitImpact,
    roi,
    unknown,
  };
}

/** Revenue lost in one outage, in micros; null while the revenue is not known. */
function revenueAtRisk(assumptions: BusinessAssumptions): Micros | null {
  if (assumptions.revenuePerDay === null) {
    return null;
  }
  return toMicros((assumptions.revenuePerDay * assumptions.lostShare * assumptions.hoursToRecover) / 24);
}

function percentOf(profit: Micros | null, cost: Micros | null): number | null {
  if (profit === null || cost === null || cost <= 0) {
    return null;
  }
  return Math.round((profit / cost) * 10_000) / 100;
}
