import type { LimitForecast } from '#shared/domain/forecast';
import { DAY, type Instant } from '#shared/domain/instant';
import type { Standing, StandingFreshness, StandingOutlook, StandingWindow } from '#shared/domain/standing';
import { classOf } from './at-limit';
import { expectationOf } from './expected';
import { dayPercentOf, severityOf } from './severity';

type Given = Pick<
  Standing,
  | 'key'
  | 'scope'
  | 'limitId'
  | 'provider'
  | 'service'
  | 'metric'
  | 'title'
  | 'connectionTitle'
  | 'projectTitle'
  | 'planName'
  | 'used'
  | 'missing'
  | 'unit'
  | 'asOf'
  | 'source'
  | 'freshness'
  | 'window'
  | 'limit'
  | 'limitSource'
  | 'limitAsOf'
  | 'atLimit'
  | 'warningPercent'
  | 'criticalPercent'
  | 'reachedAt'
>;

/** All that a standing is made from. */
export interface StandingParts extends Given {
  readonly now: Instant;
  readonly forecast: Pick<LimitForecast, 'state' | 'ahead' | 'learning' | 'path' | 'growthPerDay' | 'growthInterval'>;
  /** The provider says that it enforces the limit; null: it says nothing. */
  readonly enforced: { readonly since: Instant | null } | null;
  /** True where nobody told the plan that a limit would follow from. */
  readonly isPlanUnknown?: boolean;
  /** True where the sum is a lower bound for another reason than missing days. */
  readonly isLowerBound?: boolean;
  /** How many of the days that were added up were read in part. */
  readonly partialDays?: number;
  /** The busiest of the days that were added up: what a missing one may have held at most; null: not known. */
  readonly busiest?: number | null;
  /** For a daily limit: the days before today. */
  readonly lastSeven: NonNullable<Standing['day']>['lastSeven'] | null;
}

/** A reading older than this says nothing of what comes. */
const TOO_OLD = DAY;

/** One limit as it stands, from what is known of it. */
export function makeStanding(parts: StandingParts): Standing {
  const {
    now,
    forecast,
    enforced,
    isLowerBound = false,
    partialDays,
    busiest,
    isPlanUnknown,
    lastSeven,
    ...given
  } = parts;
  const { used, limit, window, freshness } = given;
  const percent = used === null || limit === null || limit <= 0 ? null : (100 * used) / limit;
  const isReached = percent !== null && percent >= 100;
  const isOld = tooOld(freshness, now);
  const ahead = isOld ? null : forecast.ahead;
  const { expected, probability, again } =
    percent === null || limit === null
      ? { expected: null, probability: null, again: null }
      : expectationOf({ ahead, limit, isReached, now, resetsAt: window.resetsAt });
  const day = lastSeven === null ? null : { expected: isOld ? null : today(forecast), lastSeven };
  const dayPercent = dayPercentOf({ day, limit });
  const { atLimit, warningPercent, criticalPercent } = given;
  // A total that begins anew at its window's end has only grown since an old reading; the days say so themselves.
  const hasGrown = isOld && window.kind === 'fixed' && given.missing.length === 0;
  const gaps = gapsOf({ ...parts, isLowerBound: isLowerBound || hasGrown }, percent);
  return {
    ...given,
    atLeast: gaps !== null,
    percent,
    severity: severityOf({ percent, dayPercent, atLimit, warningPercent, criticalPercent, expected, now, ...gaps }),
    outlook: outlookOf(parts, { isOld, percent }),
    enforcing: enforced ?? enforcedBy(given, isReached),
    expected,
    probability,
    again,
    day,
    growth: growthOf(forecast),
  };
}

function growthOf({ growthPerDay, growthInterval }: StandingParts['forecast']): Standing['growth'] {
  return growthPerDay === null || growthInterval === null
    ? null
    : { perDay: growthPerDay, low: growthInterval[0], high: growthInterval[1] };
}

/** For a sum that is a lower bound: what it comes to at most, by the busiest day in each gap. Null: nothing is missing. */
function gapsOf(
  { isLowerBound = false, missing, partialDays = 0, busiest = null, used, limit }: StandingParts,
  percent: number | null,
): { readonly atMostPercent: number | null } | null {
  const gaps = missing.length + partialDays;
  if (!isLowerBound && gaps === 0) {
    return null;
  }
  const isBounded = !isLowerBound && busiest !== null && percent !== null && used !== null && limit !== null;
  return { atMostPercent: isBounded ? (100 * (used + gaps * busiest)) / limit : null };
}

/** What a limit that refuses does once it is reached needs no further word of the provider. */
function enforcedBy({ atLimit, reachedAt }: Given, isReached: boolean): Standing['enforcing'] {
  return isReached && (atLimit === 'reject' || atLimit === 'drop' || atLimit === 'offline')
    ? { since: reachedAt }
    : null;
}

function today({ state, path }: StandingParts['forecast']): NonNullable<Standing['day']>['expected'] {
  const [first] = path;
  return state !== 'ready' || first === undefined ? null : { q10: first.q10, q50: first.q50, q90: first.q90 };
}

function tooOld(freshness: StandingFreshness, now: Instant): boolean {
  return freshness.state === 'stale' && now - freshness.since > TOO_OLD;
}

function outlookOf(
  { used, limit, forecast, window, now, atLimit, isPlanUnknown = false }: StandingParts,
  { isOld, percent }: { readonly isOld: boolean; readonly percent: number | null },
): StandingOutlook {
  if (used === null) {
    return { state: 'none', why: 'never-read' };
  }
  if (limit === null || percent === null) {
    return { state: 'none', why: isPlanUnknown ? 'plan-unknown' : 'no-limit' };
  }
  if (isOld) {
    return { state: 'none', why: 'stale' };
  }
  if (forecast.learning !== null) {
    return learning(forecast.learning, { used, window, now });
  }
  if (forecast.state === 'refused') {
    return { state: 'none', why: 'refused' };
  }
  const isSilent = forecast.state !== 'ready' || (forecast.ahead === null && classOf(atLimit) === 'nothing');
  return isSilent ? { state: 'none', why: 'no-forecast' } : { state: 'ready' };
}

/** Knowing comes too late where the window ends before it: then the busiest day so far tells the most there may be. */
function learning(
  { until, busiest }: NonNullable<LimitForecast['learning']>,
  { used, window, now }: { readonly used: number; readonly window: StandingWindow; readonly now: Instant },
): StandingOutlook {
  const { resetsAt } = window;
  if (resetsAt === null) {
    return { state: 'learning', until, atMost: null };
  }
  const atMost = busiest === null ? null : used + (Math.max(busiest, 0) * Math.max(0, resetsAt - now)) / DAY;
  return { state: 'learning', until: until >= resetsAt ? null : until, atMost };
}
