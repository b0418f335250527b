import type { Instant } from '#shared/domain/instant';
import { DEFAULT_CRITICAL_PERCENT, DEFAULT_WARNING_PERCENT, type InfrastructureLimit } from '#shared/domain/limit';
import type { AtLimit, LimitWindow } from '#shared/domain/plan';
import type { NamedPlanLimit } from '#shared/domain/price-list';
import { dayOf, dayStart } from '../calendar/calendar';
import { isUnlimited } from './next-plan';
import { priceAge } from './price-age';

/** A limit that the user set, or the thresholds that the user chose for a limit that stays. */
export interface UserLimit {
  /** Null: only thresholds or `enabled` were set, the figure comes from elsewhere. */
  readonly value: number | null;
  readonly unit?: string;
  readonly window?: LimitWindow;
  readonly atLimit?: AtLimit;
  readonly warningPercent?: number;
  readonly criticalPercent?: number;
  readonly enabled?: boolean;
  readonly setAt: Instant;
}

/** A limit that the provider's own answer named, such as `maxmemory`. */
export interface ProviderLimit {
  readonly value: number;
  readonly unit: string;
  readonly window?: LimitWindow;
  readonly atLimit?: AtLimit;
  readonly consequence?: string;
  /** Where in the answer it stood: `INFO maxmemory`. */
  readonly source: string;
  readonly asOf: Instant;
}

export interface LimitClaims {
  readonly connectionId: string;
  readonly service: string;
  readonly metric: string;
  /** The unit of the series, for a limit that nobody states. */
  readonly unit: string;
  readonly userLimit: UserLimit | null;
  readonly providerLimit: ProviderLimit | null;
  /** Limits of the connection's plan on the day, as `planLimits` answers them. */
  readonly planLimits: readonly NamedPlanLimit[];
  /** Name of that plan for the reason; null while the plan is not known. */
  readonly planName: string | null;
  readonly now: Instant;
}

type Claim = Pick<
  InfrastructureLimit,
  'value' | 'unit' | 'window' | 'atLimit' | 'consequence' | 'source' | 'reason' | 'asOf'
>;

/**
 * The limit in force for one metric of one connection: the user's own figure, else the provider's
 * answer, else the price list. What a stronger source leaves open (window, what happens at the limit)
 * comes from the next. Without any figure the value is null and the reason says why.
 */
export function effectiveLimit(claims: LimitClaims): InfrastructureLimit {
  const { connectionId, service, metric, userLimit } = claims;
  const fromList = claimOfList(claims);
  const fromProvider = claimOfProvider(claims.providerLimit, fromList, claims.now);
  const claim = claimOfUser(userLimit, fromProvider ?? fromList, claims.now) ?? fromProvider ?? fromList;
  return {
    connectionId,
    service,
    metric,
    ...claim,
    warningPercent: userLimit?.warningPercent ?? DEFAULT_WARNING_PERCENT,
    criticalPercent: userLimit?.criticalPercent ?? DEFAULT_CRITICAL_PERCENT,
    enabled: userLimit?.enabled ?? true,
  };
}

function claimOfUser(user: UserLimit | null, next: Claim, now: Instant): Claim | null {
  if (user === null || user.value === null) {
    return null;
  }
  return {
    value: user.value,
    unit: user.unit ?? next.unit,
    window: user.window ?? next.window,
    atLimit: user.atLimit ?? next.atLimit,
    consequence: next.consequence,
    source: 'user',
    reason: `Your own figure, set ${ago(user.setAt, now)}`,
    asOf: user.setAt,
  };
}

function claimOfProvider(answer: ProviderLimit | null, next: Claim, now: Instant): Claim | null {
  if (answer === null) {
    return null;
  }
  return {
    value: answer.value,
    unit: answer.unit,
    window: answer.window ?? next.window,
    atLimit: answer.atLimit ?? (next.atLimit === 'none' ? 'hard' : next.atLimit),
    consequence: answer.consequence ?? next.consequence,
    source: 'provider',
    reason: `The provider's answer (${answer.source}), read ${ago(answer.asOf, now)}`,
    asOf: answer.asOf,
  };
}

function claimOfList({ service, metric, unit, planLimits, planName, now }: LimitClaims): Claim {
  const limit = planLimits.find((entry) => entry.service === service && entry.metric === metric);
  if (limit === undefined) {
    const reason =
      planName === null
        ? 'The plan is not known: choose it, or enter the limit'
        : `${planName} plan: the price list has no figure for this metric`;
    return {
      value: null,
      unit,
      window: 'point-in-time',
      atLimit: 'none',
      consequence: '',
      source: 'price-list',
      reason,
      asOf: null,
    };
  }
  const { window, atLimit, consequence, sourceDate } = limit;
  const stated = statedFigure(limit);
  const reason = [`${planName ?? limit.plan} plan of the price list`, stated.why, datedText(limit, now)];
  return {
    value: stated.value,
    unit: limit.unit,
    window,
    atLimit,
    consequence,
    source: 'price-list',
    reason: reason.filter((part) => part !== '').join(', '),
    asOf: sourceDate === null ? null : dayStart(sourceDate, 'UTC'),
  };
}

function statedFigure(limit: NamedPlanLimit): { value: number | null; why: string } {
  if (isUnlimited(limit)) {
    return { value: null, why: limit.atLimit === 'none' ? 'no limit' : 'no limit: every unit is charged' };
  }
  if (limit.included === null) {
    return { value: null, why: 'no figure in any source: enter your own' };
  }
  if (limit.grade === 'C') {
    return { value: null, why: `one weak source says ${limit.included} ${limit.unit}: enter your own` };
  }
  return { value: limit.included, why: '' };
}

function datedText(limit: NamedPlanLimit, now: Instant): string {
  const age = limit.sourceDate === null ? 'no date' : priceAge(limit, dayOf(now, 'UTC')).text;
  return limit.ended === null ? age : `${age}, ended ${limit.ended}`;
}

function ago(then: Instant, now: Instant): string {
  const day = dayOf(then, 'UTC');
  return day === dayOf(now, 'UTC') ? 'today' : `on ${day}`;
}
