import { currentAccountBills, periodOfAccount } from '#main/queries/bill/account-bills';
import {
  markOf,
  readStatements,
  type Statement,
  statementsKey,
  statementsOf,
} from '#main/queries/bill/bill-statements';
import { lineAmounts } from '#main/queries/bill/line-amounts';
import { DAY } from '#shared/domain/instant';
import type { DecisionParts } from './decision-parts';

/** Periods of an account whose statements are kept. */
const MOST_PERIODS = 13;

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
    const said = mark === null ? [] : statementsOf(await readStatements(parts.store, connection.id), start);
    if (mark !== null && !said.some((statement) => statement.mark === mark)) {
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
    const { q10, q50, q90, complete } = projected;
    const lines = lineAmounts(parts, account.connection, main);
    const statement: Statement = { mark, day, at: now, soFar: main.bill.soFar.amount, q10, q50, q90, complete, lines };
    await keep(parts, id, account.context.period.start, statement);
  }
}

async function keep(parts: DecisionParts, id: string, start: number, statement: Statement): Promise<void> {
  const kept = await readStatements(parts.store, id);
  const statements = [...statementsOf(kept, start), statement];
  const others = kept.filter((period) => Math.abs(period.start - start) >= DAY);
  const next = [...others, { start, statements }].sort((a, b) => a.start - b.start).slice(-MOST_PERIODS);
  await parts.store.settings.set(statementsKey(id), next);
}
