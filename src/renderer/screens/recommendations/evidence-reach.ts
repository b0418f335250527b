import type { Instant } from '#shared/domain/instant';
import type { Reach, SceneStep } from '../../charts/chart-scene';

/**
 * Where the quantiles of a path first reach the limit: the 90 % one the earliest day, the median the best
 * estimate, the 10 % one the latest. Null when the median does not reach it.
 */
export function reachOf(path: readonly SceneStep[], limit: number, now: Instant): Reach | null {
  const first = (quantile: 'q10' | 'q50' | 'q90') =>
    path.find((step) => step.t >= now && step[quantile] >= limit)?.t ?? null;
  const at = first('q50');
  return at === null ? null : { from: first('q90'), at, to: first('q10') };
}
