import { dayOf, parseInstant } from '#shared/core/calendar/calendar';
import { type PlanTerms, termsOf } from '#shared/core/costs/terms';
import { priceAge } from '#shared/core/pricing/price-age';
import type { Day } from '#shared/domain/instant';
import { fromMicros, toMicros } from '#shared/domain/money';
import type { BillView } from '#shared/ipc/bill';
import type { CostsView } from '#shared/ipc/costs';
import { leastCostWords } from '#shared/words/least-cost';
import type { ConnectionRows } from '../connections/connection-rows';
import { type AccountBills, currentAccountBills, type Parts } from './account-bills';
import { readRunOut } from './bill-run-out';
import { readBilledShares } from './billed-shares';
import { readCosts } from './costs';
import { costsOfBill } from './costs-of-bill';
import { readBill } from './read-bill';
import { costHeadline, priceText, tierText } from './words';

type Account = BillView['accounts'][number];
type Line = Account['lines'][number];

/**
 * The costs of each account with the bill's own totals and lines, whatever they rest on: two answers to one question
 * would be one too many. The reconciliation tells the difference to the list. Every account of which a
 * cost is known has one, a currency by itself, so that they add up to the bill's total; those that a plan prices come
 * first.
 */
export async function readBilledCosts(parts: Parts, rows?: ConnectionRows): Promise<readonly CostsView[]> {
  const [views, bill, accounts] = await Promise.all([
    readCosts(parts, rows),
    readBill(parts),
    currentAccountBills(parts),
  ]);
  const told = new Set<Account>();
  const priced = views.map(async (view) => {
    const own = bill.accounts.filter((one) => one.connection === view.connectionId);
    const account = own.find(({ currency }) => currency === view.currency) ?? own[0];
    const behind = accounts.find(({ connection }) => connection.id === view.connectionId);
    if (account === undefined || behind === undefined) {
      return view;
    }
    told.add(account);
    const base = account.currency === view.currency ? view : inUnitsOf(view, account);
    return viewOf(parts, { ...base, title: account.title }, account, behind);
  });
  const others = bill.accounts.flatMap((account) => {
    const behind = accounts.find(({ connection }) => connection.id === account.connection);
    const isMain = bill.accounts.find(({ connection }) => connection === account.connection) === account;
    return told.has(account) || behind === undefined || isUnread(account)
      ? []
      : [viewOf(parts, costsOfBill(account, behind, bill, isMain), account, behind)];
  });
  return Promise.all([...priced, ...others]);
}

/** Of an account that was not read yet, or whose plan nobody chose, no cost is known and there is nothing to add up. */
function isUnread({ soFar, lines }: Account): boolean {
  return !soFar.complete && lines.length === 0;
}

async function viewOf(parts: Parts, base: CostsView, account: Account, behind: AccountBills): Promise<CostsView> {
  const projects = await parts.store.facts.projects(account.connection);
  const names = new Map(projects.map(({ projectId, name }) => [projectId, name]));
  const view = withBill(base, account, behind);
  const shares = await readBilledShares(behind, account, names);
  const sumOf = (measure: 'effectiveAmount' | 'listAmount') =>
    fromMicros(shares.byProject.reduce((sum, share) => sum + toMicros(share[measure]), 0));
  // From use that nobody read for days no day can be told on which something is used up.
  const isRead = !account.soFar.missing.some(({ code }) => UNREAD.includes(code));
  const spent = { budget: view.budget?.amount ?? null, byDay: shares.byDay };
  return {
    ...view,
    ...{ effective: sumOf('effectiveAmount'), list: sumOf('listAmount') },
    runOut: isRead ? { ...view.runOut, ...(await readRunOut(view.runOut, account, behind, spent)) } : NOTHING_RUNS_OUT,
    ...shares,
  };
}

const UNREAD: readonly string[] = ['use-not-read', 'days-not-read'];
const NOTHING_RUNS_OUT: CostsView['runOut'] = { credit: null, creditLasts: false, budget: null, allowances: [] };

/** What a contract counts in its own units, no price list prices: what was worked out in money says nothing of it. */
function inUnitsOf(view: CostsView, { currency }: Account): CostsView {
  return {
    ...view,
    currency,
    budget: null,
    budgets: [],
    runOut: NOTHING_RUNS_OUT,
    assumptions: [],
    reconciliation: null,
  };
}

function withBill(view: CostsView, account: Account, behind: AccountBills): CostsView {
  const { soFar, projected, credit } = account;
  const told: CostsView = {
    ...view,
    state: account.lines.some(isEstimated) ? 'estimate' : 'provisional',
    periodStart: parseInstant(account.periodStart) ?? view.periodStart,
    periodEnd: parseInstant(account.periodEnd) ?? view.periodEnd,
    soFar: {
      total: soFar.complete ? soFar.amount : null,
      atLeast: soFar.amount,
      fee: sumOf(account.lines, (line) => line.kind === 'fee'),
      charges: sumOf(account.lines, (line) => line.kind === 'usage'),
      creditIncluded: credit?.total ?? 0,
      creditUsed: credit?.used ?? 0,
      creditLeft: credit?.left ?? 0,
    },
    projected:
      projected === null
        ? null
        : {
            total: projected.complete ? projected.q50 : null,
            atLeast: projected.q50,
            interval: projected.complete ? [projected.q10, projected.q90] : null,
          },
    components: componentsOf(account.lines, behind),
    unknown: soFar.missing.map(({ what }) => ({
      title: account.title,
      reason: what.replace(`${account.title}: `, ''),
    })),
    budget: view.budget === null ? null : { ...view.budget, ...standOf(view.budget.amount, account) },
    budgets: view.budgets.map((budget) =>
      budget.scope === 'account'
        ? { ...budget, ...standOf(budget.amount, account), spent: soFar.amount, projected: projected?.q50 ?? null }
        : budget,
    ),
  };
  const [first] = told.unknown;
  const headline = first === undefined ? costHeadline(told, view.zone) : leastCostWords(view, soFar, first.reason);
  return { ...told, headline };
}

/** Use that only the price list prices. */
function isEstimated({ kind, basis }: Line): boolean {
  return kind === 'usage' && basis === 'metered';
}

type Component = CostsView['components'][number];

/** What is of no one's use is paid as what it is. */
const NO_USE: ReadonlySet<Line['kind']> = new Set(['fee', 'credit', 'tax', 'adjustment']);

/** The bill's lines by product and region, each with the list's price of that region where there is one. */
function componentsOf(lines: readonly Line[], { connection, context }: AccountBills): Component[] {
  const { provider = '', plan = '' } = connection.billing ?? {};
  const today = dayOf(context.now, context.period.zone);
  const terms = termsOf(context.list, { provider, plan, day: today });
  const sums = new Map<string, Component>();
  for (const line of lines) {
    const key = `${line.title} ${line.region ?? ''}`;
    const known = sums.get(key);
    sums.set(key, known === undefined ? componentOf(line, terms, today) : added(known, line));
  }
  return [...sums.values()];
}

function componentOf(line: Line, terms: PlanTerms, today: Day): Component {
  const { service, metric, title, region, unit, quantity, included, amount, kind } = line;
  const found = kind === 'usage' ? (terms.metric(service, metric)?.rateIn(region) ?? null) : null;
  // The list's own region says nothing of what another one costs.
  const rate = region === null || found?.region == null || found.region === region ? found : null;
  const tier = NO_USE.has(kind) ? kind : tierText({ tier: amount === 0 ? 'included' : 'on-demand' });
  return {
    ...{ service, metric, title, region, unit, quantity, included, tier, amount },
    billedQuantity: Math.max(0, quantity - included),
    price: priceText(rate?.price ?? null),
    reason: BASIS_REASONS[line.basis],
    source: rate?.source ?? '',
    sourceDate: rate?.sourceDate ?? null,
    sourceOld: rate !== null && priceAge(rate, today).old,
  };
}

const BASIS_REASONS: Readonly<Record<Line['basis'], string>> = {
  invoice: 'an invoice',
  billed: "the provider's own costs",
  told: "the provider's own figure",
  metered: 'by the price list',
};

function added(sum: Component, line: Line): Component {
  const amount = sum.amount === null || line.amount === null ? null : sum.amount + line.amount;
  const quantity = sum.quantity + line.quantity;
  const included = sum.included + line.included;
  return { ...sum, quantity, included, amount, billedQuantity: Math.max(0, quantity - included) };
}

function sumOf(lines: readonly Line[], isWanted: (line: Line) => boolean): number {
  return lines.filter(isWanted).reduce((sum, { amount }) => sum + (amount ?? 0), 0);
}

function standOf(amount: number, { soFar, projected }: Account) {
  return { spentPercent: amount === 0 ? null : Math.round((soFar.amount / amount) * 1_000) / 10, verdict: verdictOf() };

  function verdictOf(): NonNullable<CostsView['budget']>['verdict'] {
    if (soFar.amount > amount) {
      return 'passed';
    }
    if (projected === null || !projected.complete) {
      return 'unknown';
    }
    return projected.q50 > amount ? 'will-pass' : 'within';
  }
}
