import type { BillStatement } from '#main/store/read-store';
import { formatInstant } from '#shared/core/calendar/calendar';
import { accountBill, type WorkedBill } from '#shared/core/costs/bill/account-bill';
import { DAY } from '#shared/domain/instant';
import { fromMicros } from '#shared/domain/money';
import { missingWords } from '#shared/format/bill';
import type { ClosedPeriod } from '#shared/ipc/bill';
import { type AccountBills, billsAround, currentAccountBills, type Parts } from './account-bills';
import type { BillContext } from './bill-parts';
import { statementsOf } from './bill-statements';
import { readInvoiced } from './bills-in-period';
import { standsOn } from './invoices';
import { lineAmountsSoFar } from './line-amounts';

/** Periods that are told back at most. */
const MOST_PERIODS = 12;

/**
 * Every account's periods that are over, the latest first: what was said of them on day 7, 14 and 21, what came, what
 * was invoiced, and which lines made the difference. An account's story ends where nothing is known of a period.
 */
export async function readClosedPeriods(parts: Parts): Promise<ClosedPeriod[]> {
  const accounts = await currentAccountBills(parts);
  const periods = await Promise.all(accounts.map((account) => closedOf(parts, account)));
  return periods.flat().sort((a, b) => (a.periodEnd < b.periodEnd ? 1 : -1));
}

async function closedOf(parts: Parts, account: AccountBills): Promise<ClosedPeriod[]> {
  const kept = await parts.store.billStatements.list(account.connection.id);
  const closed: ClosedPeriod[] = [];
  let { start } = account.context.period;
  for (let count = 0; count < MOST_PERIODS; count += 1) {
    const before = await billsAround(account, start - DAY / 2);
    const [main] = before.bills;
    const said = statementsOf(kept, before.context.period.start);
    if (main === undefined || (said.length === 0 && !hasUse(main))) {
      break;
    }
    closed.push(await periodView(parts, before, main, said));
    start = before.context.period.start;
  }
  return closed;
}

function hasUse({ bill }: WorkedBill): boolean {
  return bill.lines.some(({ kind, basis, amount }) => kind === 'usage' && basis !== 'metered' && (amount ?? 0) !== 0);
}

async function periodView(
  parts: Parts,
  { connection, context }: AccountBills,
  worked: WorkedBill,
  said: readonly BillStatement[],
): Promise<ClosedPeriod> {
  const { bill } = worked;
  const { soFar, period, currency } = bill;
  return {
    connection: connection.id,
    title: connection.title,
    currency,
    periodStart: formatInstant(period.start),
    periodEnd: formatInstant(period.end),
    said: said.map(({ day, at, soFar: then, q10, q50, q90, complete }) => ({
      ...{ day, asOf: formatInstant(at), soFar: fromMicros(then), complete },
      ...{ q10: fromMicros(q10), q50: fromMicros(q50), q90: fromMicros(q90) },
    })),
    came: {
      amount: fromMicros(soFar.amount),
      complete: soFar.complete,
      tax: fromMicros(soFar.tax),
      missing: soFar.missing.map((part) => ({
        code: part.code,
        connection: connection.id,
        what: missingWords(part, part.metric),
      })),
    },
    invoice: await invoiceView(context, worked),
    why: whyOf(said.at(-1) ?? null, lineAmountsSoFar(parts, connection, worked), fromMicros(soFar.amount)),
  };
}

/** The invoice beside what the provider's rows come to, which is the bill where no invoice closes the period. */
async function invoiceView(context: BillContext, { parts, bill }: WorkedBill): Promise<ClosedPeriod['invoice']> {
  const rows = accountBill(parts);
  const found = await readInvoiced(context, rows);
  if (found === null) {
    return null;
  }
  const { numbers, amount, tax, currency } = found;
  const stands = standsOn(found, bill.currency);
  return { numbers: [...numbers], amount, tax, currency, stands, rows: fromMicros(rows.bill.soFar.amount) };
}

const NOTICEABLE = 0.005;
const REST = 'Together less or more than each alone';

function whyOf(said: BillStatement | null, came: Readonly<Record<string, number>>, whole: number): ClosedPeriod['why'] {
  if (said === null) {
    return [];
  }
  const titles = [...new Set([...Object.keys(said.lines), ...Object.keys(came)])];
  const parts = titles.map((title) => partOf(title, said.lines[title] ?? 0, came[title] ?? 0));
  const told = parts.reduce((sum, { difference }) => sum + difference, 0);
  const rest = whole - fromMicros(said.q50) - told;
  return [...parts, partOf(REST, 0, rest)]
    .filter(({ difference }) => Math.abs(difference) >= NOTICEABLE)
    .sort((a, b) => Math.abs(b.difference) - Math.abs(a.difference));
}

function partOf(title: string, expected: number, came: number): ClosedPeriod['why'][number] {
  return { title, expected, came, difference: came - expected };
}
