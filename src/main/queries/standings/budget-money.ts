import { accountBill, type WorkedBill } from '#shared/core/costs/bill/account-bill';
import type { BudgetMoney } from '#shared/core/standing/budget-ahead';
import { fromMicros } from '#shared/domain/money';
import type { BillView } from '#shared/ipc/bill';
import type { AccountBills } from '../bill/account-bills';

type Budget = BillView['budgets'][number];
type Account = BillView['accounts'][number];
type Projected = BudgetMoney['projected'];

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
    default:
      return product === key;
  }
}

/** What a bill tells of the money that a budget counts; null where it projects nothing. */
export function moneyOf(budget: Budget, ground: BudgetGround): BudgetMoney | null {
  const { bill, accounts, period, now } = ground;
  if (!isWhole(budget)) {
    const projected = projectedPart(budget, ground);
    return projected && { spent: budget.spent, projected, creditLeft: 0, creditTotal: 0, fixed: 0, period, now };
  }
  const { soFar, projected } = budget.connection === null ? bill : (accounts[0] ?? bill);
  if (projected === null) {
    return null;
  }
  const at = (end: number) => budget.spent + Math.max(0, end - soFar.amount);
  const credit = accounts.flatMap((account) => account.credit ?? []);
  const fees = accounts.flatMap(({ lines }) => lines).filter(({ kind }) => kind === 'fee');
  return {
    spent: budget.spent,
    projected: { q10: at(projected.q10), q50: at(projected.q50), q90: at(projected.q90) },
    creditLeft: credit.reduce((total, { left }) => total + left, 0),
    creditTotal: credit.reduce((total, { total: all }) => total + all, 0),
    fixed: budget.from === 'own' ? fees.reduce((total, { amount }) => total + (amount ?? 0), 0) : 0,
    period,
    now,
  };
}

/**
 * What a service, a product or a project comes to at the period's end. Of a part all counts that is used, also what the
 * credit pays for: that is nobody's in particular. Meters do not tell projects, which take their share of the growth.
 */
function projectedPart(budget: Budget, { worked }: BudgetGround): Projected | null {
  const [main] = worked.flatMap(({ bills }) => bills);
  if (main === undefined || main.parts.meters === null) {
    return null;
  }
  const gross = grossOf(main, budget);
  const whole = fromMicros(gross.soFar.amount);
  const shareOfProject = whole <= 0 ? 0 : Math.min(1, budget.spent / whole);
  const share = budget.scope === 'project' ? shareOfProject : 1;
  const at = (end: number) => budget.spent + Math.max(0, fromMicros(end) - whole) * share;
  return (
    gross.projected && { q10: at(gross.projected.q10), q50: at(gross.projected.q50), q90: at(gross.projected.q90) }
  );
}

/** The bill of a part's use alone, or for a project of all use, without fees and credit. */
function grossOf({ parts }: WorkedBill, budget: Budget): WorkedBill['bill'] {
  const isOwn = (named: { readonly service: string; readonly product: string }) =>
    budget.scope === 'project' || isOfPart(budget, { ...named, project: null });
  const lines = parts.lines.filter((line) => line.kind === 'usage' && isOwn(line));
  return accountBill({
    ...parts,
    lines,
    meters: (parts.meters ?? []).filter(isOwn),
    credit: null,
    later: 0,
    missing: [],
  }).bill;
}
