import type { Alert } from '#shared/domain/alert';
import { DEFAULT_CRITICAL_PERCENT, DEFAULT_WARNING_PERCENT, type InfrastructureLimit } from '#shared/domain/limit';

/** The mark that a step was over; where it does not say, the one of today. */
export function thresholdOf(
  limit: InfrastructureLimit | null,
  { severity, reason }: Pick<Alert, 'severity' | 'reason'>,
): number {
  if (reason?.code === 'over-threshold') return reason.threshold;
  return severity === 'critical'
    ? (limit?.criticalPercent ?? DEFAULT_CRITICAL_PERCENT)
    : (limit?.warningPercent ?? DEFAULT_WARNING_PERCENT);
}
