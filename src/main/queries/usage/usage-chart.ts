import type { SeenPlan } from '#main/store/read-store';
import { dayOf, dayStart } from '#shared/core/calendar/calendar';
import { median } from '#shared/core/forecasting/quantiles';
import { eventsOf } from '#shared/core/usage/connection-events';
import { fail, type Result, succeed } from '#shared/domain/failure';
import { DAY, type Instant, type Period } from '#shared/domain/instant';
import type { LimitWindow, PlanChange } from '#shared/domain/plan';
import type { Deployment } from '#shared/domain/project';
import type { Series } from '#shared/domain/series';
import type { UsageChart, UsageRange } from '#shared/ipc/usage';
import { hitPoint } from '#shared/words/standing';
import { type ConnectionRows, readConnectionRows } from '../connections/connection-rows';
import { planChangesOf } from '../connections/plan-changes';
import { readProviderFacts } from '../connections/provider-facts';
import { withStanding } from '../home/limit-views';
import type { PricedParts, ReadParts } from '../read-parts';
import { readRecordOf } from '../record/forecast-record';
import { readLimitSteps } from '../standings/limit-history';
import { readMetricState } from '../standings/metric-states';
import { metricFigures, readSparklines } from '../standings/metric-view';
import { readStandings } from '../standings/read-standings';
import { type ChangeGround, changeRange, readChange, readProjectNames } from './change-explained';
import { readHeldDays, windowAt } from './held-points';
import { connectionOf } from './metric-places';
import type { LimitedQuantity, MetricQuantity } from './metric-quantities';
import { readTotalBehind } from './total-behind';

const SPANS: Readonly<Record<Extract<UsageRange, string>, number>> = {
  '24h': DAY,
  '7d': 7 * DAY,
  '30d': 30 * DAY,
  '90d': 90 * DAY,
};
/** A break this many times longer than the usual step is a gap. */
const GAP_FACTOR = 3;
/** How many steps on each side say what is usual. */
const NEIGHBORS = 6;

export interface UsageQuestion {
  readonly key: string;
  readonly range: UsageRange;
  readonly points: number;
}

/** One metric over a range: what was measured, what is expected, and what happened meanwhile. */
export async function readUsageChart(
  parts: PricedParts,
  question: UsageQuestion,
  intervalMinutes: number,
): Promise<Result<UsageChart>> {
  const rows = await readConnectionRows(parts, connectionOf(question.key));
  const state = await readMetricState(parts, question.key, { rows, intervalMinutes });
  if (state === null) {
    return fail({
      code: 'not-found',
      message: 'This metric is no longer watched.',
      action: 'Choose another one from the list.',
      retryable: false,
    });
  }
  const now = parts.clock.now();
  const range = rangeOf(question.range, state, now);
  const sparklines = await readSparklines(parts, [state]);
  const standings = await readStandings(parts);
  const figures = { ...metricFigures(state, now, intervalMinutes), sparkline: [...(sparklines.get(state.key) ?? [])] };
  const metric = withStanding(figures, standings, now);
  const measured = state.series === null ? EMPTY : await readPoints(parts, state, state.series, range, question.points);
  const surroundings = await readSurroundings(parts, state, rows, range);
  const { deployments, planChanges, seenPlans } = surroundings;
  return succeed({
    metric,
    from: range.start,
    to: range.end,
    now,
    resolution: measured.resolution,
    zone: state.series?.zone ?? state.definition.zone,
    source: state.series?.source ?? '',
    points: measured.points,
    gaps: gapsOf(measured.points),
    path: [...state.forecast.path],
    reach: metric.standing === null ? null : hitPoint(metric.standing),
    deployments: deployments.map(({ createdAt, name, target, state: status }) => ({
      t: createdAt,
      name,
      target,
      state: status,
    })),
    planChanges: planChanges.filter(({ t }) => t >= range.start && t <= range.end),
    limitSteps: [...(await readLimitSteps(parts, state, seenPlans))],
    windowStarts: [...windowStarts(state, range)],
    ...(await readProjects(parts, state, surroundings)),
    queries: await readQueries(parts, state),
    change: await readChange(parts, state, surroundings),
    record: state.series === null ? null : await readRecordOf(parts.store, state.series.id),
  });
}

/** What stands around a metric, read once for all that the chart tells of it. */
interface Surroundings extends ChangeGround {
  /** What its connection was deployed within the chart; a store or an AI account is served by what went live elsewhere. */
  readonly deployments: readonly Deployment[];
  readonly planChanges: readonly PlanChange[];
  /** The plans that were seen on its connection, oldest first. */
  readonly seenPlans: readonly SeenPlan[];
}

async function readSurroundings(
  { store, clock }: ReadParts,
  { connection, series, definition }: MetricQuantity,
  rows: ConnectionRows,
  range: Period,
): Promise<Surroundings> {
  const { id } = connection;
  const changed = changeRange(series ?? definition, clock.now());
  const both = { start: Math.min(range.start, changed.start), end: Math.max(range.end, changed.end) };
  const deployments = await store.facts.deployments(both);
  const seenPlans = rows.plans.get(id) ?? [];
  const planChanges = planChangesOf(seenPlans, connection);
  const own = deployments.filter(
    ({ connectionId, createdAt }) => connectionId === id && createdAt >= range.start && createdAt < range.end,
  );
  let names: Promise<ReadonlyMap<string, string>> | null = null;
  return {
    deployments: own.length > 0 ? own : eventsOf(id, range, { deployments, planChanges }).deployments,
    planChanges,
    seenPlans,
    series: rows.series,
    events: eventsOf(id, changed, { deployments, planChanges }),
    projectNames() {
      names ??= readProjectNames(store, id);
      return names;
    },
  };
}

type Measured = Pick<UsageChart, 'resolution' | 'points'>;
const EMPTY: Measured = { resolution: 'raw', points: [] };

function rangeOf(range: UsageRange, state: MetricQuantity, now: Instant): Period {
  if (typeof range !== 'string') {
    return { start: range.from, end: range.to };
  }
  const start = now - SPANS[range];
  // A day's total belongs to the whole day: the first one is not cut.
  const zone = state.series?.zone ?? state.definition.zone;
  return { start: state.definition.kind === 'daily' ? dayStart(dayOf(start, zone), zone) : start, end: now };
}

async function readPoints(
  parts: ReadParts,
  state: LimitedQuantity,
  series: Series,
  range: Period,
  points: number,
): Promise<Measured> {
  if (series.kind === 'daily') {
    return { resolution: 'day', points: await readDays(parts, state, series, range) };
  }
  const answer = await parts.store.samples.range(series.id, { ...range, end: range.end + 1 }, points);
  const pointOf = (t: Instant, value: number, min = value, max = value) => ({
    t,
    value,
    min,
    max,
    cumulative: null,
    provisional: false,
  });
  const before = await readTotalBehind(parts, state, answer.points[0]?.t ?? range.end);
  return {
    resolution: answer.resolution,
    points: [
      ...before.filter(({ t }) => t >= range.start).map(({ t, value }) => pointOf(t, value)),
      ...answer.points.map(({ t, min, max, last }) => pointOf(t, last, min, max)),
    ],
  };
}

async function readDays(
  parts: ReadParts,
  state: MetricQuantity,
  series: Series,
  range: Period,
): Promise<UsageChart['points']> {
  const days = await readHeldDays(parts, state, series, { start: range.start, end: range.end + 1 });
  const today = dayStart(dayOf(parts.clock.now(), series.zone), series.zone);
  return days.map(({ t, value, min, max, held }) => ({
    t,
    value,
    min,
    max,
    cumulative: held,
    provisional: t === today,
  }));
}

/**
 * Breaks in the data. What is usual is judged by the neighbors: a series that was read every six hours
 * once and every quarter of an hour now has no gap.
 */
function gapsOf(points: UsageChart['points']): UsageChart['gaps'] {
  const steps = points.slice(1).map((point, index) => point.t - (points[index]?.t ?? point.t));
  return steps.flatMap((step, index) => {
    const from = points[index]?.t;
    const sides = [steps.slice(Math.max(0, index - NEIGHBORS), index), steps.slice(index + 1, index + 1 + NEIGHBORS)];
    const usual = Math.max(0, ...sides.filter((side) => side.length > 0).map(median));
    return from !== undefined && usual > 0 && step > GAP_FACTOR * usual ? [{ from, to: from + step }] : [];
  });
}

/** Windows whose starts are drawn: a day begins at each bar. */
const BEGINNING_ANEW: readonly LimitWindow[] = ['week', 'billing-cycle', 'calendar-month', 'contract'];

function* windowStarts(state: MetricQuantity, range: Period): Generator<Instant> {
  if (!BEGINNING_ANEW.includes(state.window)) {
    return;
  }
  let window = windowAt(state, range.start);
  while (window !== null && window.end <= range.end) {
    yield window.end;
    window = windowAt(state, window.end);
  }
}

/** Metrics that the statistics of a database's statements stand behind. */
const QUERY_METRICS: readonly string[] = ['QUERIES_PER_DAY', 'QUERY_LATENCY_MS'];

async function readQueries(
  parts: ReadParts,
  { connection, definition }: MetricQuantity,
): Promise<UsageChart['queries']> {
  if (!QUERY_METRICS.includes(definition.metric)) {
    return null;
  }
  return (await readProviderFacts(parts.store, connection.id)).topQueries?.value ?? null;
}

async function readProjects(
  parts: ReadParts,
  state: MetricQuantity,
  { series: all, projectNames }: Pick<Surroundings, 'series' | 'projectNames'>,
): Promise<Pick<UsageChart, 'projects' | 'projectsNote'>> {
  const { definition, period } = state;
  const series = all.filter(
    (one) =>
      one.projectId !== null &&
      one.service === definition.service &&
      one.metric === definition.metric &&
      one.source === state.series?.source,
  );
  if (series.length === 0 || period === null) {
    return {
      projects: [],
      projectsNote: `${definition.group} does not tell this by project.`,
    };
  }
  const [names, sums] = await Promise.all([
    projectNames(),
    parts.store.samples.sums(series.map(({ id }) => ({ seriesId: id, range: period }))),
  ]);
  const rows = series.map((one, index) => ({
    projectId: one.projectId ?? '',
    name: names.get(one.projectId ?? '') ?? one.projectId ?? '',
    value: sums[index]?.value ?? 0,
  }));
  return { projects: rows.sort((a, b) => b.value - a.value), projectsNote: '' };
}
