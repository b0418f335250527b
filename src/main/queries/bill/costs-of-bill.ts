import { parseInstant } from '#shared/core/calendar/calendar';
import { dayCount } from '#shared/core/costs/outlook';
import type { BillView } from '#shared/ipc/bill';
import type { CostsView } from '#shared/ipc/costs';
import type { AccountBills } from './account-bills';
import { daysOf } from './bill-period';

type Account = BillView['accounts'][number];
type Budget = CostsView['budgets'][number];

/** What an account without a price list of its own has nothing of. */
const NONE = {
  runOut: { credit: null, creditLasts: false, budget: null, allowances: [] },
  ...{ byService: [], byProject: [], byDay: [], byRegion: [], byRegionNote: '' },
  ...{ components: [], unknown: [], assumptions: [], reconciliation: null },
} satisfies Partial<CostsView>;

/**
 * The costs of an account that no plan prices, from its bill alone: AI providers tell their costs, and a store whose
 * plan nobody chose is at least what is known of it. `isMain` false: the same account in another currency.
 */
export function costsOfBill(
  account: Account,
  { context }: AccountBills,
  bill: Pick<BillView, 'budgets' | 'currency'>,
  isMain: boolean,
): CostsView {
  const { connection, title, plan, currency } = account;
  const { period, now } = context;
  const budgets = budgetsOf(bill, account);
  const own = budgets.find(({ scope }) => scope === 'account');
  return {
    ...NONE,
    ...{ connectionId: connection, title: isMain ? title : `${title} in ${currency}`, planName: plan, currency },
    periodStart: parseInstant(account.periodStart) ?? period.start,
    periodEnd: parseInstant(account.periodEnd) ?? period.end,
    zone: period.zone,
    ...dayCount({ days: daysOf(period), zone: period.zone }, now),
    ...{ state: 'provisional', headline: '' },
    soFar: { total: null, atLeast: 0, fee: 0, charges: 0, creditIncluded: 0, creditUsed: 0, creditLeft: 0 },
    ...{ effective: 0, list: 0, projected: null, budgets },
    budget: own === undefined ? null : { amount: own.amount, spentPercent: own.spentPercent, verdict: own.verdict },
    pricesAsOf: context.list.asOf,
  };
}

/** A person's own budgets for the account, as the bill has them. */
function budgetsOf({ budgets, currency }: Pick<BillView, 'budgets' | 'currency'>, account: Account): Budget[] {
  return budgets.flatMap(({ from, connection, scope, key, amount, spent, projected }): Budget[] => {
    if (from !== 'own' || connection !== account.connection || account.currency !== currency) {
      return [];
    }
    const isAccount = scope === 'account';
    const verdict = spent > amount ? 'passed' : 'unknown';
    const spentPercent = amount === 0 ? null : Math.round((spent / amount) * 1_000) / 10;
    const of = { amount, spent, projected, spentPercent, verdict } as const;
    return isAccount || scope === 'project' || scope === 'service'
      ? [{ ...of, scope, key, title: isAccount ? account.title : (key ?? '') }]
      : [];
  });
}
