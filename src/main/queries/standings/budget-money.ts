import { courseOf } from '#shared/core/costs/bill/course';
import type { DrawnMeter } from '#shared/core/costs/bill/draws';
import { grossBill } from '#shared/core/costs/bill/gross-bill';
import type { BudgetMoney } from '#shared/core/standing/budget-ahead';
import { fromMicros } from '#shared/domain/money';
import { DATABASE_SCOPE } from '#shared/domain/spend';
import type { BillView } from '#shared/ipc/bill';
import type { AccountBills } from '../bill/account-bills';

type Budget = BillView['budgets'][number];
type Account = BillView['accounts'][number];

/** The scope of a provider's budget over all that an account spends. */
export const WHOLE = 'team';

/** The bills that a budget counts: as they are told, and as they were worked out. */
export interface BudgetGround {
  readonly bill: BillView;
  /** Those of the accounts that it counts, at least one. */
  readonly accounts: readonly Account[];
  readonly worked: readonly AccountBills[];
  readonly period: BudgetMoney['period'];
  readonly now: number;
}

/** True for a budget over all of an account, or of all of them, and not over one service, product or project of it. */
export function isWhole({ scope }: Pick<Budget, 'scope'>): boolean {
  return scope === 'everything' || scope === 'account' || scope === WHOLE;
}

/** True for what a budget over a part counts, by the names of a line of the bill or of a row behind it. */
export function isOfPart(
  { scope, key }: Pick<Budget, 'scope' | 'key'>,
  {
    service,
    product,
    project,
  }: { readonly service: string; readonly product: string; readonly project: string | null },
): boolean {
  switch (scope) {
    case 'project':
      return project === key;
    case 'service':
      return service === key;
    case DATABASE_SCOPE:
      return true;
    default:
      return product === key;
  }
}

/** What a bill tells of the money that a budget counts; null where it projects nothing. */
export function moneyOf(budget: Budget, ground: BudgetGround): BudgetMoney | null {
  const { bill, accounts, period, now } = ground;
  if (!isWhole(budget)) {
    return moneyOfPart(budget, ground);
  }
  const { soFar, projected } = budget.connection === null ? bill : (accounts[0] ?? bill);
  if (projected === null) {
    return null;
  }
  const credit = accounts.flatMap((account) => account.credit ?? []);
  const fees = accounts.flatMap(({ lines }) => lines).filter(({ kind }) => kind === 'fee');
  const creditLeft = credit.reduce((total, { left }) => total + left, 0);
  // Where nothing more is due, nobody knows how much of the credit is used for it.
  const at = (end: number) => (end > soFar.amount ? end - soFar.amount + creditLeft : 0);
  return {
    spent: budget.spent,
    toCome: { q10: at(projected.q10), q50: at(projected.q50), q90: at(projected.q90) },
    course: courseOf(metersOf(ground), period.end - now, period.end - period.start),
    creditLeft,
    creditTotal: credit.reduce((total, { total: all }) => total + all, 0),
    fixed: budget.from === 'own' ? fees.reduce((total, { amount }) => total + (amount ?? 0), 0) : 0,
    period,
    now,
  };
}

/** What use is metered of, in all accounts and in the bill's currency. */
function metersOf({ bill: { currency }, worked }: BudgetGround): readonly DrawnMeter[] {
  const own = worked.flatMap(({ bills }) => bills).filter(({ bill }) => bill.currency === currency);
  return own.flatMap(({ parts }) => parts.meters ?? []);
}

/**
 * What a service, a product or a project comes to at the period's end. Of a part all counts that is used, also what the
 * credit pays for: that is nobody's in particular. Meters do not tell projects, which take their share of the growth.
 */
function moneyOfPart(budget: Budget, { worked, period, now }: BudgetGround): BudgetMoney | null {
  const [main] = worked.flatMap(({ bills }) => bills);
  if (main === undefined) {
    return null;
  }
  const isProject = budget.scope === 'project';
  // What a budget refuses is asked for all the same: the bill that ends there would reach it on its last day.
  const { bill, parts } = grossBill(
    { ...main.parts, cap: null },
    (named) => isProject || isOfPart(budget, { ...named, project: null }),
  );
  if (parts.meters === null || bill.projected === null) {
    return null;
  }
  const whole = fromMicros(bill.soFar.amount);
  const shareOfProject = whole <= 0 ? 0 : Math.min(1, budget.spent / whole);
  const share = isProject ? shareOfProject : 1;
  const at = (end: number) => Math.max(0, fromMicros(end) - whole) * share;
  const { q10, q50, q90 } = bill.projected;
  const course = courseOf(parts.meters, period.end - now, period.end - period.start);
  return {
    spent: budget.spent,
    toCome: { q10: at(q10), q50: at(q50), q90: at(q90) },
    course: { ...course, nextAt: (part, level) => share * course.nextAt(part, level) },
    ...{ creditLeft: 0, creditTotal: 0, fixed: 0, period, now },
  };
}
