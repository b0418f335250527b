import type { RecommendationPriority } from '#shared/domain/recommendation';

export interface PriorityInput {
  /** Percent of the limit. */
  readonly percent: number;
  /** Median days to the limit; null when it is not in sight or cannot be told. */
  readonly daysToLimit: number | null;
  readonly warningPercent: number;
  readonly criticalPercent: number;
}

/** Percentage points below the warning threshold from which usage counts as approaching it. */
const APPROACHING_POINTS = 5;

/**
 * How urgent an upgrade is, by the client's rules: CRITICAL at the critical threshold, HIGH when the limit
 * is within 7 days, MEDIUM within 30, LOW when usage approaches the warning threshold or stands between
 * the thresholds without a forecast. Null: nothing to recommend.
 */
export function priorityOf(
  input: PriorityInput,
): { readonly value: RecommendationPriority; readonly reason: string } | null {
  if (input.percent >= input.criticalPercent) {
    return { value: 'CRITICAL', reason: `At or above ${input.criticalPercent} % of the limit.` };
  }
  if (input.daysToLimit !== null && input.daysToLimit <= 7) {
    return { value: 'HIGH', reason: 'The limit is reached within 7 days.' };
  }
  if (input.daysToLimit !== null && input.daysToLimit <= 30) {
    return { value: 'MEDIUM', reason: 'The limit is reached within 30 days.' };
  }
  if (input.percent >= input.warningPercent) {
    return { value: 'LOW', reason: `Above ${input.warningPercent} % of the limit, which is not in sight.` };
  }
  if (input.percent >= input.warningPercent - APPROACHING_POINTS) {
    return { value: 'LOW', reason: `Approaching ${input.warningPercent} % of the limit.` };
  }
  return null;
}
