import { analyzeRoi } from '#shared/core/recommendations/roi';
import { fromMicros, toMicros } from '#shared/domain/money';
import type { BusinessAssumptions } from '#shared/domain/recommendation';
import { formatPrice } from '#shared/format/money';
import type { RecommendationView } from '#shared/ipc/recommendations';

/** What the ROI table shows, in dollars; null is unknown and `unknown` says what it needs. */
export interface RoiSums {
  readonly revenueImpact: number | null;
  readonly upgradeCost: number | null;
  readonly profitImpact: number | null;
  /** Percent. */
  readonly roi: number | null;
  readonly unknown: Readonly<Record<string, string>>;
}

/** Works the ROI out again in the window, with the core's own function, for assumptions being typed. */
export function workOutRoi(roi: RecommendationView['roi'], assumptions: BusinessAssumptions): RoiSums {
  const micros = (amount: number | null) => (amount === null ? null : toMicros(amount));
  const dollars = (amount: number | null) => (amount === null ? null : fromMicros(amount));
  const analysis = analyzeRoi({
    currency: roi.currency,
    currentCost: micros(roi.currentCost),
    projectedCost: micros(roi.projectedCost),
    upgradeCost: micros(roi.upgradeCost),
    assumptions,
  });
  return {
    revenueImpact: dollars(analysis.revenueImpact),
    upgradeCost: dollars(analysis.upgradeCost),
    profitImpact: dollars(analysis.profitImpact),
    roi: analysis.roi,
    unknown: analysis.unknown,
  };
}

/** `$4,000 × 50 % × 12 of 24 hours`. */
export function revenueSum(assumptions: BusinessAssumptions, currency: string): string {
  if (assumptions.revenuePerDay === null) {
    return '';
  }
  const share = Number((assumptions.lostShare * 100).toFixed(1));
  return `${formatPrice(assumptions.revenuePerDay, currency)} × ${share} % × ${assumptions.hoursToRecover} of 24 hours`;
}
