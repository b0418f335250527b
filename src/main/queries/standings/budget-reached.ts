import { dayStart } from '#shared/core/calendar/calendar';
import { reachedOnDay } from '#shared/core/standing/reached-at';
import { DAY, type Instant } from '#shared/domain/instant';
import { fromMicros } from '#shared/domain/money';
import type { BillView } from '#shared/ipc/bill';
import type { AccountBills, Parts } from '../bill/account-bills';
import { readBilledShares, readPartByDay } from '../bill/billed-shares';
import { AI_PROVIDERS } from '../bill/bills-in-period';
import { type BudgetGround, isOfPart, isWhole } from './budget-money';

type Budget = BillView['budgets'][number];

/** What one day added to what a budget counts, in main units. */
interface DayAmount {
  readonly t: Instant;
  readonly value: number;
}

/**
 * The day on which a budget was reached, by what each day added to what it counts: the same amounts as its bill's own
 * days. Null where it is not reached, or an account of it tells no days.
 */
export async function budgetReachedAt(parts: Parts, budget: Budget, ground: BudgetGround): Promise<Instant | null> {
  if (budget.spent < budget.amount) {
    return null;
  }
  const byAccount = await Promise.all(ground.worked.map((account) => daysOf(parts, budget, ground, account)));
  if (byAccount.some((days) => days === null)) {
    return null;
  }
  const days = byAccount.flatMap((own) => own ?? []).sort((a, b) => a.t - b.t);
  // Cents that are rounded away make no day later.
  return reachedOnDay(days, () => budget.amount - 0.005);
}

async function daysOf(
  parts: Parts,
  budget: Budget,
  { bill }: BudgetGround,
  worked: AccountBills,
): Promise<readonly DayAmount[] | null> {
  const { connection, context } = worked;
  const account = bill.accounts.find((one) => one.connection === connection.id && one.currency === bill.currency);
  if (account === undefined || account.soFar.amount === 0) {
    return [];
  }
  const { zone } = context.period;
  if (AI_PROVIDERS.includes(connection.provider)) {
    return aiDays(parts, worked);
  }
  if (isWhole(budget) && budget.from === 'own') {
    const { byDay } = await readBilledShares(worked, account, new Map());
    return byDay.map(({ key, amount }) => ({ t: dayStart(key ?? '', zone), value: amount }));
  }
  const isCounted = isWhole(budget) ? null : (row: Parameters<typeof isOfPart>[1]) => isOfPart(budget, row);
  const byDay = await readPartByDay(worked, account, isCounted);
  return byDay && [...byDay].map(([day, amount]) => ({ t: dayStart(day, zone), value: fromMicros(amount) }));
}

/** What a provider of models charged each day; null where it tells no days. */
async function aiDays({ store }: Parts, { connection, context }: AccountBills): Promise<readonly DayAmount[] | null> {
  const series = (await store.samples.listSeries(connection.id)).find(
    ({ metric, projectId, kind }) => metric === 'COST_USD' && projectId === null && kind === 'daily',
  );
  if (series === undefined) {
    return null;
  }
  const { start, end } = context.period;
  const days = await store.samples.days(series.id, { start, end: Math.min(end, context.now + DAY) });
  return days.map(({ t, value }) => ({ t, value }));
}
