import type { Instant } from '#shared/domain/instant';
import {
  DEFAULT_CRITICAL_PERCENT,
  DEFAULT_WARNING_PERCENT,
  type InfrastructureLimit,
  type LimitReason,
  PLAN_LIMIT,
} from '#shared/domain/limit';
import type { AtLimit, LimitWindow } from '#shared/domain/plan';
import type { NamedPlanLimit } from '#shared/domain/price-list';
import { dayStart } from '../calendar/calendar';

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
  /** Name of that plan, as the reason says it; null while the plan is not known. */
  readonly planName: string | null;
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
  const fromProvider = claimOfProvider(claims.providerLimit, fromList);
  const claim = claimOfUser(userLimit, fromProvider ?? fromList) ?? fromProvider ?? fromList;
  return {
    connectionId,
    projectId: '',
    service,
    metric,
    limitId: PLAN_LIMIT,
    ...claim,
    warningPercent: userLimit?.warningPercent ?? DEFAULT_WARNING_PERCENT,
    criticalPercent: userLimit?.criticalPercent ?? DEFAULT_CRITICAL_PERCENT,
    enabled: userLimit?.enabled ?? true,
  };
}

/** A reason of which nothing but its code, and what `more` says, is to be told. */
export function limitReasonOf(code: LimitReason['code'], more: Partial<LimitReason> = {}): LimitReason {
  return { code, plan: null, place: null, claimed: null, ended: null, ...more };
}

function claimOfUser(user: UserLimit | null, next: Claim): Claim | null {
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
    reason: limitReasonOf('own'),
    asOf: user.setAt,
  };
}

function claimOfProvider(answer: ProviderLimit | null, next: Claim): Claim | null {
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
    reason: limitReasonOf('answered', { place: answer.source }),
    asOf: answer.asOf,
  };
}

function claimOfList({ service, metric, unit, planLimits, planName }: LimitClaims): Claim {
  const limit = planLimits.find((entry) => entry.service === service && entry.metric === metric);
  if (limit === undefined) {
    return {
      value: null,
      unit,
      window: 'point-in-time',
      atLimit: 'none',
      consequence: '',
      source: 'price-list',
      reason: planName === null ? limitReasonOf('plan-unknown') : limitReasonOf('not-listed', { plan: planName }),
      asOf: null,
    };
  }
  const { window, atLimit, consequence, sourceDate } = limit;
  const { value, ...why } = statedFigure(limit);
  return {
    value,
    unit: limit.unit,
    window,
    atLimit,
    consequence,
    source: 'price-list',
    reason: { ...limitReasonOf(why.code, { plan: planName ?? limit.plan, ended: limit.ended }), claimed: why.claimed },
    asOf: sourceDate === null ? null : dayStart(sourceDate, 'UTC'),
  };
}

function statedFigure(
  limit: NamedPlanLimit,
): Pick<LimitReason, 'code' | 'claimed'> & { readonly value: number | null } {
  if (isUnlimited(limit)) {
    return { value: null, code: limit.atLimit === 'none' ? 'unlimited' : 'charged', claimed: null };
  }
  if (limit.included === null) {
    return { value: null, code: 'unstated', claimed: null };
  }
  if (limit.grade === 'C') {
    return { value: null, code: 'weak-source', claimed: limit.included };
  }
  return { value: limit.included, code: 'listed', claimed: null };
}

/** True where nothing stops and nothing is included: every unit is charged, or none is limited. */
function isUnlimited(limit: NamedPlanLimit): boolean {
  const goesOn = limit.atLimit === 'overage' || limit.atLimit === 'none';
  return goesOn && !limit.included && limit.window !== 'contract' && limit.billedAs === 'infrastructure';
}
