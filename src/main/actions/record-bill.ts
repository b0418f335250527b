import { currentAccountBills, periodOfAccount } from '#main/queries/bill/account-bills';
import { markOf, statementsOf } from '#main/queries/bill/bill-statements';
import { lineAmounts } from '#main/queries/bill/line-amounts';
import type { BillStatement } from '#main/store/read-store';
import { DAY, type Instant } from '#shared/domain/instant';
import type { DecisionParts } from './decision-parts';

/**
 * Keeps what the bill says of its end on day 7, 14 and 21 of each account's period, or on the first day after it on
 * which Headroom runs, so that a period that is over can be held against it.
 */
export async function recordBill(parts: DecisionParts): Promise<void> {
  const now = parts.clock.now();
  const due: { readonly id: string; readonly mark: number; readonly day: number }[] = [];
  for (const connection of await parts.store.connections.list()) {
    const { start } = await periodOfAccount(parts, connection, now);
    const day = Math.floor((now - start) / DAY) + 1;
    const mark = markOf(day);
    if (mark !== null && !isSaid(await parts.store.billStatements.list(connection.id), start, mark)) {
      due.push({ id: connection.id, mark, day });
    }
  }
  if (due.length === 0) {
    return;
  }
  const accounts = await currentAccountBills(parts);
  for (const { id, mark, day } of due) {
    const account = accounts.find(({ connection }) => connection.id === id);
    const main = account?.bills[0];
    const projected = main?.bill.projected ?? null;
    if (account === undefined || main === undefined || projected === null) {
      continue;
    }
    const periodStart = account.context.period.start;
    const { q10, q50, q90, complete } = projected;
    const soFar = main.bill.soFar.amount;
    const lines = lineAmounts(parts, account.connection, main);
    const statement: BillStatement = { periodStart, mark, day, at: now, soFar, q10, q50, q90, complete, lines };
    // Another process may have said it meanwhile.
    await parts.store.billStatements.append(id, (known) => (isSaid(known, periodStart, mark) ? [] : [statement]));
  }
}

function isSaid(known: readonly BillStatement[], start: Instant, mark: number): boolean {
  return statementsOf(known, start).some((statement) => statement.mark === mark);
}
