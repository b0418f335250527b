import type { Instant } from '#shared/domain/instant';
import { formatBillAmount } from '#shared/format/bill';
import { formatPercent } from '#shared/format/percent';
import type { Verdict } from '#shared/ipc/overview';
import { readBillSummary } from '../bill/bill-summary';
import type { SchedulerState } from '../connections/collection-health';
import type { PricedParts } from '../read-parts';
import { readMetricStates } from '../standings/metric-states';
import { shownMetrics } from '../standings/metric-view';
import { verdictOf } from '../standings/verdict';

/** What the tray tells. Texts are ready to be shown. */
export interface TrayState {
  /** Drives the icon. `paused`: notifications are paused, or nothing is collected. */
  readonly state: 'fine' | 'warning' | 'critical' | 'paused';
  /** `Redis storage reaches its limit in about 5 days`. */
  readonly verdict: string;
  /** At most three, tightest first. `text` is `85 %`, or why there is no percent. */
  readonly tightest: readonly { readonly title: string; readonly percent: number | null; readonly text: string }[];
  /** `$116.40 so far this month`; null while no account has a bill. */
  readonly bill: string | null;
  readonly collecting: boolean;
  /** Notifications are held back until then; null when they are not paused. */
  readonly pausedUntil: Instant | null;
}

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
  const [states, last, before, bill] = await Promise.all([
    readMetricStates(parts),
    parts.store.cycles.last(),
    parts.store.verdicts.last(),
    readBillSummary(parts),
  ]);
  const now = parts.clock.now();
  const metrics = shownMetrics(states, now, scheduler.intervalMinutes);
  const verdict = verdictOf({
    metrics,
    recommendations: [],
    lastCycleAt: last?.finishedAt ?? null,
    now,
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
