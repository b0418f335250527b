import { heldTotals } from '#shared/core/usage/held-totals';
import { resets, rollingDays } from '#shared/core/usage/limit-window';
import { figureInForce } from '#shared/core/usage/metric-status';
import { usagePercent } from '#shared/core/usage/usage-entry';
import type { LimitForecast } from '#shared/domain/forecast';
import { DAY, type Instant, MINUTE } from '#shared/domain/instant';
import { DEFAULT_CRITICAL_PERCENT, DEFAULT_WARNING_PERCENT } from '#shared/domain/limit';
import { summaryKey } from '#shared/domain/service';
import type { MetricView } from '#shared/ipc/metric-view';
import { limitReason } from '#shared/words/limit';
import type { ReadParts } from '../read-parts';
import { heldLast, startsOf, withoutLead } from '../usage/held-points';
import type { MetricState } from './metric-states';

/** A card's sparkline: a week in a step that 96 pixels can show. */
const SPARKLINE_DAYS = 7;
const SPARKLINE_POINTS = 56;

/** A metric as a card says it, without its sparkline. */
export type MetricFigures = Omit<MetricView, 'sparkline'>;

/** One metric in the figures of its card. */
export function metricFigures(state: MetricState, now: Instant, intervalMinutes: number): MetricFigures {
  const { definition, limit, connection } = state;
  const limitValue = figureInForce(limit);
  return {
    key: state.key,
    standing: null,
    usageKey: state.key,
    summaryKey: summaryKey(definition.service, definition.metric),
    connectionId: connection.id,
    connectionTitle: connection.title,
    title: definition.title,
    shortTitle: definition.shortTitle,
    group: definition.group,
    icon: definition.icon,
    unit: definition.unit,
    kind: definition.kind,
    current: state.current,
    limit: limitValue,
    percent: state.percent,
    warningPercent: limit?.warningPercent ?? DEFAULT_WARNING_PERCENT,
    criticalPercent: limit?.criticalPercent ?? DEFAULT_CRITICAL_PERCENT,
    window: state.window,
    windowEnd: resets(state.window) ? (state.period?.end ?? null) : null,
    zone: state.series?.zone ?? definition.zone,
    planName: connection.billing?.planName ?? null,
    limitReason: limit === null ? '' : limitReason(limit, now),
    status: state.status,
    asOf: state.asOf,
    stale: isStale(state.asOf, now, intervalMinutes),
    note: state.note,
    noteCode: state.noteCode,
    ...forecastParts(state.forecast),
    percentAtReset: usagePercent(state.forecast.atReset?.q50 ?? null, limitValue),
  };
}

type ForecastParts = Pick<
  MetricView,
  | 'growthPerDay'
  | 'growthInterval'
  | 'daysToLimit'
  | 'within7'
  | 'within14'
  | 'within30'
  | 'forecastState'
  | 'forecastReason'
>;

function forecastParts({
  growthPerDay,
  growthInterval,
  daysToLimit,
  probability,
  state,
  reason,
}: LimitForecast): ForecastParts {
  const { within7 = null, within14 = null, within30 = null } = probability ?? {};
  return {
    growthPerDay,
    growthInterval: growthInterval === null ? null : [...growthInterval],
    daysToLimit,
    within7,
    within14,
    within30,
    forecastState: state,
    forecastReason: reason,
  };
}

/** Sources that are asked only once an hour, since they change no faster, are not old before the next time is missed. */
const SLOWEST_MINUTES = 60;

/** From twice the interval on. */
function isStale(asOf: Instant | null, now: Instant, intervalMinutes: number): boolean {
  return asOf !== null && now - asOf > 2 * Math.max(intervalMinutes, SLOWEST_MINUTES) * MINUTE;
}

type Sparkline = readonly { readonly t: Instant; readonly value: number }[];

/** The last week of each metric by its key, thinned for a card; empty where nothing was read. */
export async function readSparklines(
  { store, clock }: Pick<ReadParts, 'store' | 'clock'>,
  states: readonly MetricState[],
): Promise<ReadonlyMap<string, Sparkline>> {
  const now = clock.now();
  const range = { start: now - SPARKLINE_DAYS * DAY, end: now + 1 };
  const read = states.flatMap((state) => {
    const { key, series, window, recent } = state;
    // A rolling sum needs the days before those that the line shows.
    const rolling = rollingDays(window);
    const question = { range: { ...range, start: range.start - (rolling ?? 0) * DAY } };
    const own = rolling === null ? recent : null;
    return series === null
      ? []
      : [{ key, kind: series.kind, state, recent: own, question: { seriesId: series.id, ...question } }];
  });
  const counted = read.filter(({ kind, recent }) => kind === 'daily' && recent !== null);
  const totals = read.filter(({ kind, recent }) => kind === 'daily' && recent === null);
  const levels = read.filter(({ kind }) => kind !== 'daily');
  const [days, ranges] = await Promise.all([
    totals.length === 0 ? [] : store.samples.daysOf(totals.map(({ question }) => question)),
    levels.length === 0
      ? []
      : store.samples.ranges(levels.map(({ question }) => ({ ...question, points: SPARKLINE_POINTS }))),
  ]);
  return new Map([
    ...counted.map(({ key, state, recent }): [string, Sparkline] => [key, totalsLine(state, recent ?? [])]),
    ...totals.map(({ key, state }, index): [string, Sparkline] => [
      key,
      totalsLine(state, days[index] ?? []).filter(({ t }) => t >= range.start),
    ]),
    ...levels.map(({ key }, index): [string, Sparkline] => [
      key,
      (ranges[index]?.points ?? []).map(({ t, last }) => ({ t, value: last })),
    ]),
  ]);
}

/** What is held against a period's limit is the running total, so that is what the line shows. */
function totalsLine(state: MetricState, days: Sparkline): Sparkline {
  const { window, period, current } = state;
  if (window === 'day' || period === null) {
    return days.map(({ t, value }) => ({ t, value }));
  }
  if (rollingDays(window) !== null) {
    const held = withoutLead(state, heldTotals(days, startsOf(state)));
    const last = heldLast(state, days.at(-1)?.t);
    const known = held.flatMap(({ t, value }) => (value === null ? [] : [{ t, value }]));
    return last === null ? known : [...known, last];
  }
  let left = current ?? 0;
  const totals: { t: Instant; value: number }[] = [];
  for (const { t, value } of [...days].reverse()) {
    if (t >= period.start) {
      totals.unshift({ t, value: left });
      left -= value;
    }
  }
  return totals;
}
