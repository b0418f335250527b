import { DAY, type Instant, type Period } from '#shared/domain/instant';
import type { Invoice } from '#shared/domain/spend';

/** Units in which a provider may write an amount of money. */
const UNITS: readonly number[] = [1, 100];
/** How far an invoice may be from the bill that it is checked against: taxes, discounts, what came late. */
const ALIKE = 0.35;
/** An invoice of a cycle is written for about its time. */
const AROUND = 2 * DAY;

/** What was invoiced for one period, in main units of `currency`. */
export interface InvoicedPeriod {
  readonly numbers: readonly string[];
  /** Null while its unit agrees with no bill. */
  readonly amount: number | null;
  /** How many of the invoice's units are one of `amount`: 1 or, for cents, 100. */
  readonly unit: number | null;
  /** The part of it that is tax; 0 where none is told. */
  readonly tax: number;
  readonly currency: string;
  /** False while only partial invoices of the cycle were written. */
  readonly isWhole: boolean;
}

/**
 * What was invoiced for a period: partial invoices within the cycle and the one at its end add up (facts: limits and
 * prices, "Threshold billing"), and of an invoice that is for two periods, such as the next one's fee, each has its
 * own lines with their share of tax and discount. Whether amounts are dollars or cents no document says: the unit in
 * which they agree with the bill is taken, else the one that is `known` from another period, and without one the
 * amount is not shown.
 */
export function invoiceOf(
  invoices: readonly Invoice[],
  period: Period,
  bill: number,
  known: number | null = null,
): InvoicedPeriod | null {
  const own = invoices.flatMap((invoice) => {
    const share = isIssued(invoice) ? shareOf(invoice, period) : 0;
    return share === 0 ? [] : [{ invoice, share }];
  });
  const [first] = own;
  if (first === undefined) {
    return null;
  }
  const sumOf = (amountOf: (invoice: Invoice) => number) =>
    own.reduce((sum, { invoice, share }) => sum + amountOf(invoice) * share, 0);
  const total = sumOf((invoice) => invoice.total);
  const unit = UNITS.find((per) => Math.abs(total / per - bill) <= ALIKE * Math.max(1, bill)) ?? known ?? undefined;
  return {
    numbers: own.map(({ invoice: { number, id } }) => (number === '' ? id : number)),
    amount: unit === undefined ? null : total / unit,
    tax: unit === undefined ? 0 : sumOf(({ tax }) => tax ?? 0) / unit,
    unit: unit ?? null,
    currency: first.invoice.currency,
    isWhole: own.some(({ invoice }) => isLast(invoice, period)),
  };
}

/** Whether a bill in this currency is what was invoiced: the invoice that closes the period is written, and its unit known. */
export function standsOn(
  invoiced: InvoicedPeriod | null,
  currency: string,
): invoiced is InvoicedPeriod & { readonly amount: number } {
  return invoiced !== null && invoiced.amount !== null && invoiced.isWhole && invoiced.currency === currency;
}

function isIssued({ status }: Invoice): boolean {
  return !/^(draft|void|uncollectible)$/.test(status);
}

/** The part of an invoice that is for the period, 0 to 1. */
function shareOf(invoice: Invoice, period: Period): number {
  const { start, end, issuedAt, lines } = invoice;
  if (start !== null && end !== null && isWithin({ start, end }, period)) {
    return 1;
  }
  if (lines.length > 0 && lines.every((line) => line.start !== null && line.end !== null)) {
    const all = lines.reduce((sum, { amount }) => sum + amount, 0);
    const own = lines.filter((line) => isWithin(line, period)).reduce((sum, { amount }) => sum + amount, 0);
    return all <= 0 ? 0 : own / all;
  }
  if (start !== null && end !== null) {
    return 0;
  }
  return issuedAt !== null && issuedAt > period.start && issuedAt <= period.end + AROUND ? 1 : 0;
}

/** A stretch lies where its middle does; one that is longer than a cycle is for no single one. */
function isWithin(line: { readonly start: Instant | null; readonly end: Instant | null }, period: Period): boolean {
  const { start, end } = line;
  if (start === null || end === null || end - start > period.end - period.start + 2 * AROUND) {
    return false;
  }
  const middle = (start + end) / 2;
  return period.start <= middle && middle < period.end;
}

/** The invoice that closes a cycle is written at its end. */
function isLast({ issuedAt, end }: Invoice, period: Period): boolean {
  const closes = period.end - AROUND;
  return issuedAt === null ? end !== null && end >= closes : issuedAt >= closes;
}
