import type { TrayState } from '#main/app';
import type { Instant } from '#shared/domain/instant';
import { formatPercent } from '#shared/format/percent';
import type { SchedulerState } from './collection-health';
import { readMetricViews } from './metric-view';
import type { ReadParts } from './read-parts';
import { verdictOf } from './verdict';

/** The menu has room for three. */
const TIGHTEST = 3;

/** What the tray tells: the verdict, and the three tightest limits. */
export async function readTrayState(
  parts: ReadParts,
  scheduler: SchedulerState,
  pausedUntil: Instant | null,
): Promise<TrayState> {
  const [metrics, last] = await Promise.all([
    readMetricViews(parts, scheduler.intervalMinutes),
    parts.store.cycles.last(),
  ]);
  const verdict = verdictOf({
    metrics,
    recommendations: [],
    lastCycleAt: last?.finishedAt ?? null,
    now: parts.clock.now(),
  });
  const state =
    verdict.tone === 'critical'
      ? 'critical'
      : verdict.tone === 'warning'
        ? 'warning'
        : pausedUntil !== null || verdict.tone === 'empty' || verdict.tone === 'stale'
          ? 'paused'
          : 'fine';
  return {
    state,
    verdict: verdict.headline,
    tightest: metrics
      .filter((metric) => metric.limit !== null)
      .slice(0, TIGHTEST)
      .map(({ title, percent, note }) => ({
        title,
        percent,
        text: percent === null ? note || 'not available' : formatPercent(percent),
      })),
    collecting: scheduler.running,
    pausedUntil,
  };
}
