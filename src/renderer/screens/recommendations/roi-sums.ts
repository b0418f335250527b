import { analyzeRoi } from '#shared/core/recommendations/roi';
import { fromMicros } from '#shared/domain/money';
import type { BusinessAssumptions, RoiAnalysis } from '#shared/domain/recommendation';
import { formatPrice } from '#shared/format/money';
import type { RecommendationView } from '#shared/ipc/recommendations';
import { roiNote, roiShort } from '#shared/words/roi';

/** What the ROI table shows, in main units; null is unknown and `notes` says why. */
export type RoiSums = Omit<RecommendationView['roi'], 'currency'>;

/** Works the ROI out again in the window, with the core's own function, for assumptions being typed. */
export function workOutRoi(
  { roiInput }: Pick<RecommendationView, 'roiInput'>,
  assumptions: BusinessAssumptions,
): RoiSums {
  const { cost, stops, hours, raisedBy } = roiInput;
  return roiView(analyzeRoi({ cost, stops, work: { hours }, raisedBy }, assumptions));
}

function roiView(roi: RoiAnalysis): RoiSums {
  const amount = (micros: number | null) => (micros === null ? null : fromMicros(micros));
  return {
    currentCost: amount(roi.currentCost),
    projectedCost: amount(roi.projectedCost),
    upgradeCost: amount(roi.upgradeCost),
    extraCost: amount(roi.extraCost),
    revenueImpact: amount(roi.revenueImpact),
    profitImpact: amount(roi.profitImpact),
    roi: roi.roi,
    workCost: amount(roi.workCost),
    paybackDays: roi.paybackDays,
    notes: Object.fromEntries(
      Object.entries(roi.notes).flatMap(([name, note]) => (note === undefined ? [] : [[name, roiNote(note)]])),
    ),
    bounds: Object.fromEntries(
      Object.entries(roi.bounds).flatMap(([name, bound]) => (bound === undefined ? [] : [[name, bound]])),
    ),
    short: roiShort(roi),
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
