import { windowPeriod } from '#shared/core/usage/limit-window';
import type { Connection } from '#shared/domain/connection';
import { DAY, type Instant } from '#shared/domain/instant';
import { formatDate, formatDateRange } from '#shared/format/date';
import { formatPrice } from '#shared/format/money';
import type { MetricView } from '#shared/ipc/metric-view';
import type { HorizonEvent, Overview } from '#shared/ipc/overview';
import type { RecommendationView } from '#shared/ipc/recommendations';
import { readOpenAlerts } from '../alerts/alert-views';
import { readBillSummary } from '../bill/bill-summary';
import { readBilledCosts } from '../bill/billed-costs';
import { budgetEvents } from '../bill/card';
import { readCollectionHealth, type SchedulerState } from '../connections/collection-health';
import { readConnectionRows } from '../connections/connection-rows';
import type { PricedParts, ReadParts } from '../read-parts';
import { readEvidence, readRecommendations } from '../recommendations/recommendation-views';
import { type MetricState, readMetricStates } from '../standings/metric-states';
import { readMetricViews } from '../standings/metric-view';
import { verdictOf } from '../standings/verdict';

/** The line under the verdict looks this far ahead. */
const HORIZON_DAYS = 30;
const TOP_RECOMMENDATIONS = 3;

/** Everything the first screen shows, in one answer, so that its figures agree with each other. */
export async function readOverview(parts: PricedParts, scheduler: SchedulerState): Promise<Overview> {
  const now = parts.clock.now();
  const rows = await readConnectionRows(parts);
  const { connections } = rows;
  const states = await readMetricStates(parts, { rows });
  const [metrics, recommendations, health, before, costs, bill] = await Promise.all([
    readMetricViews(parts, scheduler.intervalMinutes, states),
    readRecommendations(parts, states),
    readCollectionHealth(parts, scheduler, rows),
    parts.store.verdicts.last(),
    readBilledCosts(parts, rows),
    readBillSummary(parts),
  ]);
  const open = recommendations.filter((one) => isWaiting(one, now));
  const verdict = verdictOf({ metrics, recommendations: open, lastCycleAt: health.lastCycleAt, now, before });
  const shown =
    metrics.find((metric) => metric.key === verdict.metricKey) ??
    metrics.find((metric) => metric.limit !== null && metric.current !== null) ??
    null;
  return {
    asOf: now,
    verdict,
    chart:
      shown === null ? null : await readChart(parts, shown, states.find((state) => state.key === shown.key) ?? null),
    horizon: [...horizonOf(parts, metrics, connections, now), ...budgetEvents(costs, now)],
    limits: metrics.filter((metric) => metric.limit !== null && metric.current !== null),
    others: metrics.filter(
      (metric) =>
        (metric.limit === null || metric.current === null) && (metric.current !== null || metric.noteCode !== null),
    ),
    bill,
    recommendations: open.slice(0, TOP_RECOMMENDATIONS).map((one) => ({
      id: one.id,
      title: one.title,
      detail: one.headline,
      effect:
        one.roi.upgradeCost === null ? 'price unknown' : `${formatPrice(one.roi.upgradeCost, one.roi.currency)} / mo`,
      priority: one.priority,
      status: one.status,
    })),
    openRecommendations: open.filter((one) => one.status !== 'APPROVED').length,
    alerts: [...(await readOpenAlerts(parts, states, rows))],
    health,
  };
}

function isWaiting(one: RecommendationView, now: Instant): boolean {
  const open = one.status === 'PENDING' || one.status === 'REVIEWED' || one.status === 'APPROVED';
  return open && (one.snoozedUntil === null || one.snoozedUntil <= now);
}

async function readChart(parts: ReadParts, metric: MetricView, state: MetricState | null): Promise<Overview['chart']> {
  if (state === null || metric.limit === null || metric.current === null) {
    return null;
  }
  return {
    points: await readEvidence(parts, state),
    path: [...state.forecast.path],
    limit: metric.limit,
    unit: metric.unit,
    planName: metric.planName,
    now: metric.current,
    reach: reachOf(metric, parts.clock.now()),
  };
}

/** The expected moment of reaching the limit with its 80 % interval; null when it is not in sight. */
export function reachOf(
  metric: Pick<MetricView, 'daysToLimit'>,
  now: Instant,
): { from: Instant | null; at: Instant; to: Instant | null } | null {
  const days = metric.daysToLimit;
  if (days?.q50 == null) {
    return null;
  }
  const at = (ahead: number | null) => (ahead === null ? null : Math.round(now + ahead * DAY));
  return { from: at(days.q10), at: Math.round(now + days.q50 * DAY), to: at(days.q90) };
}

function horizonOf(
  parts: Pick<ReadParts, 'catalog'>,
  metrics: readonly MetricView[],
  connections: readonly Connection[],
  now: Instant,
): readonly HorizonEvent[] {
  const end = now + HORIZON_DAYS * DAY;
  const events: HorizonEvent[] = [];
  for (const metric of metrics) {
    const reach = reachOf(metric, now);
    if (reach === null || reach.at > end || metric.percent === null || metric.percent >= 100) {
      continue;
    }
    const from = reach.from ?? reach.at;
    const to = reach.to ?? end;
    events.push({
      kind: 'limit',
      title: `${metric.title} full`,
      detail: formatDateRange(from, to),
      tone: metric.status === 'critical' || metric.status === 'warning' ? metric.status : 'watch',
      at: reach.at,
      from,
      to: Math.min(to, end),
      metricKey: metric.key,
    });
  }
  events.push(...certainDates(parts, metrics, connections, now).filter((event) => event.at <= end));
  return events.sort((a, b) => a.at - b.at);
}

function certainDates(
  parts: Pick<ReadParts, 'catalog'>,
  metrics: readonly MetricView[],
  connections: readonly Connection[],
  now: Instant,
): readonly HorizonEvent[] {
  const certain = (kind: HorizonEvent['kind'], title: string, at: Instant): HorizonEvent => ({
    kind,
    title,
    detail: formatDate(at),
    tone: 'certain',
    at,
    from: at,
    to: at,
    metricKey: null,
  });
  const anchored = connections.find((connection) => connection.billingAnchor !== null) ?? null;
  const period = metrics.some((metric) => metric.window === 'billing-cycle')
    ? windowPeriod({ window: 'billing-cycle', anchor: anchored?.billingAnchor ?? null, zone: 'UTC', now })
    : null;
  const expiries = connections
    .filter((connection) => connection.expiresAt !== null && connection.expiresAt > now)
    .map((connection) =>
      certain(
        'credential-expiry',
        `${nameOf(parts, connection, connections)} token expires`,
        connection.expiresAt ?? now,
      ),
    );
  return [...(period === null ? [] : [certain('period-end', 'Billing period ends', period.end)]), ...expiries];
}

/** `Vercel`; with the account's own name where several are with that provider. */
function nameOf(
  { catalog }: Pick<ReadParts, 'catalog'>,
  { provider, title }: Connection,
  all: readonly Connection[],
): string {
  const name = catalog.descriptor(provider)?.title ?? provider;
  return all.filter((one) => one.provider === provider).length > 1 ? `${name} ${title}` : name;
}
