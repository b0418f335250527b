import { daySpanOf } from '#shared/core/calendar/calendar';
import { standingAtLimit } from '#shared/core/standing/at-limit';
import { freshnessOf, staleFrom } from '#shared/core/standing/freshness';
import { inOrder } from '#shared/core/standing/order';
import { severityOf } from '#shared/core/standing/severity';
import { standingWindow } from '#shared/core/standing/window';
import { figureInForce } from '#shared/core/usage/metric-status';
import type { LimitForecast } from '#shared/domain/forecast';
import { DAY, type Instant } from '#shared/domain/instant';
import { DEFAULT_CRITICAL_PERCENT, DEFAULT_WARNING_PERCENT } from '#shared/domain/limit';
import type { ExpectedMoment, ReachProbability, Standing, StandingOutlook, Standings } from '#shared/domain/standing';
import { readSettings } from '../home/settings';
import type { ReadParts } from '../read-parts';
import { isShown } from '../usage/metric-quantities';
import { type MetricState, readMetricStates } from './metric-states';

/** What standings are read from. */
type Parts = ReadParts;

/** How every limit of every connection stands, in the one order. */
export async function readStandings(parts: Parts): Promise<Standings> {
  const now = parts.clock.now();
  const [{ intervalMinutes }, states] = await Promise.all([readSettings(parts.store), readMetricStates(parts)]);
  const list = inOrder(states.filter(isShown).map((state) => standingOfState(state, now, intervalMinutes)));
  return {
    list,
    revision: revisionOf(parts.store.revision()),
    asOf: now,
    validUntil: validUntil(list, now, intervalMinutes),
  };
}

/** Numbers for the revisions of stores, in the order in which they were seen. */
let revisions = 0;
let seen = '';

function revisionOf(name: string): number {
  if (name !== seen) {
    seen = name;
    revisions += 1;
  }
  return revisions;
}

/** The first moment at which time alone changes a standing: a reset, the end of a day, a reading that gets old. */
export function validUntil(list: readonly Standing[], now: Instant, intervalMinutes: number): Instant {
  const moments = list.flatMap(({ window, asOf, freshness }) => [
    daySpanOf(now, window.zone).end,
    ...(window.resetsAt === null ? [] : [window.resetsAt]),
    ...(asOf === null || freshness.state !== 'fresh' ? [] : [staleFrom(asOf, intervalMinutes)]),
  ]);
  return Math.min(now + DAY, ...moments.filter((moment) => moment > now));
}

/** One limit as it stands, from its metric's state. */
export function standingOfState(state: MetricState, now: Instant, intervalMinutes: number): Standing {
  const { connection, definition, limit, forecast } = state;
  const figure = figureInForce(limit);
  const percent = state.current === null || figure === null || figure <= 0 ? null : (100 * state.current) / figure;
  const isReached = percent !== null && percent >= 100;
  const warningPercent = limit?.warningPercent ?? DEFAULT_WARNING_PERCENT;
  const criticalPercent = limit?.criticalPercent ?? DEFAULT_CRITICAL_PERCENT;
  const atLimit = standingAtLimit({ stored: limit?.atLimit ?? 'none', isCredit: definition.metric.includes('CREDIT') });
  const expected = percent === null ? null : expectedOf(forecast, now, isReached);
  const zone = state.series?.zone ?? definition.zone;
  return {
    key: state.key,
    scope: { kind: 'connection', connectionId: connection.id },
    limitId: 'plan',
    provider: connection.provider,
    service: definition.service,
    metric: definition.metric,
    title: definition.title,
    connectionTitle: connection.title,
    projectTitle: null,
    planName: connection.billing?.planName ?? null,
    used: state.current,
    atLeast: false,
    missing: [],
    unit: definition.unit,
    asOf: state.asOf,
    source: state.series?.source ?? '',
    freshness: freshnessOf(state.asOf, { now, intervalMinutes, reason: state.noteCode }),
    window: standingWindow(state.window, state.period, zone),
    limit: figure,
    limitSource: limit?.source ?? null,
    limitAsOf: limit?.asOf ?? null,
    atLimit,
    enforcing: null,
    warningPercent,
    criticalPercent,
    percent,
    severity: severityOf({ percent, atLimit, warningPercent, criticalPercent, expected, now }),
    outlook: outlookOf(state, figure),
    reachedAt: null,
    expected,
    probability: percent === null ? null : probabilityOf(forecast, isReached),
    again: null,
    day: state.window === 'day' ? { expected: null, lastSeven: [] } : null,
    growth: growthOf(forecast),
  };
}

function expectedOf({ daysToLimit }: LimitForecast, now: Instant, isReached: boolean): ExpectedMoment | null {
  if (isReached) {
    return { q10: now, q50: now, q90: now };
  }
  const at = (days: number | null) => (days === null ? null : Math.round(now + days * DAY));
  return daysToLimit && { q10: at(daysToLimit.q10), q50: at(daysToLimit.q50), q90: at(daysToLimit.q90) };
}

function probabilityOf({ probability }: LimitForecast, isReached: boolean): ReachProbability | null {
  return isReached
    ? { within7: 1, within14: 1, within30: 1, beforeReset: probability?.beforeReset ?? null }
    : probability;
}

function outlookOf({ forecast, current }: MetricState, figure: number | null): StandingOutlook {
  if (current === null) {
    return { state: 'none', why: 'never-read' };
  }
  if (figure === null) {
    return { state: 'none', why: 'no-limit' };
  }
  switch (forecast.state) {
    case 'ready':
      return { state: 'ready' };
    case 'too-early':
      return { state: 'learning', until: null, atMost: null };
    case 'refused':
      return { state: 'none', why: 'refused' };
    default:
      return { state: 'none', why: 'no-forecast' };
  }
}

function growthOf({ growthPerDay, growthInterval }: LimitForecast): Standing['growth'] {
  return growthPerDay === null || growthInterval === null
    ? null
    : { perDay: growthPerDay, low: growthInterval[0], high: growthInterval[1] };
}
