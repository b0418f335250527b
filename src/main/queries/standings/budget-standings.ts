import { parseInstant } from '#shared/core/calendar/calendar';
import { type BudgetMoney, budgetAhead, budgetGrowth } from '#shared/core/standing/budget-ahead';
import { makeStanding } from '#shared/core/standing/make-standing';
import type { Connection } from '#shared/domain/connection';
import type { Instant, Zone } from '#shared/domain/instant';
import { DEFAULT_CRITICAL_PERCENT, DEFAULT_WARNING_PERCENT } from '#shared/domain/limit';
import type { Series } from '#shared/domain/series';
import type { Standing, StandingScope } from '#shared/domain/standing';
import type { BillView } from '#shared/ipc/bill';
import { GATEWAY_SCOPE } from '../bill/bill-budgets';
import { readBill } from '../bill/read-bill';
import type { ConnectionRows } from '../connections/connection-rows';
import type { PricedParts } from '../read-parts';
import { readQuantity } from '../usage/metric-quantities';
import { SPEND } from '../usage/told-limits';
import { gatewayStanding, isOfGateway } from './gateway-standing';
import { readReachedAt } from './read-reached-at';

type Budget = BillView['budgets'][number];
type Account = BillView['accounts'][number];

/** Where the budgets that a person set stand among services and metrics. */
const BUDGET_SERVICE = 'BUDGET';
/** The service that a provider's budgets are about: what the account spends. */
const ACCOUNT_SERVICE = 'VERCEL_ACCOUNT';
/** The scope of a provider's budget over all that an account spends. */
const WHOLE = 'team';

/**
 * Every budget of the bill as a standing: the person's own for everything, an account, a service or a project, and the
 * provider's, but for the tightest of an account, which is the limit of what it spends already.
 */
export async function readBudgetStandings(
  parts: PricedParts,
  { connections, series }: Pick<ConnectionRows, 'connections' | 'series'>,
): Promise<readonly Standing[]> {
  const [own, facts] = await Promise.all([
    parts.store.budgets.list(),
    parts.store.providerFacts.list(connections.map(({ id }) => id)),
  ]);
  // A bill is worked out anew for money that somebody watches only.
  if (own.length === 0 && facts.every(({ kind }) => kind !== 'budgets' && kind !== 'gatewayBudgets')) {
    return [];
  }
  const [bill, projects, spend] = await Promise.all([
    readBill(parts),
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
      const accounts = bill.accounts.filter(
        (account) =>
          account.currency === bill.currency &&
          (budget.connection === null || account.connection === budget.connection),
      );
      const [account] = accounts;
      if (account === undefined) {
        return [];
      }
      const isProject = isOfProject(budget);
      const name = projects.find((one) => one.connectionId === budget.connection && one.projectId === budget.key)?.name;
      return [
        budgetStanding({
          budget,
          limitId,
          connection,
          accounts,
          bill,
          now,
          projectTitle: isProject ? (name ?? budget.key) : null,
          reachedAt: told === undefined ? null : await reachedBySpend(parts, budget),
        }),
      ];
    });
  return (await Promise.all(made)).flat();
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
  /** The accounts whose bills it counts, at least one. */
  readonly accounts: readonly Account[];
  readonly bill: BillView;
  readonly now: Instant;
  readonly projectTitle: string | null;
  /** Null where it is not reached, or nobody tells when. */
  readonly reachedAt: Instant | null;
}

function budgetStanding(held: Held): Standing {
  const { budget, limitId, connection, accounts, bill, now, projectTitle, reachedAt } = held;
  if (isOfGateway(budget)) {
    return gatewayStanding({ ...held, scope: scopeOf(budget) });
  }
  const period = periodOf(budget, accounts, bill);
  const money = moneyOf(budget, accounts, { bill, period, now });
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
    asOf: parseInstant(bill.asOf),
    source: 'bill',
    freshness: { state: 'fresh' },
    window: { kind: 'fixed', length: { unit: 'month', count: 1 }, zone, start: period.start, resetsAt: period.end },
    limit: budget.amount,
    limitSource: budget.from === 'own' ? 'user' : 'provider',
    limitAsOf: null,
    atLimit: budget.does === 'pause' ? 'pause' : 'inform',
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

interface Around {
  readonly bill: BillView;
  readonly period: BudgetMoney['period'];
  readonly now: Instant;
}

/** Null where the bill projects nothing. A part of an account takes its share of what is still expected of the whole. */
function moneyOf(budget: Budget, accounts: readonly Account[], { bill, period, now }: Around): BudgetMoney | null {
  const projected = budget.connection === null ? bill.projected : (accounts[0]?.projected ?? null);
  const soFar = budget.connection === null ? bill.soFar.amount : (accounts[0]?.soFar.amount ?? 0);
  if (projected === null) {
    return null;
  }
  const lines = accounts.flatMap((account) => account.lines);
  const sum = (kinds: readonly string[]) =>
    lines.reduce((total, { kind, amount }) => total + (kinds.includes(kind) ? (amount ?? 0) : 0), 0);
  const isWhole = budget.scope === 'everything' || budget.scope === 'account' || budget.scope === WHOLE;
  const use = sum(['usage']);
  const share = isWhole ? 1 : Math.min(1, use <= 0 ? 0 : budget.spent / use);
  const at = (end: number) => budget.spent + Math.max(0, end - soFar) * share;
  const credit = accounts.flatMap((account) => account.credit ?? []);
  const countsCredit = isWhole || budget.from === 'provider';
  return {
    spent: budget.spent,
    projected: { q10: at(projected.q10), q50: at(projected.q50), q90: at(projected.q90) },
    creditLeft: countsCredit ? credit.reduce((total, { left }) => total + left, 0) * share : 0,
    creditTotal: countsCredit ? credit.reduce((total, { total: all }) => total + all, 0) * share : 0,
    fixed: budget.from === 'own' && isWhole ? sum(['fee']) : 0,
    period,
    now,
  };
}
