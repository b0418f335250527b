import type { Alert } from '#shared/domain/alert';
import { RATE_CONDITIONS } from '#shared/domain/alert-condition';

/**
 * What an alert belongs to: steps of one look with the same group come as one message. One runaway function raises
 * invocations, CPU and spend of its account at once; limits of one account are told together, and apart from those.
 * Sources that fall silent in one look have the same cause more often than not.
 */
export function groupOf({ connectionId, condition }: Pick<Alert, 'connectionId' | 'condition'>): string {
  const about = condition === 'stale' ? '*' : (connectionId ?? '*');
  return RATE_CONDITIONS.includes(condition) ? `${about}/rate` : `${about}/${condition}`;
}
