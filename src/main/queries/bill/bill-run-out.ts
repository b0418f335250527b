import { dayOf } from '#shared/core/calendar/calendar';
import { courseOf } from '#shared/core/costs/bill/course';
import { QUANTILE_LEVELS } from '#shared/core/forecasting/quantiles';
import type { Day } from '#shared/domain/instant';
import { fromMicros, type Micros, toMicros } from '#shared/domain/money';
import type { BillView } from '#shared/ipc/bill';
import type { CostsView } from '#shared/ipc/costs';
import type { AccountBills } from './account-bills';
import { readPartByDay } from './billed-shares';

type Account = BillView['accounts'][number];
type RunOut = CostsView['runOut'];

/** Less is no more to pay: parts of a cent. */
const NOTICEABLE = 0.005;

/**
 * The days on which the credit and the budget are used up, by the bill itself: those that are over by its rows, those
 * to come on the course that its prices give its projection. Without rows that tell days the `estimate` from own readings stands.
 */
export async function readRunOut(
  estimate: RunOut,
  account: Account,
  behind: AccountBills,
  spent: { readonly budget: number | null; readonly byDay: CostsView['byDay'] },
): Promise<Pick<RunOut, 'credit' | 'creditLasts' | 'budget'>> {
  const { budget, byDay } = spent;
  const credit = await creditDay(estimate, account, behind);
  const creditLasts = credit === null && account.projected !== null;
  return { credit, creditLasts, budget: budgetDay(account, behind, budget, byDay) };
}

async function creditDay(estimate: RunOut, account: Account, behind: AccountBills): Promise<Day | null> {
  const { credit, soFar, projected, currency } = account;
  if (credit === null) {
    return null;
  }
  if (credit.left <= 0) {
    const byDay = await readPartByDay(behind, account, () => true);
    return byDay === null ? estimate.credit : dayReached([...byDay], toMicros(credit.total));
  }
  const later = partsOf(behind, currency)?.later ?? 0;
  // While credit is left nothing that is used is due: what more is due at the end is what exceeds it.
  const beyond = (projected?.q50 ?? soFar.amount) - soFar.amount - fromMicros(later);
  return beyond <= NOTICEABLE ? null : dayAhead(behind, currency, { left: credit.left, rest: credit.left + beyond });
}

function budgetDay(
  { soFar, projected, credit, currency }: Account,
  behind: AccountBills,
  budget: number | null,
  byDay: CostsView['byDay'],
): Day | null {
  if (budget === null) {
    return null;
  }
  if (soFar.amount > budget) {
    const days = byDay.flatMap(({ key, amount }) => (key === null ? [] : [[key, toMicros(amount)] as const]));
    return dayReached(days, toMicros(budget) + 1);
  }
  const end = projected?.q50 ?? soFar.amount;
  if (end <= budget) {
    return null;
  }
  // The credit is used up first.
  const free = Math.max(0, credit?.left ?? 0);
  return dayAhead(behind, currency, { left: free + budget - soFar.amount, rest: free + end - soFar.amount });
}

/** The first day by which so much was spent; null where all of it is less. */
function dayReached(byDay: readonly (readonly [Day, Micros])[], amount: Micros): Day | null {
  let sum = 0;
  const inOrder = [...byDay].sort(([a], [b]) => (a < b ? -1 : 1));
  for (const [day, spent] of inOrder) {
    sum += spent;
    if (sum >= amount) {
      return day;
    }
  }
  return null;
}

/**
 * The day on which `left` is gone where `rest` is expected until the period's end: not evenly, since an included amount
 * costs nothing until it is used up.
 */
function dayAhead(behind: AccountBills, currency: string, { left, rest }: { left: number; rest: number }): Day {
  const { now, period } = behind.context;
  const time = Math.max(0, period.end - now);
  const meters = partsOf(behind, currency)?.meters ?? [];
  const course = courseOf(meters, time, period.end - period.start);
  let [from, to] = [0, 1];
  // Halved until it is a second of a year.
  for (let step = 0; step < 25; step += 1) {
    const part = (from + to) / 2;
    if (course.shareAt(part, MEDIAN) * rest < left) from = part;
    else to = part;
  }
  return dayOf(Math.min(Math.floor(now + to * time), period.end - 1), period.zone);
}

function partsOf({ bills }: AccountBills, currency: string) {
  return bills.find(({ bill }) => bill.currency === currency)?.parts;
}

const MEDIAN = QUANTILE_LEVELS.indexOf(0.5);
