import { formatDigits } from './number';

/** What was charged, to the cent: `$116.40`. */
export function formatMoney(amount: number, currency: string): string {
  return money(amount, currency, 2);
}

/** What is only projected or estimated, without cents: `$181`. Below ten units cents stay. */
export function formatProjectedMoney(amount: number, currency: string): string {
  return money(amount, currency, Math.abs(amount) < 10 && !Number.isInteger(amount) ? 2 : 0);
}

/** A price as a plan names it, cents only where there are any: `$1`, `$0.50`. */
export function formatPrice(amount: number, currency: string): string {
  return money(amount, currency, Number.isInteger(amount) ? 0 : 2);
}

/** A change of an amount, to the cent: `+$8.60`, `−$4.20`, `$0.00`. */
export function formatSignedMoney(amount: number, currency: string): string {
  const words = money(amount, currency, 2);
  return amount > 0 && words !== money(0, currency, 2) ? `+${words}` : words;
}

function money(amount: number, currency: string, digits: number): string {
  const options = { currency, minimumFractionDigits: digits, maximumFractionDigits: digits };
  return formatDigits(amount === 0 ? 0 : amount, options).replace('-', '−');
}
