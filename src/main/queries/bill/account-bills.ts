import type { ReadStore, SeenPlan } from '#main/store/read-store';
import { dayOf } from '#shared/core/calendar/calendar';
import type { WorkedBill } from '#shared/core/costs/bill/account-bill';
import { onInvoice } from '#shared/core/costs/bill/invoiced-bill';
import type { Connection } from '#shared/domain/connection';
import { DAY, type Day, type Instant } from '#shared/domain/instant';
import { fromMicros, toMicros } from '#shared/domain/money';
import type { PriceList } from '#shared/domain/price-list';
import { type ProviderFacts, readProviderFacts, readProviderFactsOf } from '../connections/provider-facts';
import type { PricedParts } from '../read-parts';
import { aiAccount } from './ai-account';
import { type BillContext, whileCharges } from './bill-parts';
import { daysOf, type FoundPeriod, periodAt } from './bill-period';
import { billedAccount, type RowSource } from './billed-account';
import { type InvoicedPeriod, invoiceOf, standsOn } from './invoices';
import { meteredAccount } from './metered-account';
import { readPlanHistory, standingPlans } from './plans';
import { freeAccount, onOtherPlan, toldAccount } from './told-account';
import { accountName } from './words';

/** Providers that tell what models cost. */
export const AI_PROVIDERS: readonly string[] = ['openai', 'anthropic', 'ai-gateway'];
/** Figures that a person imported belong to nobody's bill. */
const NO_BILL: readonly string[] = ['imported'];

/** Running costs, an hour late; and FOCUS rows, two days late, which reach back a year. */
const RUNNING = /\/billing\/costs$/;
const QUANTITIES = /\/consumption_history\//;

/** The bills of one account in one period. */
export interface AccountBills {
  readonly connection: Connection;
  readonly context: BillContext;
  /** One for each currency, the main one first. */
  readonly bills: readonly WorkedBill[];
}

export type Parts = PricedParts;

interface Kept {
  readonly key: string;
  readonly bills: Promise<readonly AccountBills[]>;
}

const kept = new WeakMap<ReadStore, Kept>();

/** A bill worked out anew this often even where nothing was written: time itself passes. Seconds. */
const FRESH_FOR = 60;

/** What a bill is good for: one revision, one minute, one price list. */
export function billKey({ store, clock }: Pick<Parts, 'store' | 'clock'>, list: PriceList): string {
  return `${store.revision()} ${Math.floor(clock.now() / FRESH_FOR)} ${list.asOf}`;
}

/** Every account's bill in its current period, kept while nothing is written. */
export async function currentAccountBills(parts: Parts): Promise<readonly AccountBills[]> {
  const list = await parts.prices();
  const key = billKey(parts, list);
  const before = kept.get(parts.store);
  if (before?.key === key) {
    return before.bills;
  }
  const now = parts.clock.now();
  const bills = readAccountBills(parts, async () => now);
  kept.set(parts.store, { key, bills });
  // What failed is asked again.
  bills.catch(() => kept.delete(parts.store));
  return bills;
}

/** Every account's bill in the period around `at`: its own for each, the current one at `now`. */
export async function readAccountBills(parts: Parts, atOf: (connection: Connection) => Promise<Instant>) {
  const [list, connections, attempts] = await Promise.all([
    parts.prices(),
    parts.store.connections.list(),
    parts.store.cycles.lastAttempts(),
  ]);
  const now = parts.clock.now();
  const billed = toldApart(
    parts,
    connections.filter(({ provider }) => !NO_BILL.includes(provider)),
  );
  const allFacts = await readProviderFactsOf(
    parts.store,
    connections.map(({ id }) => id),
  );
  return Promise.all(
    billed.map(async (connection): Promise<AccountBills> => {
      const facts = allFacts.get(connection.id) ?? NO_FACTS;
      const host = hostOf(connections, connection);
      const told = allFacts.get(host.id)?.account?.value ?? null;
      const periodAround = (at: Instant) => periodAt(host, told, at);
      const period = periodAround(await atOf(connection));
      const context: BillContext = {
        parts,
        list,
        connection,
        facts,
        attempts: attempts.filter(({ attempt }) => attempt.connectionId === connection.id),
        period,
        periodAround,
        now,
        isCurrent: period.start <= now && now < period.end,
        wish: null,
        memo: new Map(),
        ofCharges: chargeMemo(parts, connection.id, now),
      };
      return { connection, context, bills: await billsIn(context) };
    }),
  );
}

/** Accounts of one name, as of one company at several providers, with the provider beside it. */
function toldApart({ catalog }: Pick<Parts, 'catalog'>, connections: readonly Connection[]): readonly Connection[] {
  return connections.map((connection) => {
    const { title, provider } = connection;
    const isAlone = connections.filter((other) => other.title === title).length === 1;
    return isAlone
      ? connection
      : { ...connection, title: accountName(title, catalog.descriptor(provider)?.title ?? provider) };
  });
}

/** Of a connection that came into being just now nothing is told. */
const NO_FACTS: ProviderFacts = {
  ...{ budgets: null, credit: null, account: null, invoices: null, block: null, topQueries: null },
};

const chargeMemos = new WeakMap<
  ReadStore,
  Map<string, { readonly revision: string; readonly memo: Map<string, Promise<unknown>> }>
>();

/** Periods back that are asked in which unit they were invoiced. */
const PERIODS_WITH_UNIT = 3;

/** Days back in which a row that goes is noticed by itself. */
const WATCHED_DAYS = 62 * 86_400;

/** What was worked out of an account's charges, while none is written: readings of every cycle leave it. */
function chargeMemo({ store }: Parts, connectionId: string, now: Instant): Map<string, Promise<unknown>> {
  const all = chargeMemos.get(store) ?? new Map();
  chargeMemos.set(store, all);
  const revision = `${store.charges.revision(connectionId, dayOf(now - WATCHED_DAYS, 'UTC'))} ${dayOf(now, 'UTC')}`;
  const known = all.get(connectionId);
  if (known?.revision === revision) {
    return known.memo;
  }
  const memo = new Map<string, Promise<unknown>>();
  all.set(connectionId, { revision, memo });
  return memo;
}

/** Who is billed together with a Vercel account: stores that were bought there follow its cycle. */
const BILLED_BY_VERCEL: readonly string[] = ['vercel-kv', 'vercel-postgres'];

/** Whose cycle an account follows: its host's where it was bought there, else its own. */
function hostOf(all: readonly Connection[], connection: Connection): Connection {
  const hosts = all.filter(({ provider, billingAnchor }) => provider === 'vercel' && billingAnchor !== null);
  const [host] = hosts;
  const isLent = connection.billingAnchor === null && BILLED_BY_VERCEL.includes(connection.billing?.provider ?? '');
  return isLent && hosts.length === 1 && host !== undefined ? host : connection;
}

/** The period in which an account is billed around `at`, that of its host where it is billed there. */
export async function periodOfAccount(
  parts: Pick<Parts, 'store'>,
  connection: Connection,
  at: Instant,
): Promise<FoundPeriod> {
  return readPeriod(parts, hostOf(await parts.store.connections.list(), connection), at);
}

/** The period of an account around `at`. */
export async function readPeriod(
  parts: Pick<Parts, 'store'>,
  connection: Connection,
  at: Instant,
): Promise<FoundPeriod> {
  const facts = await readProviderFacts(parts.store, connection.id);
  return periodAt(connection, facts.account?.value ?? null, at);
}

/** The bills of an account in the period around another moment. */
export async function billsAround({ context }: AccountBills, at: Instant): Promise<AccountBills> {
  const { connection, now } = context;
  const period = context.periodAround(at);
  const isCurrent = period.start <= now && now < period.end;
  const other = { ...context, period, isCurrent, memo: new Map<string, Promise<unknown>>() };
  return { connection, context: other, bills: await billsIn(other) };
}

/** The bills of one account in the period of its context; one that is over stands on its invoice where there is one. */
export async function billsIn(context: BillContext): Promise<readonly WorkedBill[]> {
  const bills = await readBills(context);
  const isOver = context.period.end <= context.now;
  return isOver && context.wish === null ? Promise.all(bills.map((worked) => invoiced(context, worked))) : bills;
}

async function invoiced(context: BillContext, worked: WorkedBill): Promise<WorkedBill> {
  const found = await readInvoiced(context, worked);
  return standsOn(found, worked.bill.currency)
    ? onInvoice(worked, { amount: toMicros(found.amount), tax: toMicros(found.tax) })
    : withSeatsOfThen(context, worked);
}

/**
 * The seats that an account tells are today's. They find the unit of an invoice; where none stands, a period that is
 * over has those that its rows count or the person answers, and at least the first one.
 */
async function withSeatsOfThen(context: BillContext, worked: WorkedBill): Promise<WorkedBill> {
  const { account } = context.facts;
  const isOfToday = worked.bill.lines.some(({ kind, basis }) => kind === 'fee' && basis === 'told');
  if (account === null || !isOfToday) {
    return worked;
  }
  const facts = { ...context.facts, account: { ...account, value: { ...account.value, seats: null } } };
  const bills = await readBills({ ...context, facts });
  return bills.find(({ bill }) => bill.currency === worked.bill.currency) ?? worked;
}

/** What was invoiced for the period of a bill, which is given as it is without an invoice. */
export async function readInvoiced(context: BillContext, { bill }: WorkedBill): Promise<InvoicedPeriod | null> {
  const invoices = context.facts.invoices?.value ?? [];
  const amount = fromMicros(bill.soFar.amount);
  const found = invoiceOf(invoices, bill.period, amount);
  if (found !== null && found.currency !== bill.currency) {
    // Units of a contract and money are not held against each other.
    return { ...found, amount: null, unit: null, tax: 0 };
  }
  // A bill of which days are missing tells no unit: an earlier invoice may.
  return found === null || found.unit !== null || bill.soFar.complete
    ? found
    : invoiceOf(invoices, bill.period, amount, await unitOf(context));
}

/** The unit in which the account's last periods were invoiced; null where none agrees with its bill. */
async function unitOf(context: BillContext): Promise<number | null> {
  let { start } = context.periodAround(context.now);
  for (let back = 0; back < PERIODS_WITH_UNIT; back += 1) {
    const period = context.periodAround(start - DAY / 2);
    const [main] = await readBills({ ...context, period, isCurrent: false, memo: new Map() });
    const amount = fromMicros(main?.bill.soFar.amount ?? 0);
    const unit = invoiceOf(context.facts.invoices?.value ?? [], period, amount)?.unit ?? null;
    if (unit !== null && main?.bill.soFar.complete === true) {
      return unit;
    }
    start = period.start;
  }
  return null;
}

/** The account on the plan that it had: that of today says nothing of a period that is over. */
async function onPlanOfThen(context: BillContext): Promise<BillContext> {
  const { parts, connection, period, now, wish } = context;
  if (connection.billing === null || period.end > now || wish !== null) {
    return context;
  }
  const seen = standingPlans(await readPlanHistory(parts.store, connection.id), connection);
  const { end } = daysOf(period);
  const then = seen.findLast(({ from }) => from < end) ?? seen[0];
  return then === undefined || (then.provider === connection.billing.provider && then.plan === connection.billing.plan)
    ? context
    : { ...context, connection: { ...connection, billing: { ...connection.billing, ...planOf(then) } } };
}

function planOf({ provider, plan, planName }: SeenPlan) {
  return { provider, plan, planName: planName ?? plan };
}

async function readBills(asked: BillContext): Promise<readonly WorkedBill[]> {
  const context = await onPlanOfThen(asked);
  const { connection } = context;
  if (AI_PROVIDERS.includes(connection.provider)) {
    return aiAccount(context);
  }
  if (connection.provider !== 'vercel') {
    return [await meteredAccount(context, await quantitiesBehind(context))];
  }
  const sources = await sourcesOf(context);
  const rows = sourceOf(context, sources);
  const isFree = connection.billing?.plan === 'hobby';
  if (rows !== null && !isFree) {
    return [await billedAccount(context, rows, sources.find(isFinal) ?? null)];
  }
  const plan = context.wish?.plan ?? null;
  const isOther = plan !== null && plan !== connection.billing?.plan;
  if (isOther) {
    return [await onOtherPlan(context, plan)];
  }
  return [isFree ? await freeAccount(context, rows) : await toldAccount(context)];
}

/** The provider's own rows that a bill rests on, and those of its invoices; null where it tells none. */
export async function rowsBehind(
  context: BillContext,
): Promise<{ readonly rows: RowSource; readonly final: RowSource | null } | null> {
  const { connection } = context;
  if (connection.provider !== 'vercel' || connection.billing?.plan === 'hobby') {
    return null;
  }
  const sources = await sourcesOf(context);
  const rows = sourceOf(context, sources);
  return rows === null ? null : { rows, final: sources.find(isFinal) ?? null };
}

/** The provider's own quantities by day of which a bill is worked out; null where it tells money, or neither. */
export async function quantitiesBehind(context: BillContext): Promise<RowSource | null> {
  const isMetered = context.connection.provider !== 'vercel' && !AI_PROVIDERS.includes(context.connection.provider);
  return isMetered ? ((await sourcesOf(context)).find(({ source }) => QUANTITIES.test(source)) ?? null) : null;
}

function sourcesOf(context: BillContext): Promise<readonly RowSource[]> {
  const { parts, connection } = context;
  return whileCharges(context, 'sources', () => parts.store.charges.sources(connection.id));
}

function isFinal({ source }: RowSource): boolean {
  return !RUNNING.test(source);
}

/** The rows that tell a period: running costs where they reach back to its start, else the FOCUS rows. */
function sourceOf(context: BillContext, sources: readonly RowSource[]): RowSource | null {
  const { start } = daysOf(context.period);
  const running = sources.find(({ source }) => RUNNING.test(source)) ?? null;
  const final = sources.find(isFinal) ?? null;
  const covers = (rows: RowSource | null): rows is RowSource =>
    rows !== null && rows.first <= start && isRecent(rows, context);
  if (covers(running)) {
    return running;
  }
  // A young team's rows begin with it, in both alike.
  return covers(final) ? final : (running ?? final);
}

/** Rows that end before the period begins tell nothing of it; one that has just begun has none yet. */
function isRecent({ last }: RowSource, { period, isCurrent }: BillContext): boolean {
  const eve: Day = dayOf(period.start - 3 * 86_400, period.zone);
  return isCurrent ? last >= eve : last >= daysOf(period).start;
}
