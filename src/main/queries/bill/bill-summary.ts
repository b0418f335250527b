import type { BillSummary, BillView } from '#shared/ipc/bill';
import type { Parts } from './account-bills';
import { readBill } from './read-bill';

/** The one total for surfaces that tell no lines; null while no account has a bill. */
export async function readBillSummary(parts: Parts): Promise<BillSummary | null> {
  const bill = await readBill(parts);
  return bill.accounts.length === 0 ? null : summaryOf(bill);
}

function summaryOf(bill: BillView): BillSummary {
  const { currency, periodStart, periodEnd, soFar, projected, lastMonth } = bill;
  return {
    ...{ currency, periodStart, periodEnd, soFar, projected, lastMonth },
    accounts: bill.accounts.map((account) => ({
      connection: account.connection,
      title: account.title,
      currency: account.currency,
      soFar: account.soFar,
      projected: account.projected,
      chargedOn: account.chargedOn,
    })),
    budget: budgetOf(bill),
  };
}

function budgetOf({ budgets, accounts }: BillView): BillSummary['budget'] {
  const own = budgets.filter(({ from }) => from === 'own');
  const found = own.find(({ scope }) => scope === 'everything') ?? own.find(({ scope }) => scope === 'account');
  if (found === undefined) {
    return null;
  }
  const { amount, spent, projected } = found;
  const account = accounts.find(({ connection }) => connection === found.connection);
  return { title: account?.title ?? 'everything', amount, spent, projected };
}
