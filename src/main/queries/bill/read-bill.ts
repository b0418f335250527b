import type { ReadStore } from '#main/store/read-store';
import { dayStart, formatInstant } from '#shared/core/calendar/calendar';
import { type MissingOf, totalBills } from '#shared/core/costs/bill/total-bill';
import type { Connection } from '#shared/domain/connection';
import { isUnknownAmount, missingWords } from '#shared/format/bill';
import type { BillView } from '#shared/ipc/bill';
import {
  type AccountBills,
  billKey,
  billsAround,
  currentAccountBills,
  type Parts,
  readAccountBills,
  readPeriod,
} from './account-bills';
import { readBillBudgets } from './bill-budgets';
import { accountView, amountView, type MissingWords, projectionView } from './bill-views';
import { readNextPeriods } from './next-period';
import { metricTitle } from './words';

interface Kept {
  readonly key: string;
  readonly view: Promise<BillView>;
}

const kept = new WeakMap<ReadStore, Map<string, Kept>>();

/**
 * What a month costs over everything: each account in its own period, the current one, or the one that begins in
 * `month` (`YYYY-MM`). Kept while nothing is written.
 */
export async function readBill(parts: Parts, month: string | null = null): Promise<BillView> {
  const list = await parts.prices();
  const key = billKey(parts, list);
  const known = kept.get(parts.store) ?? new Map<string, Kept>();
  kept.set(parts.store, known);
  const before = known.get(month ?? '');
  if (before?.key === key) {
    return before.view;
  }
  const view = workOut(parts, month);
  known.set(month ?? '', { key, view });
  return view;
}

async function workOut(parts: Parts, month: string | null): Promise<BillView> {
  const now = parts.clock.now();
  // The middle of a month lies in a period that begins within a fortnight of its first day.
  const at = month === null ? now : dayStart(`${month}-01`, 'UTC');
  const accounts =
    month === null
      ? await currentAccountBills(parts)
      : await readAccountBills(parts, (connection) => momentIn(parts, connection, month, at));
  const last = await Promise.all(accounts.map((account) => billsAround(account, account.context.period.start - 1)));
  const totals = totalBills(accounts.flatMap(({ bills }) => bills));
  const [main, ...others] = totals;
  const before = totalBills(last.flatMap(({ bills }) => bills)).find(({ currency }) => currency === main?.currency);
  const next = month === null ? await readNextPeriods(accounts) : new Map<string, never>();
  const words = wordsOf(parts, accounts);
  const periods = accounts.map(({ context }) => context.period);
  const hasBefore = before?.bills.some(({ bill }) => bill.lines.length > 0) === true;
  const lastMonth = before === undefined || !hasBefore ? null : amountView(before, words);
  return {
    currency: main?.currency ?? 'USD',
    periodStart: formatInstant(Math.min(at, ...periods.map(({ start }) => start))),
    periodEnd: formatInstant(Math.max(at, ...periods.map(({ end }) => end))),
    asOf: formatInstant(now),
    soFar: main === undefined ? NOTHING : amountView(main, words),
    projected: projectionView(main?.projected ?? null),
    lastMonth: lastMonth === null || isUnknownAmount(lastMonth) ? null : lastMonth,
    accounts: await Promise.all(
      accounts.flatMap((account) =>
        account.bills.map((worked) =>
          accountView(parts, account, worked, words, next.get(account.connection.id) ?? null),
        ),
      ),
    ),
    budgets: main === undefined ? [] : await readBillBudgets(parts, main, accounts),
    others: others.map((other) => ({
      currency: other.currency,
      soFar: amountView(other, words),
      projected: projectionView(other.projected),
    })),
  };
}

const NOTHING: BillView['soFar'] = { amount: 0, complete: true, tax: 0, missing: [] };

/** A moment within the period that begins in the month. */
async function momentIn(parts: Parts, connection: Connection, month: string | null, at: number): Promise<number> {
  if (month === null) {
    return at;
  }
  const around = await readPeriod(parts, connection, at);
  return formatInstant(around.start).startsWith(month) ? at : around.end;
}

function wordsOf(parts: Parts, accounts: readonly AccountBills[]): MissingWords {
  return (part) => {
    const connection = accounts.find(({ connection: { id } }) => id === part.connectionId)?.connection;
    const named = part.metric === '' || part.service === 'PLAN' ? part.detail : titleOf(parts, connection, part);
    const isProduct = part.code === 'no-price' || part.metric !== '';
    const words = missingWords(part, isProduct && part.service !== 'PLAN' ? named : '');
    return {
      code: part.code,
      connection: part.connectionId,
      what: connection === undefined ? words : `${connection.title}: ${words}`,
    };
  };
}

function titleOf(parts: Parts, connection: Connection | undefined, { service, metric }: MissingOf): string {
  return metricTitle(parts, connection?.provider ?? '', service, metric);
}
