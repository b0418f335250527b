import type { Instant } from '#shared/domain/instant';
import type { MetricView } from '#shared/ipc/metric-view';
import type { Overview } from '#shared/ipc/overview';
import type { RecommendationView } from '#shared/ipc/recommendations';
import { hitPoint } from '#shared/words/standing';
import { readOpenAlerts } from '../alerts/alert-views';
import { readBillSummary } from '../bill/bill-summary';
import { readCollectionHealth, type SchedulerState } from '../connections/collection-health';
import { readConnectionRows } from '../connections/connection-rows';
import type { PricedParts, ReadParts } from '../read-parts';
import { readEvidence } from '../recommendations/evidence';
import { readRecommendations } from '../recommendations/recommendation-views';
import { type MetricState, readMetricStates } from '../standings/metric-states';
import { horizonOf } from './horizon';
import { readLimitViews } from './limit-views';
import { verdictView } from './verdict';

const TOP_RECOMMENDATIONS = 3;

/** Everything the first screen shows, in one answer, so that its figures agree with each other. */
export async function readOverview(parts: PricedParts, scheduler: SchedulerState): Promise<Overview> {
  const now = parts.clock.now();
  const rows = await readConnectionRows(parts);
  const { connections } = rows;
  const states = await readMetricStates(parts, { rows });
  const [views, recommendations, health, bill] = await Promise.all([
    readLimitViews(parts, scheduler.intervalMinutes, states),
    readRecommendations(parts, states),
    readCollectionHealth(parts, scheduler, rows),
    readBillSummary(parts),
  ]);
  const { standings, limits, others } = views;
  const open = recommendations.filter((one) => isWaiting(one, now));
  const verdict = verdictView({ list: standings.list, connections: connections.length, reader: { now } }, open);
  const shown = limits.find(({ key }) => key === verdict.metricKey) ?? limits[0] ?? null;
  return {
    asOf: now,
    verdict,
    chart: shown === null ? null : await readChart(parts, shown, states),
    horizon: [...horizonOf(parts, standings, connections, now)],
    limits: [...limits],
    others: others.filter(({ current, noteCode }) => current !== null || noteCode !== null),
    bill,
    recommendations: open.slice(0, TOP_RECOMMENDATIONS).map((one) => ({
      id: one.id,
      title: one.title,
      detail: one.summary,
      effect: one.effect,
      priority: one.priority,
      status: one.status,
    })),
    openRecommendations: open.filter((one) => one.status !== 'APPROVED').length,
    alerts: [...(await readOpenAlerts(parts, states, rows, standings.list))],
    health,
  };
}

function isWaiting(one: RecommendationView, now: Instant): boolean {
  const open = one.status === 'PENDING' || one.status === 'REVIEWED' || one.status === 'APPROVED';
  return open && one.calledFor && (one.snoozedUntil === null || one.snoozedUntil <= now);
}

async function readChart(
  parts: ReadParts,
  view: MetricView,
  states: readonly MetricState[],
): Promise<Overview['chart']> {
  const state = states.find(({ key }) => key === view.usageKey);
  const isOwn = view.standing?.scope.kind !== 'project';
  if (state === undefined || !isOwn || view.limit === null || view.current === null) {
    return null;
  }
  const points = await readEvidence(parts, state);
  // One reading alone makes no picture.
  if (points.length < 2) {
    return null;
  }
  return {
    points,
    path: [...state.forecast.path],
    limit: view.limit,
    unit: view.unit,
    planName: view.planName,
    now: view.current,
    reach: view.standing === null ? null : hitPoint(view.standing),
  };
}
