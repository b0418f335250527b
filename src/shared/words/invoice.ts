import { formatMoney, formatSignedMoney } from '../format/money';
import { oneLine } from '../format/plain-text';

/** What was invoiced for a period that is over, in main units of `currency`, beside what the provider's rows come to. */
interface InvoiceFigures {
  readonly numbers: readonly string[];
  readonly amount: number | null;
  readonly tax: number;
  readonly currency: string;
  readonly stands: boolean;
  readonly rows: number;
}

/** Less than half a cent is no difference: rows are not rounded, an invoice is. */
const NOTICEABLE = 0.005;

/** What was invoiced for a bill in `billedIn`, whether the bill stands on it, and what makes the difference to the provider's own rows. */
export function invoiceWords(invoice: InvoiceFigures, billedIn: string): string {
  const { numbers, amount, tax, currency, stands, rows } = invoice;
  const names = `${numbers.length === 1 ? 'Invoice' : 'Invoices'} ${numbers.map(oneLine).join(', ')}`;
  if (currency !== billedIn) {
    return `${names} ${numbers.length === 1 ? 'is' : 'are'} in ${currency}, the provider's own rows in ${billedIn}.`;
  }
  if (amount === null) {
    return `${names}: the amount agrees with the bill in no unit, so the provider's own rows stand.`;
  }
  const invoiced = `${names}: ${formatMoney(amount, currency)}`;
  if (!stands) {
    return `${invoiced} so far; the one that closes the period is not there, so the provider's own rows stand.`;
  }
  const rest = amount - tax - rows;
  const came = `the provider's own rows come to ${formatMoney(rows, currency)}`;
  const taxed = tax === 0 ? [] : [`${formatSignedMoney(tax, currency)} is tax`];
  const other = Math.abs(rest) < NOTICEABLE ? [] : [`${formatSignedMoney(rest, currency)} is in no row`];
  const why = [...taxed, ...other];
  return why.length === 0
    ? `${invoiced}; the provider's own rows come to the same.`
    : `${invoiced}; ${came}: ${why.join(', ')}.`;
}
