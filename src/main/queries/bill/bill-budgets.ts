import { formatInstant } from '#shared/core/calendar/calendar';
import { budgetPeriod } from '#shared/core/calendar/refresh-period';
import type { TotalBill } from '#shared/core/costs/bill/total-bill';
import type { AccountBill, BillLine } from '#shared/domain/bill';
import type { Instant } from '#shared/domain/instant';
import { fromMicros, type Micros } from '#shared/domain/money';
import { DATABASE_SCOPE, type GatewayBudget } from '#shared/domain/spend';
import type { BillView } from '#shared/ipc/bill';
import type { AccountBills, Parts } from './account-bills';
import { gatewayAhead, gatewayBill } from './gateway-ahead';

type BudgetView = BillView['budgets'][number];

/** How the scopes of the AI Gateway's budgets begin, such as `gateway-team`. */
export const GATEWAY_SCOPE = 'gateway-';

/** The user's own budgets and the provider's, with what is spent of them. */
export async function readBillBudgets(
  parts: Pick<Parts, 'store'>,
  total: TotalBill,
  accounts: readonly AccountBills[],
): Promise<BudgetView[]> {
  const own = (await parts.store.budgets.list()).filter(({ currency }) => currency === total.currency);
  const mine = own.flatMap(({ connectionId, scope, key, amount }): BudgetView[] => {
    if (connectionId === '') {
      return [
        {
          ...budgetOf('own', null, 'everything', null, amount, 'notify'),
          spent: fromMicros(total.soFar.amount),
          projected: total.projected === null ? null : fromMicros(total.projected.q50),
        },
      ];
    }
    const bill = total.bills.find((one) => one.bill.connectionId === connectionId)?.bill;
    const blank = budgetOf('own', connectionId, scope, key, amount, 'notify');
    return bill === undefined ? [] : [{ ...blank, ...standOf(bill, scope, key) }];
  });
  const theirs = accounts.flatMap(({ connection, context, bills }): BudgetView[] =>
    (context.facts.budgets?.value ?? []).flatMap(({ amount, scope, key, pauses, rejects }) => {
      const bill = bills[0]?.bill;
      const stops = rejects ? 'reject' : 'pause';
      const blank = budgetOf('provider', connection.id, scope, key, amount, pauses || rejects ? stops : 'notify');
      return bill === undefined ? [] : [{ ...blank, ...onDemandOf(bill, scope, key) }];
    }),
  );
  const ofGateway = await gatewayBill(accounts, total.currency);
  const gateway = accounts.flatMap(({ connection, context }) => {
    const told = context.facts.gatewayBudgets;
    return total.currency !== 'USD' || told === null
      ? []
      : told.value.map(
          (one): BudgetView => ({
            ...budgetOf('provider', connection.id, `${GATEWAY_SCOPE}${one.scope}`, one.key, one.amount, 'reject'),
            ...{ spent: fromMicros(one.spent), name: one.name, refresh: one.refresh },
            projected: aheadOf(one, ofGateway, { told: told.asOf, now: context.now })?.q50 ?? null,
            toldAt: formatInstant(told.asOf),
          }),
        );
  });
  return [...mine, ...theirs, ...gateway];
}

/** What was told before a budget began anew is nothing of what is spent now. */
function aheadOf(
  { spent, refresh }: GatewayBudget,
  bill: Awaited<ReturnType<typeof gatewayBill>>,
  { told, now }: { readonly told: Instant; readonly now: Instant },
) {
  const isOfThis = refresh !== null && told >= (budgetPeriod(refresh, now)?.start ?? told);
  return isOfThis ? gatewayAhead({ spent: fromMicros(spent), refresh }, bill, now) : null;
}

function budgetOf(
  from: BudgetView['from'],
  connection: string | null,
  scope: string,
  key: string | null,
  amount: Micros,
  does: BudgetView['does'],
): BudgetView {
  const blank = { spent: 0, projected: null, name: null, refresh: null, toldAt: null };
  return { from, connection, scope, key, amount: fromMicros(amount), does, ...blank };
}

function standOf(bill: AccountBill, scope: string, key: string | null): Pick<BudgetView, 'spent' | 'projected'> {
  if (scope === 'account') {
    return {
      spent: fromMicros(bill.soFar.amount),
      projected: bill.projected === null ? null : fromMicros(bill.projected.q50),
    };
  }
  const own = bill.lines.filter((line) => (scope === 'project' ? line.project : line.service) === key);
  return { spent: fromMicros(sumOf(own)), projected: null };
}

/** A provider's budget counts what is beyond the credit: no seats, no add-ons. */
function onDemandOf(bill: AccountBill, scope: string, key: string | null): Pick<BudgetView, 'spent' | 'projected'> {
  const use = bill.lines.filter(({ kind }) => kind === 'usage' || kind === 'credit');
  if (scope === 'team' || scope === DATABASE_SCOPE) {
    const fixed = bill.soFar.amount - sumOf(use);
    return {
      spent: fromMicros(Math.max(0, sumOf(use))),
      projected: bill.projected === null ? null : fromMicros(Math.max(0, bill.projected.q50 - fixed)),
    };
  }
  const own = use.filter((line) => (scope === 'project' ? line.project : line.product) === key);
  return { spent: fromMicros(sumOf(own)), projected: null };
}

function sumOf(lines: readonly BillLine[]): Micros {
  return lines.reduce((sum, { amount }) => sum + (amount ?? 0), 0);
}
