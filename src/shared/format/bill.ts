import type { MissingPart } from '#shared/domain/bill';
import { formatMoney, formatProjectedMoney } from './money';

/** Whether nothing is known of an amount: "at least $0.00" would say nothing in a figure's clothes. */
export function isUnknownAmount({
  amount,
  complete,
}: {
  readonly amount: number;
  readonly complete: boolean;
}): boolean {
  return amount === 0 && !complete;
}

/** The same of what is expected. */
export function isUnknownProjection({ q90, complete }: { readonly q90: number; readonly complete: boolean }): boolean {
  return q90 === 0 && !complete;
}

const NOT_KNOWN = 'not known';

/**
 * An amount that may be a lower bound: `at least $20.00`; `not known` where nothing of it is. The same words on every
 * surface.
 */
export function formatBillAmount(
  { amount, complete }: { amount: number; complete: boolean },
  currency: string,
): string {
  const money = formatMoney(amount, currency);
  if (isUnknownAmount({ amount, complete })) {
    return NOT_KNOWN;
  }
  return complete ? money : `at least ${money}`;
}

interface Taxed {
  readonly tax: number;
}

/**
 * What is said of an amount that stands beside another month's: `of it $5.00 tax` or `without tax`. Empty where neither
 * has any: there is nothing to tell apart then.
 */
export function taxNote({ tax }: Taxed, beside: Taxed | null, currency: string): string {
  if (tax !== 0) {
    return `of it ${formatMoney(tax, currency)} tax`;
  }
  return beside === null || beside.tax === 0 ? '' : 'without tax';
}

/** The same as it follows the amount in a sentence: `, without tax`. */
export function taxWords(amount: Taxed, beside: Taxed | null, currency: string): string {
  const note = taxNote(amount, beside, currency);
  return note === '' ? '' : `, ${note}`;
}

/** The same of what a month is expected to come to: the tax that it has by now stays, none is foreseen. */
export function expectedTaxWords(soFar: Taxed, beside: Taxed | null, currency: string): string {
  const words = taxWords(soFar, beside, currency);
  return soFar.tax === 0 ? words : `${words} so far`;
}

/** An expected amount: `about $59, likely $57 to $63`, a lower bound where the bill is one. */
export function formatBillProjection(
  { q10, q50, q90, complete }: { q10: number; q50: number; q90: number; complete: boolean },
  currency: string,
): string {
  const money = (amount: number) => formatProjectedMoney(amount, currency);
  if (isUnknownProjection({ q90, complete })) {
    return NOT_KNOWN;
  }
  const middle = `${complete ? 'about' : 'at least'} ${money(q50)}`;
  return money(q10) === money(q90) ? middle : `${middle}, likely ${money(q10)} to ${money(q90)}`;
}

/** The same where there is little room: `$67 ($64 to $71)`. */
export function formatBillRange(
  { q10, q50, q90, complete }: { q10: number; q50: number; q90: number; complete: boolean },
  currency: string,
): string {
  const money = (amount: number) => formatProjectedMoney(amount, currency);
  if (isUnknownProjection({ q90, complete })) {
    return NOT_KNOWN;
  }
  const middle = `${complete ? '' : 'at least '}${money(q50)}`;
  return money(q10) === money(q90) ? middle : `${middle} (${money(q10)} to ${money(q90)})`;
}

/** Why a bill is a lower bound, in a few words; `title` names the metric or product where there is one. */
export function missingWords({ code, days, detail }: MissingPart, title: string): string {
  const of = title === '' ? '' : ` of ${title}`;
  switch (code) {
    case 'use-not-read':
      return detail === '' ? `use${of} not read` : `use${of} not read: ${detail.replace(/\.$/, '')}`;
    case 'days-not-read':
      return `${days === 1 ? '1 day' : `${days} days`}${of} not read`;
    case 'plan-not-chosen':
      return 'plan not chosen: choose it in Settings';
    case 'fee-not-known':
      return `the fee${detail === '' ? '' : ` of the ${detail} plan`} is in no source`;
    case 'no-price':
      return `no price${of} is known`;
    case 'seats-not-told':
      return 'how many seats are paid for is not told: enter it in Settings';
    case 'seats-not-charged':
      return 'seats were added that no row charges for yet';
    case 'tax-to-come':
      return 'the tax, which only the invoice tells';
    case 'amount-not-read':
      return detail === '1' ? 'an amount cannot be read' : `${detail} amounts cannot be read`;
    case 'cycle-not-known':
      return 'the day on which the billing period begins is not known';
    case 'other-currency':
      return `counted in ${detail}, which is not added`;
    case 'contract':
      return 'paid by contract';
  }
}

/** What one unit costs: a thousand requests cost parts of a cent, which two decimals would call nothing. */
function formatUnitCost(cost: number, currency: string): string {
  const small = cost !== 0 && Math.abs(cost) < 0.1;
  return small ? formatMoney(0, currency).replace(/[\d.,]+/, cost.toFixed(5)) : formatMoney(cost, currency);
}

const NO_UNIT_COST = { 'not-counted': 'not counted', none: 'none', 'no-bill': 'no bill' } as const;

/** A unit's cost in one period; in its place why there is none. */
export function unitCostWords(
  period: {
    readonly cost: number | null;
    readonly complete: boolean;
    readonly reason: keyof typeof NO_UNIT_COST | null;
  },
  currency: string,
): string {
  const { cost, complete, reason } = period;
  if (cost === null) {
    return reason === null ? '–' : NO_UNIT_COST[reason];
  }
  return `${complete ? '' : 'at least '}${formatUnitCost(cost, currency)}`;
}
