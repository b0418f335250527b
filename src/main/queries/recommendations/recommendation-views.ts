import { isCalledFor } from '#shared/core/recommendations/keep-advice';
import { allowedSteps, isOpen, isSnoozed } from '#shared/core/recommendations/life-cycle';
import { changedAtOf } from '#shared/core/recommendations/looks';
import { analyzeRoi, raisedBy, stopsWithout } from '#shared/core/recommendations/roi';
import { sumTogether } from '#shared/core/recommendations/together';
import type { Connection } from '#shared/domain/connection';
import { fromMicros, type Micros } from '#shared/domain/money';
import type {
  BusinessAssumptions,
  Recommendation,
  RecommendationEvent,
  RoiAnalysis,
} from '#shared/domain/recommendation';
import type { RecommendationOutcome } from '#shared/domain/recommendation-outcome';
import type { RecommendationList, RecommendationView } from '#shared/ipc/recommendations';
import { type AdviceWords, adviceWords, pointSentence } from '#shared/words/recommendation';
import { briefTexts } from '#shared/words/recommendation-brief';
import { lifeReason, statusNote, stepWords } from '#shared/words/recommendation-life';
import { savedTogether } from '#shared/words/recommendation-shelf';
import { effectWords, roiNote, roiShort } from '#shared/words/roi';
import { anyKnown, oldAccounts } from '#shared/words/verdict';
import type { PricedParts, ReadParts } from '../read-parts';
import { type MetricState, readMetricStates } from '../standings/metric-states';
import { readStandings } from '../standings/read-standings';
import { readAssumptions } from './assumptions';
import { readEvidence, readGrounds } from './evidence';
import { byUrgency } from './order';
import { nextLook, outcomeView, recordOf } from './outcome-views';

/** What every view is made with. */
interface Ground {
  readonly parts: PricedParts;
  readonly states: readonly MetricState[];
  readonly standings: Awaited<ReturnType<typeof readStandings>>['list'];
  readonly connections: readonly Connection[];
}

/** All recommendations, what the open ones bring together, and what past ones did. */
export async function readRecommendationList(
  parts: PricedParts,
  known?: readonly MetricState[],
): Promise<RecommendationList> {
  const [rows, outcomes, standings] = await Promise.all([
    parts.store.recommendations.list(),
    parts.store.recommendations.outcomes(),
    readStandings(parts),
  ]);
  const items = await readViews(parts, rows, outcomes, known);
  return {
    items: [...items].sort(byUrgency(standings.list)),
    known: anyKnown(standings.list),
    old: oldAccounts(standings.list, { now: parts.clock.now() }).text,
    together: togetherOf(rows, parts.clock.now()),
    record: recordOf(rows, outcomes),
  };
}

/** All recommendations, open ones first, most urgent first, in the one order of their limits, then by what they gain. */
export async function readRecommendations(
  parts: PricedParts,
  known?: readonly MetricState[],
): Promise<readonly RecommendationView[]> {
  return (await readRecommendationList(parts, known)).items;
}

/** One recommendation, or null when there is none with this id. */
export async function readRecommendation(parts: PricedParts, id: number): Promise<RecommendationView | null> {
  const row = await parts.store.recommendations.find(id);
  const outcomes = await parts.store.recommendations.outcomes(id);
  return row === null ? null : ((await readViews(parts, [row], outcomes))[0] ?? null);
}

async function readViews(
  parts: PricedParts,
  rows: readonly Recommendation[],
  outcomes: readonly RecommendationOutcome[],
  known?: readonly MetricState[],
): Promise<readonly RecommendationView[]> {
  const [states, standings, connections, events] = await Promise.all([
    known ?? readMetricStates(parts),
    readStandings(parts),
    parts.store.connections.list(),
    parts.store.recommendations.events(),
  ]);
  const ground = { parts, states, standings: standings.list, connections };
  return Promise.all(
    rows.map((row) =>
      toView(ground, row, {
        events: events.filter(({ recommendationId }) => recommendationId === row.id),
        outcomes: outcomes.filter(({ recommendationId }) => recommendationId === row.id),
      }),
    ),
  );
}

interface Past {
  readonly events: readonly RecommendationEvent[];
  readonly outcomes: readonly RecommendationOutcome[];
}

async function toView(ground: Ground, row: Recommendation, { events, outcomes }: Past): Promise<RecommendationView> {
  const { parts } = ground;
  const now = parts.clock.now();
  const { currency } = row.cost;
  const connection = ground.connections.find(({ id }) => id === row.connectionId);
  const own = parts.catalog.descriptor(connection?.provider ?? '')?.advice;
  const reader = { now, asOf: row.updatedAt };
  const words = adviceWords(row, reader, own);
  const brief = briefTexts(row);
  const assumptions = await readAssumptions(parts, row.connectionId);
  const standing = ground.standings.find(({ key }) => key === row.limit?.standing) ?? null;
  const zone = connection?.billingAnchor?.zone ?? 'UTC';
  const changedAt = row.status === 'IMPLEMENTED' ? changedAtOf(row, events, zone) : null;
  return {
    ...{ id: row.id, key: row.key, kind: row.kind, aim: row.aim, change: row.change.kind },
    ...{ connectionId: row.connectionId, account: row.names.account, service: row.service, metric: row.metric },
    metricKey: row.limit?.standing ?? row.evidence.series,
    subject: row.names.thing || row.names.metric || row.names.service,
    standing,
    title: words.title,
    effect: effectWords(row),
    summary: row.reason[0] === undefined ? words.reason : pointSentence(row.reason[0], currency, reader, own),
    headline: words.reason,
    reason: brief?.reason ?? words.reason,
    brief: { benefits: [...(brief?.benefits ?? words.benefits)], risks: [...(brief?.risks ?? words.risks)] },
    priority: row.priority,
    priorityReason: words.priority,
    status: row.status,
    allowed: [...allowedSteps(row, now)],
    ...{ currentPlan: row.currentPlan, recommendedPlan: row.recommendedPlan },
    ...{ currentPlanName: row.currentPlanName, recommendedPlanName: row.recommendedPlanName },
    limit: limitView(row),
    gain: gainView(row),
    roi: roiView(row, assumptions),
    roiInput: {
      cost: row.cost,
      stops: stopsWithout(row),
      raisedBy: raisedBy(row.change),
      hours: row.work.hours,
    },
    work: words.work,
    assumptions,
    alternatives: row.alternatives.map(({ id, cost, isLeast, lost }, index) => ({
      ...{ id, name: words.alternatives[index]?.name ?? id, cost: mainUnits(cost), ...(isLeast && { isLeast }) },
      lost: lost === null ? null : (words.alternatives[index]?.why ?? ''),
    })),
    breakEven: words.breakEven === '' ? null : words.breakEven,
    ...{ confidence: row.confidence, confidenceText: words.confidence },
    ...{ benefits: [...words.benefits], risks: [...words.risks], against: [...words.against] },
    sources: [...row.sources],
    steps: [...words.steps],
    hasPage: row.steps.url !== null,
    question: questionView(row, words),
    ...{ createdAt: row.createdAt, updatedAt: row.updatedAt, snoozedUntil: row.snoozedUntil },
    calledFor: isCalledFor(row),
    note: statusNote(row, now),
    statusReason: row.statusReason === null ? null : lifeReason(row.statusReason, row),
    history: events.map(({ at, from, to, actor, reason }) => ({
      ...{ at, from, to, actor, reason: lifeReason(reason, row) },
      text: stepWords({ at, from, to, actor, reason }, row),
    })),
    outcomes: outcomes.filter((one) => changedAt === null || one.changedAt === changedAt).map(outcomeView),
    nextLook: nextLook(changedAt, outcomes),
    evidence: await evidenceView(ground, row, [...words.evidence]),
  };
}

function limitView({ limit }: Recommendation): RecommendationView['limit'] {
  if (limit === null) {
    return null;
  }
  const { used, value, unit, percent, stops, days, daysInterval, growthPerDay, recommended } = limit;
  return {
    ...{ used, value, unit, percent, stops, days, growthPerDay, recommended },
    daysInterval: daysInterval === null ? null : [daysInterval[0], daysInterval[1]],
  };
}

function gainView({ gain }: Recommendation): RecommendationView['gain'] {
  return gain === null
    ? null
    : {
        ...{ amount: fromMicros(gain.amount), low: fromMicros(gain.low), high: fromMicros(gain.high) },
        ...{ probability: gain.probability, averted: mainUnits(gain.averted) },
      };
}

/** ROI in main units of its currency, as JSON and the window carry it. */
function roiView(row: Recommendation, assumptions: BusinessAssumptions): RecommendationView['roi'] {
  const roi: RoiAnalysis = analyzeRoi(
    { ...row, stops: stopsWithout(row), raisedBy: raisedBy(row.change) },
    assumptions,
  );
  return {
    currency: roi.currency,
    currentCost: mainUnits(roi.currentCost),
    projectedCost: mainUnits(roi.projectedCost),
    upgradeCost: mainUnits(roi.upgradeCost),
    extraCost: mainUnits(roi.extraCost),
    revenueImpact: mainUnits(roi.revenueImpact),
    profitImpact: mainUnits(roi.profitImpact),
    roi: roi.roi,
    workCost: mainUnits(roi.workCost),
    paybackDays: roi.paybackDays,
    notes: Object.fromEntries(
      Object.entries(roi.notes).flatMap(([name, note]) => (note === undefined ? [] : [[name, roiNote(note)]])),
    ),
    bounds: Object.fromEntries(
      Object.entries(roi.bounds).flatMap(([name, bound]) => (bound === undefined ? [] : [[name, bound]])),
    ),
    short: roiShort(roi),
  };
}

function mainUnits(micros: Micros | null): number | null {
  return micros === null ? null : fromMicros(micros);
}

function questionView({ question }: Recommendation, words: AdviceWords): RecommendationView['question'] {
  return question === null
    ? null
    : {
        text: words.question,
        figures: question.figures.map((figure, index) => ({ ...figure, label: words.figures[index] ?? figure.name })),
      };
}

async function evidenceView(
  { parts, states }: Ground,
  row: Recommendation,
  texts: string[],
): Promise<RecommendationView['evidence']> {
  const state = states.find(({ key }) => key === row.evidence.series) ?? null;
  const read = row.limit?.unit ?? state?.definition.unit ?? '';
  // One database is shown day by day.
  const unit = row.change.kind === 'sleep' ? `${read} a day` : read;
  return row.limit === null
    ? { points: [...(await readGrounds(parts, row, state))], path: [], texts, unit }
    : { points: await readEvidence(parts, state), path: [...(state?.forecast.path ?? [])], texts, unit };
}

/** What all open savings bring, over those that can be done together. */
function togetherOf(rows: readonly Recommendation[], now: number): RecommendationList['together'] {
  const open = rows.filter((row) => isOpen(row.status));
  const waiting = open.filter((row) => !isSnoozed(row, now) && isCalledFor(row));
  const currency = waiting[0]?.cost.currency ?? 'USD';
  const counted = waiting.filter(({ cost }) => cost.currency === currency);
  const { amount, keys } = sumTogether(counted);
  const sure = sumTogether(counted.filter(({ confidence }) => confidence !== 'low')).amount;
  const risks = waiting.filter(({ aim }) => aim === 'risk').length;
  const counts = [`${open.length} open`, ...(risks === 0 ? [] : [`${risks} against a risk`])];
  const saves = keys.length === 0 ? [] : savedTogether(fromMicros(amount), fromMicros(sure), currency);
  return {
    amount: fromMicros(amount),
    currency,
    ids: waiting.filter(({ key }) => keys.includes(key)).map(({ id }) => id),
    text: [...counts, ...saves].join(', '),
  };
}

/** The provider's page for exactly this change; null when there is no such recommendation or page. */
export async function readChangePage(parts: ReadParts, id: number): Promise<string | null> {
  return (await parts.store.recommendations.find(id))?.steps.url ?? null;
}
