import { allowedSteps, isOpen } from '#shared/core/recommendations/life-cycle';
import { headlineOf, roomOf } from '#shared/core/recommendations/wording';
import { classOf } from '#shared/core/standing/at-limit';
import { rollingDays } from '#shared/core/usage/limit-window';
import { DAY, type Instant } from '#shared/domain/instant';
import { fromMicros, type Micros } from '#shared/domain/money';
import type { Recommendation, RoiAnalysis } from '#shared/domain/recommendation';
import type { Standing } from '#shared/domain/standing';
import { capitalized } from '#shared/format/capitalized';
import type { RecommendationView } from '#shared/ipc/recommendations';
import { atLimitAhead, standingHeadline } from '#shared/words/standing';
import type { ReadParts } from '../read-parts';
import { type MetricState, readMetricState, readMetricStates } from '../standings/metric-states';
import { heldToday, isAddedUp, readHeldDays } from '../usage/held-points';
import { metricKey } from '../usage/metric-places';
import { readTotalBehind } from '../usage/total-behind';

/** Evidence looks back two weeks, as far as the eye needs to see a trend. */
const EVIDENCE_DAYS = 14;
const EVIDENCE_POINTS = 120;
const PRIORITIES = ['CRITICAL', 'HIGH', 'MEDIUM', 'LOW'];

/** All recommendations, open ones first, most urgent first, then by what they gain. */
export async function readRecommendations(
  parts: ReadParts,
  known?: readonly MetricState[],
): Promise<readonly RecommendationView[]> {
  const states = known ?? (await readMetricStates(parts));
  const recommendations = await parts.store.recommendations.list();
  const byKey = new Map(states.map((state) => [state.key, state]));
  const views = await Promise.all(
    recommendations.map((one) =>
      toView(parts, one, byKey.get(metricKey(one.connectionId, one.service, one.metric)) ?? null),
    ),
  );
  return [...views].sort(
    (a, b) =>
      openness(a) - openness(b) ||
      PRIORITIES.indexOf(a.priority) - PRIORITIES.indexOf(b.priority) ||
      (b.roi.profitImpact ?? 0) - (a.roi.profitImpact ?? 0) ||
      b.id - a.id,
  );
}

/** One recommendation, or null when there is none with this id. */
export async function readRecommendation(parts: ReadParts, id: number): Promise<RecommendationView | null> {
  const recommendation = await parts.store.recommendations.find(id);
  if (recommendation === null) {
    return null;
  }
  const { connectionId, service, metric } = recommendation;
  return toView(parts, recommendation, await readMetricState(parts, metricKey(connectionId, service, metric)));
}

async function toView(
  parts: ReadParts,
  recommendation: Recommendation,
  state: MetricState | null,
): Promise<RecommendationView> {
  const { connectionId, service, metric } = recommendation;
  const key = metricKey(connectionId, service, metric);
  const now = parts.clock.now();
  return {
    id: recommendation.id,
    metricKey: key,
    service,
    metric,
    metricTitle: state?.definition.title ?? `${service} ${metric}`,
    title: recommendation.title,
    standing: state?.standing ?? null,
    headline: headlineFor(recommendation, state?.standing ?? null, now),
    reason: recommendation.reason,
    priority: recommendation.priority,
    status: recommendation.status,
    allowed: [...allowedSteps(recommendation, now)],
    currentPlan: recommendation.currentPlan,
    recommendedPlan: recommendation.recommendedPlan,
    currentUsage: recommendation.currentUsage,
    limitValue: recommendation.limitValue,
    recommendedLimit: recommendation.recommendedLimit,
    unit: recommendation.unit,
    usagePercent: recommendation.usagePercent,
    daysToLimit: recommendation.daysToLimit,
    daysToLimitInterval: recommendation.daysToLimitInterval === null ? null : [...recommendation.daysToLimitInterval],
    growthPerDay: recommendation.growthPerDay,
    roi: roiView(recommendation.roi),
    assumptions: recommendation.assumptions,
    ...sidesOf(recommendation, state?.standing ?? null, now),
    sources: [...recommendation.sources],
    hasUpgradePage: recommendation.upgradeUrl !== null,
    createdAt: recommendation.createdAt,
    updatedAt: recommendation.updatedAt,
    snoozedUntil: recommendation.snoozedUntil,
    statusReason: recommendation.statusReason,
    history: (await parts.store.recommendations.events(recommendation.id)).map(({ at, from, to, actor, reason }) => ({
      at,
      from,
      to,
      actor,
      reason,
    })),
    evidence: { points: await readEvidence(parts, state), path: [...(state?.forecast.path ?? [])] },
  };
}

/** What speaks for and against it. Where nothing stops at the limit, neither downtime nor refusals are claimed. */
export function sidesOf(
  { benefits, risks }: Recommendation,
  standing: Standing | null,
  now: Instant,
): Pick<RecommendationView, 'benefits' | 'risks'> {
  if (standing === null || classOf(standing.atLimit) === 'stops') {
    return { benefits: [...benefits], risks: [...risks] };
  }
  return {
    benefits: benefits.filter((benefit) => !/downtime|interruption/.test(benefit)),
    risks: [capitalized(atLimitAhead(standing, { now }))],
  };
}

/** While it is open its limit speaks, in the words of every other surface; later it tells what it was made for. */
function headlineFor(recommendation: Recommendation, standing: Standing | null, now: Instant): string {
  const input = { ...recommendation, recommendedPlanName: planName(recommendation.title) };
  return isOpen(recommendation.status) && standing !== null && standing.percent !== null
    ? `${standingHeadline(standing, { now })}. ${roomOf(input)}`
    : headlineOf(input);
}

/** ROI in main units of its currency, as JSON and the window carry it. */
function roiView(roi: RoiAnalysis): RecommendationView['roi'] {
  const amount = (micros: Micros | null) => (micros === null ? null : fromMicros(micros));
  return {
    currency: roi.currency,
    currentCost: amount(roi.currentCost),
    projectedCost: amount(roi.projectedCost),
    upgradeCost: amount(roi.upgradeCost),
    revenueImpact: amount(roi.revenueImpact),
    profitImpact: amount(roi.profitImpact),
    roi: roi.roi,
    unknown: { ...roi.unknown },
  };
}

/** What is held against a metric's limit lately, thinned for a small chart: running totals and rolling sums as such. */
export async function readEvidence(
  parts: ReadParts,
  state: MetricState | null,
): Promise<{ t: number; value: number }[]> {
  if (state?.series == null) {
    return [];
  }
  const now = parts.clock.now();
  if (isAddedUp(state)) {
    // A running total from its start on; a rolling sum has none, and moves with each day.
    const start = rollingDays(state.window) !== null ? now - EVIDENCE_DAYS * DAY : (state.period?.start ?? now);
    const days = await readHeldDays(parts, state, state.series, { start, end: now + 1 });
    const today = heldToday(state, days.at(-1)?.t);
    return [
      ...days.flatMap(({ t, held }) => (held === null ? [] : [{ t, value: held }])),
      ...(today === null ? [] : [today]),
    ];
  }
  const { points } = await parts.store.samples.range(
    state.series.id,
    { start: now - EVIDENCE_DAYS * DAY, end: now + 1 },
    EVIDENCE_POINTS,
  );
  const read = points.map(({ t, last }) => ({ t, value: last }));
  return [...(await readTotalBehind(parts, state, read[0]?.t ?? now)), ...read];
}

function planName(title: string): string {
  return title.split(' to ').at(-1) ?? title;
}

function openness(view: RecommendationView): number {
  const order: readonly RecommendationView['status'][] = [
    'PENDING',
    'REVIEWED',
    'APPROVED',
    'IMPLEMENTED',
    'DISMISSED',
    'EXPIRED',
  ];
  return Math.max(0, order.indexOf(view.status) - 2);
}

/** The provider's page for the recommended plan; null when there is no such recommendation or page. */
export async function readUpgradeUrl(parts: ReadParts, id: number): Promise<string | null> {
  return (await parts.store.recommendations.find(id))?.upgradeUrl ?? null;
}
