import type { ReadStore } from '#main/store/read-store';
import { dayOf } from '#shared/core/calendar/calendar';
import type { WorkedBill } from '#shared/core/costs/bill/account-bill';
import type { Connection } from '#shared/domain/connection';
import type { Instant } from '#shared/domain/instant';
import type { PriceList } from '#shared/domain/price-list';
import { type ProviderFacts, readProviderFacts, readProviderFactsOf } from '../connections/provider-facts';
import type { PricedParts } from '../read-parts';
import type { BillContext } from './bill-parts';
import { type FoundPeriod, periodAt } from './bill-period';
import { billsIn } from './bills-in-period';
import { accountName } from './words';

/** Figures that a person imported belong to nobody's bill. */
const NO_BILL: readonly string[] = ['imported'];

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
        ofCharges: await chargeMemo(parts, connection.id, now),
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
  gatewayBudgets: null,
};

const chargeMemos = new WeakMap<
  ReadStore,
  Map<string, { readonly revision: string; readonly memo: Map<string, Promise<unknown>> }>
>();

/** Days back in which a row that goes is noticed by itself. */
const WATCHED_DAYS = 62 * 86_400;

/** What was worked out of an account's charges, while none is written: readings of every cycle leave it. */
async function chargeMemo(
  { store }: Parts,
  connectionId: string,
  now: Instant,
): Promise<Map<string, Promise<unknown>>> {
  const all = chargeMemos.get(store) ?? new Map();
  chargeMemos.set(store, all);
  const written = await store.charges.revision(connectionId, dayOf(now - WATCHED_DAYS, 'UTC'));
  const revision = `${written} ${dayOf(now, 'UTC')}`;
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
