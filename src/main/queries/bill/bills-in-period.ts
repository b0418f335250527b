import type { SeenPlan } from '#main/store/read-store';
import { dayOf } from '#shared/core/calendar/calendar';
import type { WorkedBill } from '#shared/core/costs/bill/account-bill';
import { onInvoice } from '#shared/core/costs/bill/invoiced-bill';
import { DAY, type Day } from '#shared/domain/instant';
import { fromMicros, toMicros } from '#shared/domain/money';
import { aiAccount } from './ai-account';
import { type BillContext, whileCharges } from './bill-parts';
import { daysOf } from './bill-period';
import { billedAccount, type RowSource } from './billed-account';
import { type InvoicedPeriod, invoiceOf, standsOn } from './invoices';
import { meteredAccount } from './metered-account';
import { readPlanHistory, standingPlans } from './plans';
import { freeAccount, onOtherPlan, toldAccount } from './told-account';

/** Providers that tell what models cost. */
export const AI_PROVIDERS: readonly string[] = ['openai', 'anthropic', 'ai-gateway'];
/** Running costs, an hour late; and FOCUS rows, two days late, which reach back a year. */
const RUNNING = /\/billing\/costs$/;
const QUANTITIES = /\/consumption_history\//;

/** Periods back that are asked in which unit they were invoiced. */
const PERIODS_WITH_UNIT = 3;

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
  const sources = await sourcesOf(context);
  if (connection.provider !== 'vercel') {
    const quantities = sources.find(({ source }) => QUANTITIES.test(source));
    return [await meteredAccount(context, quantities ?? null)];
  }
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
  return isMetered ? quantitiesOf(await sourcesOf(context)) : null;
}

/** Of the sources of an account's rows the one that tells quantities and no money; null where there is none. */
export function quantitiesOf<S extends { readonly source: string }>(sources: readonly S[]): S | null {
  return sources.find(({ source }) => QUANTITIES.test(source)) ?? null;
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
