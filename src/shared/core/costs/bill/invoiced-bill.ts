import type { BillLine } from '#shared/domain/bill';
import type { Micros } from '#shared/domain/money';
import { taxOf, type WorkedBill } from './account-bill';

/** What was invoiced for a period that is over: `tax` is the part of `amount` that is tax. */
export interface InvoicedAmount {
  readonly amount: Micros;
  readonly tax: Micros;
}

/** Parts of a cent: an invoice is rounded, the rows are not. */
const ROUNDING = 5_000;

/**
 * A period's bill that stands on its invoice. Where the invoice is what the lines come to, to the cent, they are what
 * was invoiced; else they stay what the provider's rows say, and the invoice's tax and the rest are lines of their own.
 * In both cases the lines add up to the invoice, and nothing is missing: it is what is paid.
 */
export function onInvoice(worked: WorkedBill, { amount, tax }: InvoicedAmount): WorkedBill {
  const { bill } = worked;
  const addedTax = tax - taxOf(bill.lines);
  const rest = amount - bill.soFar.amount - addedTax;
  const agrees = addedTax === 0 && Math.abs(rest) <= ROUNDING;
  const lines = [
    ...bill.lines.map((line): BillLine => (agrees && line.amount !== null ? { ...line, basis: 'invoice' } : line)),
    ...(addedTax === 0 ? [] : [invoiceLine('tax', 'INVOICE_TAX', addedTax)]),
    ...(rest === 0 ? [] : [invoiceLine('adjustment', agrees ? 'INVOICE_ROUNDING' : 'INVOICE_DIFFERENCE', rest)]),
  ];
  return { ...worked, bill: { ...bill, lines, soFar: { amount, complete: true, tax, missing: [] } } };
}

function invoiceLine(kind: BillLine['kind'], metric: string, amount: Micros): BillLine {
  return {
    ...{ kind, service: 'PLAN', metric, product: '', project: null, region: null },
    ...{ quantity: 1, unit: '', included: 0, unitPrice: null, amount, basis: 'invoice' },
  };
}
