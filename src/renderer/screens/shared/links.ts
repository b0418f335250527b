import { links } from '#shared/domain/screen-links';
import type { MetricView } from '#shared/ipc/metric-view';

export { links } from '#shared/domain/screen-links';

/** Where the figures of a limit are to be seen; a budget has them among the costs. */
export function usageOf({ usageKey, group }: Pick<MetricView, 'usageKey' | 'group'>): string {
  if (usageKey !== null) {
    return links.usage(usageKey);
  }
  return group === 'Budgets' ? links.costs() : links.limits();
}
