import { parseInstant } from '#shared/core/calendar/calendar';
import { budgetPeriod } from '#shared/core/calendar/refresh-period';
import { courseOf } from '#shared/core/costs/bill/course';
import { normalQuantile } from '#shared/core/forecasting/normal';
import { budgetAhead, budgetGrowth } from '#shared/core/standing/budget-ahead';
import { makeStanding } from '#shared/core/standing/make-standing';
import type { Connection } from '#shared/domain/connection';
import { HOUR, type Instant } from '#shared/domain/instant';
import { DEFAULT_CRITICAL_PERCENT, DEFAULT_WARNING_PERCENT } from '#shared/domain/limit';
import type { GatewayRefresh } from '#shared/domain/spend';
import type { Standing, StandingFreshness, StandingScope, StandingWindow } from '#shared/domain/standing';
import type { BillView } from '#shared/ipc/bill';
import { GATEWAY_SCOPE } from '../bill/bill-budgets';
import { type GatewayBill, gatewayAhead } from '../bill/gateway-ahead';

type Budget = BillView['budgets'][number];

const SERVICE = 'VERCEL_AI_GATEWAY';
const METRIC = 'BUDGET_USD';
/** Budgets are asked once an hour; older ones were not answered for a while. */
const FRESH_FOR = 3 * HOUR;

/** Whether a budget is one of the AI Gateway. */
export function isOfGateway({ scope }: Pick<Budget, 'scope'>): boolean {
  return scope.startsWith(GATEWAY_SCOPE);
}

interface Held {
  readonly budget: Budget;
  readonly limitId: string;
  readonly connection: Connection | null;
  readonly projectTitle: string | null;
  readonly scope: StandingScope;
  /** The bill of the gateway itself; null where there is not one alone. */
  readonly bill: GatewayBill | null;
  readonly now: Instant;
}

/**
 * A budget of the AI Gateway, which refuses requests once it is reached, by the gateway's own figure. What was told
 * before its period began anew is not what is spent of this one: that is not known. A day, a week and a
 * month go on as the gateway's own bill does.
 */
export function gatewayStanding(held: Held): Standing {
  const { budget, limitId, connection, projectTitle, scope, now } = held;
  const toldAt = budget.toldAt === null ? null : parseInstant(budget.toldAt);
  const window = windowOf(budget.refresh ?? 'none', now);
  const isOfThis = toldAt !== null && toldAt >= (window.start ?? toldAt);
  const used = isOfThis ? budget.spent : null;
  const of = scope.kind === 'project' ? `@${scope.projectId}` : '';
  return makeStanding({
    key: `${connection?.id ?? '*'}/${SERVICE}/${METRIC}${of}#${limitId}`,
    ...{ scope, limitId, provider: connection?.provider ?? '', service: SERVICE, metric: METRIC },
    ...{ title: titleOf(budget), connectionTitle: connection?.title ?? null, projectTitle },
    planName: connection?.billing?.planName ?? null,
    ...{ used, missing: [], unit: 'USD', asOf: toldAt, source: 'vercel:/ai-gateway/budgets', window },
    freshness: freshnessOf(toldAt, now),
    ...{ limit: budget.amount, limitSource: 'provider', limitAsOf: toldAt, atLimit: 'reject' },
    ...{ warningPercent: DEFAULT_WARNING_PERCENT, criticalPercent: DEFAULT_CRITICAL_PERCENT },
    ...{ reachedAt: null, now, enforced: null, lastSeven: null },
    forecast: used === null ? NO_FORECAST : forecastOf(held, window),
  });
}

type StandingForecast = Parameters<typeof makeStanding>[0]['forecast'];

const NO_FORECAST: StandingForecast = {
  ...{ state: 'no-data', ahead: null, learning: null, path: [], growthPerDay: null, growthInterval: null },
};

function forecastOf({ budget, bill, now }: Held, { start, resetsAt }: StandingWindow): StandingForecast {
  const projected = gatewayAhead(budget, bill, now);
  if (projected === null || start === null || resetsAt === null) {
    return NO_FORECAST;
  }
  const rest = (end: number) => Math.max(0, end - budget.spent);
  const toCome = { q10: rest(projected.q10), q50: rest(projected.q50), q90: rest(projected.q90) };
  // Models have one price however much is used.
  const spread = toCome.q50 > 0 ? Math.log(toCome.q90 / toCome.q50) / normalQuantile(0.9) : 0;
  const meter = {
    ...{ service: SERVICE, metric: METRIC, product: '', used: budget.spent },
    costOf: (usd: number) => usd,
  };
  const money = {
    ...{ spent: budget.spent, toCome, creditLeft: 0, creditTotal: 0, fixed: 0, period: { start, end: resetsAt }, now },
    course: courseOf([{ ...meter, rest: { middle: toCome.q50, spread } }], resetsAt - now, resetsAt - start),
  };
  const [low, growthPerDay, high] = budgetGrowth(money);
  const ahead = budgetAhead(money);
  return { state: 'ready', ahead, learning: null, path: [], growthPerDay, growthInterval: [low, high] };
}

function freshnessOf(toldAt: Instant | null, now: Instant): StandingFreshness {
  if (toldAt === null) {
    return { state: 'never', reason: null };
  }
  return now - toldAt > FRESH_FOR ? { state: 'stale', since: toldAt, reason: null } : { state: 'fresh' };
}

const LENGTHS = {
  daily: { unit: 'day', count: 1 },
  weekly: { unit: 'day', count: 7 },
  monthly: { unit: 'month', count: 1 },
} as const;

function windowOf(refresh: GatewayRefresh, now: Instant): StandingWindow {
  const period = budgetPeriod(refresh, now);
  return period === null || refresh === 'none'
    ? { kind: 'moment', length: null, zone: 'UTC', start: null, resetsAt: null }
    : { kind: 'fixed', length: LENGTHS[refresh], zone: 'UTC', start: period.start, resetsAt: period.end };
}

const WHOSE: Readonly<Record<string, string>> = {
  team: 'the team',
  project: 'a project',
  user: 'a user',
  'api-key': 'a key',
};

function titleOf({ scope, key, name }: Budget): string {
  const kind = scope.slice(GATEWAY_SCOPE.length);
  const named = name ?? (kind === 'user' || kind === 'api-key' ? key : null);
  return `AI Gateway budget of ${WHOSE[kind] ?? kind}${named === null ? '' : ` ${named}`}`;
}
