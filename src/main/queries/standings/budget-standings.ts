import { parseInstant } from '#shared/core/calendar/calendar';
import { budgetAhead, budgetGrowth } from '#shared/core/standing/budget-ahead';
import { freshnessOf } from '#shared/core/standing/freshness';
import { makeStanding } from '#shared/core/standing/make-standing';
import type { Connection } from '#shared/domain/connection';
import type { LastAttempt } from '#shared/domain/cycle';
import type { FailureCode } from '#shared/domain/failure';
import type { Instant, Zone } from '#shared/domain/instant';
import { DEFAULT_CRITICAL_PERCENT, DEFAULT_WARNING_PERCENT } from '#shared/domain/limit';
import type { Series } from '#shared/domain/series';
import { InfrastructureService } from '#shared/domain/service';
import { DATABASE_SCOPE } from '#shared/domain/spend';
import type { Standing, StandingScope } from '#shared/domain/standing';
import type { BillView } from '#shared/ipc/bill';
import { currentAccountBills } from '../bill/account-bills';
import { GATEWAY_SCOPE } from '../bill/bill-budgets';
import { gatewayBill } from '../bill/gateway-ahead';
import { readBill } from '../bill/read-bill';
import type { ConnectionRows } from '../connections/connection-rows';
import type { PricedParts } from '../read-parts';
import { readQuantity } from '../usage/metric-quantities';
import { SPEND } from '../usage/told-limits';
import { type BudgetGround, moneyOf, WHOLE } from './budget-money';
import { budgetReachedAt } from './budget-reached';
import { gatewayStanding, isOfGateway } from './gateway-standing';
import { readReachedAt } from './read-reached-at';

type Budget = BillView['budgets'][number];
type Account = BillView['accounts'][number];
type FoundProject = Awaited<ReturnType<PricedParts['store']['facts']['projects']>>[number];

/** Where the budgets that a person set stand among services and metrics. */
const BUDGET_SERVICE = 'BUDGET';
/** Where the figures of budgets are from. */
const BILL = 'bill';
/** The service that a provider's budgets are about: what the account spends. */
const ACCOUNT_SERVICE = 'VERCEL_ACCOUNT';
/**
 * Every budget of the bill as a standing: the person's own for everything, an account, a service or a project, and the
 * provider's, but for the tightest of an account, which is the limit of what it spends already.
 */
export async function readBudgetStandings(
  parts: PricedParts,
  { connections, series, attempts }: Pick<ConnectionRows, 'connections' | 'series' | 'attempts'>,
  intervalMinutes: number,
): Promise<readonly Standing[]> {
  const [own, facts] = await Promise.all([
    parts.store.budgets.list(),
    parts.store.providerFacts.list(connections.map(({ id }) => id)),
  ]);
  // A bill is worked out anew for money that somebody watches only.
  if (own.length === 0 && facts.every(({ kind }) => kind !== 'budgets' && kind !== 'gatewayBudgets')) {
    return [];
  }
  const [bill, worked, projects, spend] = await Promise.all([
    readBill(parts),
    currentAccountBills(parts),
    parts.store.facts.projects(),
    readSpend(parts, series),
  ]);
  const now = parts.clock.now();
  const made = numbered(bill.budgets)
    .filter(({ isLimit }) => !isLimit)
    .map(async ({ budget: billed, limitId }): Promise<Standing[]> => {
      // What the provider itself says is spent, where it counts all of the account.
      const told =
        billed.from === 'provider' && billed.scope === WHOLE ? spend.get(billed.connection ?? '') : undefined;
      const budget = told === undefined ? billed : { ...billed, spent: told };
      const connection = connections.find(({ id }) => id === budget.connection) ?? null;
      const projectTitle = projectTitleOf(budget, projects);
      if (isOfGateway(budget)) {
        const own = await gatewayBill(worked, bill.currency);
        const of = { budget, limitId, connection, projectTitle, scope: scopeOf(budget), bill: own };
        return [gatewayStanding({ ...of, now })];
      }
      const ground = groundOf(budget, { bill, worked, now });
      if (ground === null) {
        return [];
      }
      const read = { ...readOf(ground.accounts, attempts, parseInstant(bill.asOf)), intervalMinutes };
      const reachedAt = await (told === undefined
        ? budgetReachedAt(parts, budget, ground)
        : reachedBySpend(parts, budget));
      return [budgetStanding({ budget, limitId, connection, ground, read, projectTitle, reachedAt })];
    });
  return (await Promise.all(made)).flat();
}

/** The bills that a budget counts; null where there is none in its currency. */
function groundOf(
  budget: Budget,
  { bill, worked, now }: Pick<BudgetGround, 'bill' | 'worked' | 'now'>,
): BudgetGround | null {
  const accounts = bill.accounts.filter(
    (account) =>
      account.currency === bill.currency && (budget.connection === null || account.connection === budget.connection),
  );
  const own = worked.filter(({ connection: { id } }) => accounts.some((one) => one.connection === id));
  return accounts.length === 0 ? null : { bill, accounts, worked: own, period: periodOf(budget, accounts, bill), now };
}

function projectTitleOf({ connection, scope, key }: Budget, projects: readonly FoundProject[]): string | null {
  const found = projects.find((one) => one.connectionId === connection && one.projectId === key);
  return isOfProject({ scope, key }) ? (found?.name ?? key) : null;
}

/** Since when what an account spends is at one of its provider's budgets, as it is asked for the tightest of them. */
async function reachedBySpend(parts: PricedParts, { connection, amount, spent }: Budget): Promise<Instant | null> {
  if (spent < amount) {
    return null;
  }
  const key = `${connection}/${ACCOUNT_SERVICE}/${SPEND}`;
  const spend = await readQuantity(parts, key, { forecast: false });
  // The limit of what is spent is the tightest budget: its earlier figures are not those of this one.
  return spend === null ? null : readReachedAt(parts, { ...spend, limit: null }, amount);
}

/**
 * True for a limit on all that its metric counts. A provider's budget over one product stands beside what the whole account
 * spends, of which it counts a part.
 */
export function countsAll({ source, limitId }: Pick<Standing, 'source' | 'limitId'>): boolean {
  return source !== BILL || !limitId.startsWith('provider:') || limitId.startsWith(`provider:${WHOLE}`);
}

/** What each account has spent beyond its credit, as its provider told it last. */
export async function readSpend(
  { store }: PricedParts,
  series: readonly Series[],
): Promise<ReadonlyMap<string, number>> {
  const own = series.filter(({ metric, projectId }) => metric === SPEND && projectId === null);
  const latest = own.length === 0 ? new Map<number, never>() : await store.samples.latest(own.map(({ id }) => id));
  return new Map(
    own.flatMap(({ id, connectionId }) => {
      const value = latest.get(id)?.value;
      return value === undefined ? [] : [[connectionId, value] as const];
    }),
  );
}

interface Numbered {
  readonly budget: Budget;
  readonly limitId: string;
  /** True: it is the limit of what its account spends already. */
  readonly isLimit: boolean;
}

/** A provider's budgets have no names of their own: scope, key and their place among those of one size tell them apart. */
function numbered(budgets: readonly Budget[]): readonly Numbered[] {
  const seen = new Map<string, number>();
  return [...budgets]
    .sort((a, b) => a.amount - b.amount || Number(b.does === 'pause') - Number(a.does === 'pause'))
    .map((budget) => {
      const group = `${budget.connection} ${budget.from} ${budget.scope} ${budget.key ?? ''}`;
      const place = (seen.get(group) ?? 0) + 1;
      seen.set(group, place);
      if (budget.from === 'own') {
        return { budget, limitId: 'own', isLimit: false };
      }
      const key = budget.scope === 'project' || budget.key === null || budget.scope === WHOLE ? '' : `-${budget.key}`;
      const number = place === 1 ? '' : `-${place}`;
      return {
        budget,
        limitId: `provider:${budget.scope}${key}${number}`,
        isLimit: budget.scope === WHOLE && place === 1,
      };
    });
}

interface Held {
  readonly budget: Budget;
  readonly limitId: string;
  readonly connection: Connection | null;
  readonly ground: BudgetGround;
  readonly read: BudgetRead & { readonly intervalMinutes: number };
  readonly projectTitle: string | null;
  /** Null where it is not reached, or nobody tells when. */
  readonly reachedAt: Instant | null;
}

function budgetStanding({ budget, limitId, connection, ground, read, projectTitle, reachedAt }: Held): Standing {
  const { bill, accounts, period, now } = ground;
  const money = moneyOf(budget, ground);
  const [low, middle, high] = money === null ? [null, null, null] : budgetGrowth(money);
  const { service, metric, zone } = placeOf(budget, connection);
  const scope = scopeOf(budget);
  return makeStanding({
    key: keyOf(scope, `${service}/${metric}`, limitId),
    scope,
    limitId,
    provider: connection?.provider ?? '',
    service,
    metric,
    title: titleOf(budget),
    connectionTitle: connection?.title ?? null,
    projectTitle,
    planName: connection?.billing?.planName ?? null,
    used: budget.spent,
    missing: [],
    isLowerBound: accounts.some(({ soFar }) => !soFar.complete),
    unit: bill.currency,
    asOf: read.asOf,
    source: BILL,
    freshness: freshnessOf(read.asOf, { ...read, now }),
    window: { kind: 'fixed', length: { unit: 'month', count: 1 }, zone, start: period.start, resetsAt: period.end },
    limit: budget.amount,
    limitSource: budget.from === 'own' ? 'user' : 'provider',
    limitAsOf: null,
    atLimit: budget.does === 'notify' ? 'inform' : budget.does,
    warningPercent: DEFAULT_WARNING_PERCENT,
    criticalPercent: DEFAULT_CRITICAL_PERCENT,
    reachedAt,
    now,
    forecast: {
      state: money === null ? 'no-data' : 'ready',
      ahead: money === null ? null : budgetAhead(money),
      learning: null,
      path: [],
      growthPerDay: middle,
      growthInterval: low === null || high === null ? null : [low, high],
    },
    enforced: null,
    lastSeven: null,
  });
}

/** A project's budget, of its spend at the account or at the AI Gateway alone. */
function isOfProject({ scope, key }: Pick<Budget, 'scope' | 'key'>): boolean {
  return key !== null && (scope === 'project' || scope === `${GATEWAY_SCOPE}project`);
}

/** When what a bill rests on was read last, and why not since. */
interface BudgetRead {
  readonly asOf: Instant | null;
  readonly reason: FailureCode | null;
}

/** A bill of several accounts is as old as the one of them that was not read for longest. */
function readOf(accounts: readonly Account[], attempts: readonly LastAttempt[], asOf: Instant | null): BudgetRead {
  const reads = accounts.flatMap(({ connection }): (BudgetRead & { readonly asOf: Instant })[] => {
    const own = attempts.filter(({ attempt }) => attempt.connectionId === connection);
    const good = own.flatMap(({ lastGoodAt }) => lastGoodAt ?? []);
    const failed = own.map(({ attempt: { outcome } }) => outcome).find((outcome) => outcome !== 'ok');
    return good.length === 0 ? [] : [{ asOf: Math.max(...good), reason: failed ?? null }];
  });
  return reads.reduce((a, b) => (b.asOf < a.asOf ? b : a), reads[0] ?? { asOf: asOf ?? 0, reason: null });
}

function scopeOf({ connection, scope, key }: Budget): StandingScope {
  if (connection === null) {
    return { kind: 'everything' };
  }
  return isOfProject({ scope, key }) && key !== null
    ? { kind: 'project', connectionId: connection, projectId: key }
    : { kind: 'connection', connectionId: connection };
}

function placeOf(
  { from, scope, key }: Budget,
  connection: Connection | null,
): { service: string; metric: string; zone: Zone } {
  const zone = connection?.billingAnchor?.zone ?? 'UTC';
  if (scope === DATABASE_SCOPE) {
    return { service: InfrastructureService.VERCEL_KV, metric: 'BUDGET_USD', zone };
  }
  if (from === 'provider') {
    return { service: ACCOUNT_SERVICE, metric: SPEND, zone };
  }
  return { service: scope === 'service' && key !== null ? key : BUDGET_SERVICE, metric: SPEND, zone };
}

function keyOf(scope: StandingScope, place: string, limitId: string): string {
  const project = scope.kind === 'project' ? `@${scope.projectId}` : '';
  return `${scope.kind === 'everything' ? '*' : scope.connectionId}/${place}${project}#${limitId}`;
}

function titleOf({ from, connection, scope, key }: Budget): string {
  if (scope === DATABASE_SCOPE) {
    return 'Upstash budget';
  }
  if (from === 'provider') {
    return scope === WHOLE || scope === 'project' || key === null
      ? 'Budget at the provider'
      : `Budget at the provider for ${key}`;
  }
  if (connection === null) {
    return 'Budget for everything';
  }
  return scope === 'service' && key !== null ? `Budget for ${key}` : 'Budget';
}

function periodOf({ connection }: Budget, [account]: readonly Account[], bill: BillView) {
  const { periodStart, periodEnd } = connection === null || account === undefined ? bill : account;
  return { start: parseInstant(periodStart) ?? 0, end: parseInstant(periodEnd) ?? 0 };
}
