import type { AccountBill, BillAmount, BillProjection, MissingPart } from '#shared/domain/bill';
import type { Micros } from '#shared/domain/money';
import type { WorkedBill } from './account-bill';
import { addDraws, projectionOf } from './draws';

/** A part that is missing from a total, with the account that lacks it; null: it is about the total. */
export interface MissingOf extends MissingPart {
  readonly connectionId: string | null;
}

/** What is paid over everything, in one currency. */
export interface TotalBill {
  readonly currency: string;
  readonly soFar: Omit<BillAmount, 'missing'> & { readonly missing: readonly MissingOf[] };
  readonly projected: BillProjection | null;
  /** The bills in this total. */
  readonly bills: readonly WorkedBill[];
}

/**
 * One total for each currency, the one with most accounts first (dollars where they are as many): each account
 * in its own period, its futures added up one by one. Money of another kind is never added, and named.
 */
export function totalBills(bills: readonly WorkedBill[]): readonly TotalBill[] {
  const groups = new Map<string, WorkedBill[]>();
  for (const one of bills) {
    groups.set(one.bill.currency, [...(groups.get(one.bill.currency) ?? []), one]);
  }
  const ordered = [...groups].sort(
    ([a, own], [b, other]) => other.length - own.length || Number(b === 'USD') - Number(a === 'USD'),
  );
  return ordered.map(([currency, own], index) => totalOf(currency, own, index === 0 ? ordered.slice(1) : []));
}

function totalOf(
  currency: string,
  bills: readonly WorkedBill[],
  others: readonly (readonly [string, readonly WorkedBill[]])[],
): TotalBill {
  const missing = [
    ...bills.flatMap(({ bill }) =>
      bill.soFar.missing.map((part): MissingOf => ({ ...part, connectionId: bill.connectionId })),
    ),
    ...others.flatMap(([other, own]) =>
      own.map(({ bill }): MissingOf => ({ ...otherMoney(other), connectionId: bill.connectionId })),
    ),
  ];
  const complete = missing.length === 0;
  const sumOf = (figureOf: (bill: AccountBill) => Micros) => bills.reduce((sum, { bill }) => sum + figureOf(bill), 0);
  const drawn = bills.map(({ draws }) => draws).filter((draws) => draws !== null);
  return {
    currency,
    soFar: { amount: sumOf(({ soFar }) => soFar.amount), complete, tax: sumOf(({ soFar }) => soFar.tax), missing },
    projected: drawn.length === 0 ? null : projectionOf(addDraws(drawn), complete),
    bills,
  };
}

function otherMoney(detail: string): MissingPart {
  return { code: 'other-currency', service: '', metric: '', days: 0, detail };
}
