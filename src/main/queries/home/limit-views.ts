import { DAY, type Instant } from '#shared/domain/instant';
import { summaryKey } from '#shared/domain/service';
import type { ExpectedMoment, Standing, Standings } from '#shared/domain/standing';
import type { MetricView } from '#shared/ipc/metric-view';
import { namesOf } from '#shared/words/standing';
import { applies } from '#shared/words/verdict';
import type { PricedParts } from '../read-parts';
import { countsAll } from '../standings/budget-standings';
import { type MetricState, readMetricStates } from '../standings/metric-states';
import { type MetricFigures, metricFigures, readSparklines } from '../standings/metric-view';
import { readStandings } from '../standings/read-standings';
import { metricKey } from '../usage/metric-places';
import { isShown } from '../usage/metric-quantities';

/** All limits in the one order, as cards and rows show them, and what has none. */
export interface LimitViews {
  readonly standings: Standings;
  readonly states: readonly MetricState[];
  /** One for each standing that applies to this account, in the one order. */
  readonly limits: readonly MetricView[];
  /** Metrics without a limit, or that could not be read. */
  readonly others: readonly MetricView[];
}

/** `known` saves reading the states again. */
export async function readLimitViews(
  parts: PricedParts,
  intervalMinutes: number,
  known?: readonly MetricState[],
): Promise<LimitViews> {
  const now = parts.clock.now();
  const [standings, states] = await Promise.all([readStandings(parts), known ?? readMetricStates(parts)]);
  const shown = states.filter(isShown);
  const sparklines = await readSparklines(parts, shown);
  const byKey = new Map<string, MetricView>(
    shown.map((state) => [
      state.key,
      { ...metricFigures(state, now, intervalMinutes), sparkline: [...(sparklines.get(state.key) ?? [])] },
    ]),
  );
  const names = namesOf(standings.list);
  const limits = standings.list
    .filter(applies)
    .map((standing) => viewOf(standing, byKey.get(metricKeyOf(standing)) ?? null, names.get(standing.key), now));
  const told = new Set(limits.flatMap(({ standing, usageKey }) => (isOfPart(standing) ? [] : [usageKey])));
  return {
    standings,
    states,
    limits,
    others: [...byKey.values()].filter(({ key }) => !told.has(key)).map(withoutLimit),
  };
}

/** Every metric with the first of its limits, in their order; those without one after them. */
export async function readMetricList(parts: PricedParts, intervalMinutes: number): Promise<readonly MetricView[]> {
  const { limits, others } = await readLimitViews(parts, intervalMinutes);
  return [...firstOfEach(limits), ...others];
}

/** One metric in the figures of its first limit, as every other surface tells them. */
export function withStanding<View extends MetricFigures>(view: View, standings: Standings, now: Instant): View {
  const first = standings.list.find((standing) => applies(standing) && isAbout(standing, view.key));
  return first === undefined ? withoutLimit(view) : { ...view, ...figuresOf(first, view, now) };
}

function firstOfEach(limits: readonly MetricView[]): readonly MetricView[] {
  const seen = new Set<string>();
  return limits.flatMap((view) => {
    const { usageKey, standing } = view;
    if (usageKey === null || standing?.scope.kind === 'project' || isOfPart(standing) || seen.has(usageKey)) {
      return [];
    }
    seen.add(usageKey);
    return [{ ...view, key: usageKey }];
  });
}

/** True for a limit of the account's own quantity, not of one project or product of it. */
function isAbout(standing: Standing, key: string): boolean {
  return standing.scope.kind === 'connection' && metricKeyOf(standing) === key && countsAll(standing);
}

function isOfPart(standing: Standing | null): boolean {
  return standing !== null && standing.scope.kind === 'connection' && !countsAll(standing);
}

function metricKeyOf({ scope, service, metric }: Standing): string {
  return scope.kind === 'everything' ? '' : metricKey(scope.connectionId, service, metric);
}

function viewOf(standing: Standing, metric: MetricView | null, name: string | undefined, now: Instant): MetricView {
  const view = metric ?? bare(standing);
  const title = name ?? standing.title;
  const { scope, growth } = standing;
  // Days and growth of the metric are those of the whole account.
  const ofPart = {
    sparkline: [],
    growthPerDay: growth?.perDay ?? null,
    growthInterval: growth === null ? null : ([growth.low, growth.high] satisfies [number, number]),
  };
  const own = scope.kind === 'project' || isOfPart(standing) ? ofPart : {};
  return { ...view, ...own, ...figuresOf(standing, view, now), key: standing.key, title };
}

/** Where no metric stands behind a limit: a budget over everything, say. */
function bare(standing: Standing): MetricView {
  const { scope, service, metric, title, connectionTitle, unit } = standing;
  return {
    key: standing.key,
    standing,
    usageKey: null,
    summaryKey: summaryKey(service, metric),
    connectionId: scope.kind === 'everything' ? '' : scope.connectionId,
    connectionTitle: connectionTitle ?? 'All accounts',
    title,
    shortTitle: title,
    group: 'Budgets',
    icon: 'wallet',
    unit,
    kind: 'period',
    current: null,
    limit: null,
    percent: null,
    warningPercent: standing.warningPercent,
    criticalPercent: standing.criticalPercent,
    window: 'calendar-month',
    windowEnd: null,
    zone: standing.window.zone,
    planName: null,
    limitReason: '',
    status: 'unknown',
    asOf: null,
    stale: false,
    note: '',
    noteCode: null,
    growthPerDay: null,
    growthInterval: null,
    daysToLimit: null,
    within7: null,
    within14: null,
    within30: null,
    percentAtReset: null,
    forecastState: 'no-data',
    forecastReason: '',
    sparkline: [],
  };
}

type Figures = Pick<
  MetricView,
  | 'standing'
  | 'current'
  | 'limit'
  | 'percent'
  | 'warningPercent'
  | 'criticalPercent'
  | 'windowEnd'
  | 'zone'
  | 'planName'
  | 'status'
  | 'asOf'
  | 'stale'
  | 'daysToLimit'
  | 'within7'
  | 'within14'
  | 'within30'
  | 'percentAtReset'
  | 'forecastState'
>;

/** The figures of a limit: those of its standing, whatever a page has room for. */
function figuresOf(standing: Standing, view: MetricFigures, now: Instant): Figures {
  const { probability, expected, limit, freshness } = standing;
  return {
    standing,
    current: standing.used,
    limit,
    percent: standing.percent,
    warningPercent: standing.warningPercent,
    criticalPercent: standing.criticalPercent,
    windowEnd: standing.window.resetsAt,
    zone: standing.window.zone,
    planName: standing.planName,
    status: standing.severity ?? 'unknown',
    asOf: standing.asOf,
    stale: freshness.state === 'stale',
    daysToLimit: expected === null ? null : daysOf(expected, now),
    within7: probability?.within7 ?? null,
    within14: probability?.within14 ?? null,
    within30: probability?.within30 ?? null,
    percentAtReset: atReset(standing, view),
    forecastState: FORECAST_STATES[standing.outlook.state],
  };
}

const FORECAST_STATES = { ready: 'ready', learning: 'too-early', none: 'refused' } as const;

function daysOf({ q10, q50, q90 }: ExpectedMoment, now: Instant): NonNullable<MetricView['daysToLimit']> {
  const days = (at: Instant | null) => (at === null ? null : Math.max(0, (at - now) / DAY));
  return { q10: days(q10), q50: days(q50), q90: days(q90) };
}

/** The percent of this limit that the quantity is expected to reach at the window's end; null for another window. */
function atReset({ limit, window, scope }: Standing, { percentAtReset, limit: metricLimit, windowEnd }: MetricFigures) {
  const isSame = window.resetsAt !== null && window.resetsAt === windowEnd && scope.kind === 'connection';
  return !isSame || percentAtReset === null || metricLimit === null || limit === null || limit <= 0
    ? null
    : (percentAtReset * metricLimit) / limit;
}

/** What stands against no limit, or is not on the plan, has a level alone. */
function withoutLimit<View extends MetricFigures>(view: View): View {
  return {
    ...view,
    standing: null,
    limit: null,
    percent: null,
    status: view.current === null ? 'unknown' : 'no-limit',
    daysToLimit: null,
    within7: null,
    within14: null,
    within30: null,
    percentAtReset: null,
  };
}
