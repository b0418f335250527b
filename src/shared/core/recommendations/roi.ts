import { DAY } from '#shared/domain/instant';
import { type Micros, toMicros } from '#shared/domain/money';
import type { Advice, AdviceLimit, BusinessAssumptions, RoiAnalysis, RoiNote } from '#shared/domain/recommendation';

/** What of an advice its ROI is worked out from. */
export interface RoiInput extends Pick<Advice, 'cost' | 'aim'> {
  readonly limit: Pick<AdviceLimit, 'stops'> | null;
  readonly work: Pick<Advice['work'], 'hours'>;
}

/** Days of a month, for what is asked a month. */
const MONTH_DAYS = 30;

/**
 * ROI as the client's brief defines it: `revenueImpact = revenue a day x share lost x hours to recover / 24`,
 * `profitImpact = revenueImpact - what it costs more`, `roi = profitImpact / what it costs more x 100`. What
 * costs no more has no ROI (no division by zero, no Infinity). Where nothing stops no revenue is at stake, and a
 * saving needs none. The work is paid once and stands beside it.
 */
export function analyzeRoi(
  { cost, limit, aim, work }: RoiInput,
  assumptions: BusinessAssumptions,
): RoiAnalysis {
  const notes: Partial<Record<string, RoiNote>> = {};
  const { current, projected, recommended } = cost;
  if (current === null) notes['currentCost'] = 'no-current-cost';
  if (projected === null) notes['projectedCost'] = 'no-projected-cost';
  if (recommended === null) notes['upgradeCost'] = 'no-recommended-cost';
  const extra = current === null || recommended === null ? null : recommended - current;
  const stops = aim === 'risk' && limit?.stops === true;
  const revenue = stops ? outageCost(assumptions) : 0;
  if (!stops) notes['revenueImpact'] = 'nothing-stops';
  if (revenue === null) notes['revenueImpact'] = 'revenue-not-told';
  const profit = revenue === null || extra === null ? null : revenue - extra;
  if (profit === null) {
    notes['profitImpact'] = revenue === null ? 'revenue-not-told' : (notes['currentCost'] ?? 'no-recommended-cost');
  }
  const roi = profit === null || extra === null || extra <= 0 ? null : Math.round((profit / extra) * 10_000) / 100;
  if (roi === null) {
    notes['roi'] = extra !== null && extra <= 0 ? freeOrSaving(extra) : (notes['profitImpact'] ?? 'free');
  }
  const workCost = costOfWork(work.hours, assumptions);
  if (workCost === null) notes['workCost'] = 'rate-not-told';
  const isPaid = workCost !== null && profit !== null && profit > 0;
  return {
    ...{ currency: cost.currency, currentCost: current, projectedCost: projected, upgradeCost: recommended },
    ...{ extraCost: extra, revenueImpact: revenue, profitImpact: profit, roi, workCost },
    paybackDays: isPaid ? Math.ceil((workCost / profit) * MONTH_DAYS) : null,
    notes,
  };
}

function freeOrSaving(extra: Micros): RoiNote {
  return extra === 0 ? 'free' : 'saving';
}

/** Revenue lost in one outage, in micros; null while the revenue is not known. */
export function outageCost({ revenuePerDay, lostShare, hoursToRecover }: BusinessAssumptions): Micros | null {
  return revenuePerDay === null ? null : toMicros((revenuePerDay * lostShare * hoursToRecover * 3600) / DAY);
}

function costOfWork(estimate: number, { hoursOfWork, hourlyRate }: BusinessAssumptions): Micros | null {
  return hourlyRate === null ? null : toMicros((hoursOfWork ?? estimate) * hourlyRate);
}
