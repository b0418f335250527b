import { parseInstant } from '#shared/core/calendar/calendar';
import { formatBillAmount } from '#shared/format/bill';
import type { BillView } from '#shared/ipc/bill';
import type { CostsView } from '#shared/ipc/costs';
import type { ConnectionRows } from '../connections/connection-rows';
import type { Parts } from './account-bills';
import { readCosts } from './costs';
import { readBill } from './read-bill';
import { costHeadline } from './words';

type Account = BillView['accounts'][number];
type Line = Account['lines'][number];

/**
 * The costs of each account with the bill's own totals: two answers to one question would be one too many. What
 * the totals are made of stays as the price list has it, and the reconciliation tells the difference. Where nobody
 * but the price list tells anything, the list's figures stand.
 */
export async function readBilledCosts(parts: Parts, rows?: ConnectionRows): Promise<readonly CostsView[]> {
  const [views, bill] = await Promise.all([readCosts(parts, rows), readBill(parts)]);
  return views.map((view) => {
    const account = bill.accounts.find((one) => one.connection === view.connectionId && one.currency === view.currency);
    return account === undefined || !isTold(account) ? view : withBill(view, account);
  });
}

/** Whether the provider's own money stands in a bill. */
function isTold({ lines }: Account): boolean {
  return lines.some(
    ({ kind, basis }) => kind !== 'credit' && (basis === 'billed' || (basis === 'told' && kind === 'usage')),
  );
}

function withBill(view: CostsView, account: Account): CostsView {
  const { soFar, projected, credit } = account;
  const told: CostsView = {
    ...view,
    periodStart: parseInstant(account.periodStart) ?? view.periodStart,
    periodEnd: parseInstant(account.periodEnd) ?? view.periodEnd,
    soFar: {
      total: soFar.complete ? soFar.amount : null,
      atLeast: soFar.amount,
      fee: sumOf(account.lines, (line) => line.kind === 'fee'),
      charges: sumOf(account.lines, (line) => line.kind === 'usage'),
      creditIncluded: credit?.total ?? 0,
      creditUsed: credit?.used ?? 0,
      creditLeft: credit?.left ?? 0,
    },
    projected:
      projected === null
        ? null
        : {
            total: projected.complete ? projected.q50 : null,
            atLeast: projected.q50,
            interval: projected.complete ? [projected.q10, projected.q90] : null,
          },
    unknown: soFar.missing.map(({ what }) => ({
      title: account.title,
      reason: what.replace(`${account.title}: `, ''),
    })),
    budget: view.budget === null ? null : { ...view.budget, ...standOf(view.budget.amount, account) },
    budgets: view.budgets.map((budget) =>
      budget.scope === 'account'
        ? { ...budget, ...standOf(budget.amount, account), spent: soFar.amount, projected: projected?.q50 ?? null }
        : budget,
    ),
  };
  const [first] = told.unknown;
  const least = `${view.title} cost ${formatBillAmount(soFar, view.currency)} so far; ${first?.reason ?? ''}.`;
  return { ...told, headline: first === undefined ? costHeadline(told, view.zone) : least };
}

function sumOf(lines: readonly Line[], isWanted: (line: Line) => boolean): number {
  return lines.filter(isWanted).reduce((sum, { amount }) => sum + (amount ?? 0), 0);
}

function standOf(amount: number, { soFar, projected }: Account) {
  return { spentPercent: amount === 0 ? null : Math.round((soFar.amount / amount) * 1_000) / 10, verdict: verdictOf() };

  function verdictOf(): NonNullable<CostsView['budget']>['verdict'] {
    if (soFar.amount > amount) {
      return 'passed';
    }
    if (projected === null || !projected.complete) {
      return 'unknown';
    }
    return projected.q50 > amount ? 'will-pass' : 'within';
  }
}
