import { DAY, type Period } from '#shared/domain/instant';
import type { Invoice } from '#shared/domain/spend';
import type { ClosedPeriod } from '#shared/ipc/bill';

/** Units in which a provider may write an amount of money. */
const UNITS: readonly number[] = [1, 100];
/** How far an invoice may be from the bill that it is checked against: taxes, discounts, what came late. */
const ALIKE = 0.35;
/** An invoice of a cycle is written for about its time. */
const AROUND = 2 * DAY;

/**
 * What was invoiced for a period: partial invoices within the cycle and the one at its end add up (facts: limits and
 * prices, "Threshold billing"). Whether amounts are dollars or cents no document says: the unit in which they agree
 * with the bill is taken, and without one the amount is not shown.
 */
export function invoiceOf(invoices: readonly Invoice[], period: Period, bill: number): ClosedPeriod['invoice'] {
  const own = invoices.filter((invoice) => isOf(invoice, period));
  const [first] = own;
  if (first === undefined) {
    return null;
  }
  const total = own.reduce((sum, invoice) => sum + invoice.total, 0);
  const unit = UNITS.find((per) => Math.abs(total / per - bill) <= ALIKE * Math.max(1, bill));
  return {
    numbers: own.map(({ number, id }) => (number === '' ? id : number)),
    amount: unit === undefined ? null : total / unit,
    currency: first.currency,
  };
}

function isOf({ start, end, issuedAt, status }: Invoice, period: Period): boolean {
  if (/^(draft|void|uncollectible)$/.test(status)) {
    return false;
  }
  if (start !== null && end !== null) {
    return start >= period.start - AROUND && end <= period.end + AROUND;
  }
  return issuedAt !== null && issuedAt > period.start && issuedAt <= period.end + AROUND;
}
