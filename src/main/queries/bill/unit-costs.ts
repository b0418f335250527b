import type { ReadStore } from '#main/store/read-store';
import { formatInstant } from '#shared/core/calendar/calendar';
import { DAY, type Instant, type Period } from '#shared/domain/instant';
import { fromMicros } from '#shared/domain/money';
import type { Series } from '#shared/domain/series';
import type { UnitCost } from '#shared/ipc/bill';
import { type AccountBills, billKey, billsAround, currentAccountBills, type Parts } from './account-bills';

/** Periods over which a unit's cost is followed, the current one included. */
const PERIODS = 6;
const PER_REQUESTS = 1_000;
const WEEKS_BEFORE = 28 * DAY;

/** One account in one of its periods. */
interface InPeriod {
  readonly period: Period;
  /** Without tax, which only a period that was invoiced tells: tax is of no unit. */
  readonly amount: number;
  readonly complete: boolean;
  readonly projects: number;
}

interface Kept {
  readonly key: string;
  readonly costs: Promise<UnitCost[]>;
}

const kept = new WeakMap<ReadStore, Kept>();

/**
 * What a unit costs, in each of the last periods: per 1,000 requests, deployment and project of each account that
 * tells them, and per customer, order or whatever number a person imports, over everything. So far in the current
 * period: fees are charged at its start. A period without a count or a bill has no unit cost, which is not 0.
 */
export async function readUnitCosts(parts: Parts): Promise<UnitCost[]> {
  const key = billKey(parts, await parts.prices());
  const before = kept.get(parts.store);
  if (before?.key === key) {
    return before.costs;
  }
  const costs = workOut(parts);
  kept.set(parts.store, { key, costs });
  costs.catch(() => kept.delete(parts.store));
  return costs;
}

async function workOut(parts: Parts): Promise<UnitCost[]> {
  const accounts = await currentAccountBills(parts);
  const currency = accounts.some(({ bills }) => bills[0]?.bill.currency === 'USD')
    ? 'USD'
    : (accounts[0]?.bills[0]?.bill.currency ?? 'USD');
  const own = accounts.filter(({ bills }) => bills[0]?.bill.currency === currency);
  const histories = await Promise.all(own.map(historyOf));
  const ofAccounts = await Promise.all(
    own.map((account, at) => unitsOfAccount(parts, account, histories[at] ?? [], currency)),
  );
  const business = await unitsOfBusiness(parts, together(histories), currency);
  return [...ofAccounts.flat(), ...business];
}

/** The last periods of an account, the current one first. */
async function historyOf(account: AccountBills): Promise<readonly InPeriod[]> {
  const periods = [inPeriod(account)];
  let { start } = account.context.period;
  while (periods.length < PERIODS) {
    const before = await billsAround(account, start - DAY / 2);
    const found = inPeriod(before);
    if (found.amount === 0 || !hasRows(before)) {
      break;
    }
    periods.push(found);
    start = before.context.period.start;
  }
  return periods;
}

/** Of a period of which nothing was read only its fee is known, which is no bill. */
function hasRows({ bills }: AccountBills): boolean {
  return bills[0]?.bill.lines.some(({ basis }) => basis !== 'metered') === true;
}

function inPeriod({ context, bills }: AccountBills): InPeriod {
  const { soFar, lines } = bills[0]?.bill ?? { soFar: { amount: 0, complete: false, tax: 0 }, lines: [] };
  const projects = new Set(lines.map(({ project }) => project).filter((project) => project !== null));
  const { start, end } = context.period;
  return {
    period: { start, end },
    amount: fromMicros(soFar.amount - soFar.tax),
    complete: soFar.complete,
    projects: projects.size,
  };
}

/** The accounts' periods added up, one before the other; each account in its own. */
function together(histories: readonly (readonly InPeriod[])[]): readonly InPeriod[] {
  const longest = Math.max(0, ...histories.map(({ length }) => length));
  return Array.from({ length: longest }, (_, back): InPeriod => {
    const own = histories.map((history) => history[back]).filter((one) => one !== undefined);
    const [first] = own;
    return {
      period: first?.period ?? { start: 0, end: 0 },
      amount: own.reduce((sum, { amount }) => sum + amount, 0),
      complete: own.every(({ complete }) => complete),
      projects: 0,
    };
  });
}

async function unitsOfAccount(
  parts: Parts,
  { connection }: AccountBills,
  history: readonly InPeriod[],
  currency: string,
): Promise<UnitCost[]> {
  const series = await parts.store.samples.listSeries(connection.id);
  const requests = series.find((one) => one.metric === 'EDGE_REQUESTS' && one.projectId === null);
  const deployed = await deploymentsIn(parts, connection.id, history);
  const of = connection.title;
  const units = [
    ...(requests === undefined
      ? []
      : [unit('requests', '1,000 requests', PER_REQUESTS, await amountsIn(parts, requests, history))]),
    unit('deployments', 'Deployment', 1, deployed),
    unit(
      'projects',
      'Project',
      1,
      history.map(({ projects }) => projects),
    ),
  ];
  return units
    .filter(({ counts }) => counts.some((count) => (count ?? 0) > 0))
    .map((one) => view(one, of, history, currency));
}

/** Numbers of the business that a person imported: a level as it stood last, an amount as its sum. */
async function unitsOfBusiness(parts: Parts, history: readonly InPeriod[], currency: string): Promise<UnitCost[]> {
  const series = (await parts.store.samples.listSeries()).filter(({ service }) => service === 'IMPORTED');
  return Promise.all(
    series.map(async (one) => {
      const title = one.metric.toLowerCase().replaceAll('_', ' ');
      const single = title.replace(/s$/, '');
      const counts = await amountsIn(parts, one, history);
      return view(
        unit(title, single.charAt(0).toUpperCase() + single.slice(1), 1, counts),
        'everything',
        history,
        currency,
      );
    }),
  );
}

async function amountsIn({ store }: Parts, series: Series, history: readonly InPeriod[]): Promise<Counts> {
  if (series.kind === 'gauge') {
    const days = await Promise.all(history.map(({ period }) => store.samples.days(series.id, period)));
    return days.map((values) => values.at(-1)?.value ?? null);
  }
  const days = await store.samples.days(series.id, spanOf(history));
  const first = days[0]?.t ?? null;
  return history.map(({ period }) =>
    isCovered(period, first)
      ? days.filter(({ t }) => t >= period.start && t < period.end).reduce((sum, { value }) => sum + value, 0)
      : null,
  );
}

async function deploymentsIn({ store }: Parts, connectionId: string, history: readonly InPeriod[]): Promise<Counts> {
  const all = (await store.facts.deployments(spanOf(history), connectionId)).map(({ createdAt }) => createdAt);
  const first = all.length === 0 ? null : all.reduce((least, at) => Math.min(least, at));
  return history.map(({ period }) =>
    isCovered(period, first) ? all.filter((at) => at >= period.start && at < period.end).length : null,
  );
}

/** The periods of a history, with the weeks before the first of them: what was counted then was counted in it too. */
function spanOf(history: readonly InPeriod[]): Period {
  const starts = history.map(({ period }) => period.start);
  return { start: Math.min(...starts) - WEEKS_BEFORE, end: Math.max(...history.map(({ period }) => period.end)) };
}

/** A whole bill over a part of what was counted would be no unit's cost: the count has to reach back to its start. */
function isCovered({ start }: Period, first: Instant | null): boolean {
  return first !== null && first < start + DAY;
}

interface Unit {
  readonly per: string;
  readonly title: string;
  readonly count: number;
  readonly counts: Counts;
}

/** How many there were in each period, the current one first; null where it was not counted to its start. */
type Counts = readonly (number | null)[];

function unit(per: string, title: string, count: number, counts: Counts): Unit {
  return { per, title, count, counts };
}

function view(
  { per, title, count, counts }: Unit,
  of: string,
  history: readonly InPeriod[],
  currency: string,
): UnitCost {
  return {
    ...{ per, title, count, of, currency },
    periods: history
      .map(({ period, amount, complete }, at) => {
        const quantity = counts[at] ?? null;
        const reason = reasonOf(quantity, amount);
        const cost = reason === null ? (amount / (quantity ?? 1)) * count : null;
        return { periodStart: formatInstant(period.start), amount, complete, quantity, cost, reason };
      })
      .reverse(),
  };
}

/** Why there is no unit cost; null where there is one. */
function reasonOf(quantity: number | null, amount: number): UnitCost['periods'][number]['reason'] {
  if (quantity === null) {
    return 'not-counted';
  }
  if (quantity === 0) {
    return 'none';
  }
  return amount === 0 ? 'no-bill' : null;
}
