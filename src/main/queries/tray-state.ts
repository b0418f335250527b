import type { TrayState } from '#main/app';
import type { Instant } from '#shared/domain/instant';
import { formatBillAmount } from '#shared/format/bill';
import { formatPercent } from '#shared/format/percent';
import type { Verdict } from '#shared/ipc/overview';
import { readBillSummary } from './bill/bill-summary';
import type { SchedulerState } from './collection-health';
import { readMetricViews } from './metric-view';
import type { PricedParts } from './read-parts';
import { verdictOf } from './verdict';
import { readVerdictBefore } from './verdict-before';

/** The menu has room for three. */
const TIGHTEST = 3;

/** A pause hides no warning: these show first. */
const ALARMS: Readonly<Partial<Record<Verdict['tone'], TrayState['state']>>> = {
  critical: 'critical',
  warning: 'warning',
};

/** What the tray tells: the verdict, and the three tightest limits. */
export async function readTrayState(
  parts: PricedParts,
  scheduler: SchedulerState,
  pausedUntil: Instant | null,
): Promise<TrayState> {
  const [metrics, last, before, bill] = await Promise.all([
    readMetricViews(parts, scheduler.intervalMinutes),
    parts.store.cycles.last(),
    readVerdictBefore(parts.store),
    readBillSummary(parts),
  ]);
  const verdict = verdictOf({
    metrics,
    recommendations: [],
    lastCycleAt: last?.finishedAt ?? null,
    now: parts.clock.now(),
    before,
  });
  const still = pausedUntil !== null || verdict.tone === 'empty' || verdict.tone === 'stale';
  return {
    state: ALARMS[verdict.tone] ?? (still ? 'paused' : 'fine'),
    verdict: verdict.headline,
    tightest: metrics
      .filter((metric) => metric.limit !== null)
      .slice(0, TIGHTEST)
      .map(({ title, percent, note }) => ({
        title,
        percent,
        text: percent === null ? note || 'not available' : formatPercent(percent),
      })),
    bill: bill === null ? null : `${formatBillAmount(bill.soFar, bill.currency)} so far over everything`,
    collecting: scheduler.running,
    pausedUntil,
  };
}
