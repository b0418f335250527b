import { DAY } from '#shared/domain/instant';
import type { RecommendationView } from '#shared/ipc/recommendations';
import type { Reach } from '../../charts/chart-scene';

/** Where the limit is expected, as the figures beside the chart say it; null when it is not in sight. */
export function reachOf({
  daysToLimit,
  daysToLimitInterval,
  updatedAt,
}: Pick<RecommendationView, 'daysToLimit' | 'daysToLimitInterval' | 'updatedAt'>): Reach | null {
  if (daysToLimit === null) {
    return null;
  }
  const at = (days: number | null | undefined) => (days == null ? null : Math.round(updatedAt + days * DAY));
  const [early, late] = daysToLimitInterval ?? [];
  return { from: at(early), at: Math.round(updatedAt + daysToLimit * DAY), to: at(late) };
}
