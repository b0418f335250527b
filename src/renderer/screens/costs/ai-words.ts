import { formatProjectedMoney } from '#shared/format/money';
import type { AiCostsView } from '#shared/ipc/costs';
import { providerWords } from '../shared/provider-words';

/** Whose account the tokens are on: at Vercel they pass through its gateway. */
export function accountWords(provider: string): string {
  return provider === 'vercel' ? 'Vercel AI Gateway' : providerWords(provider);
}

/** `About $167 by the end of November 2026, between $160 and $175 in 8 of 10 cases.` */
export function monthEndWords({ projected, month, currency }: AiCostsView): string {
  const end = `the end of ${monthWords(month)}`;
  if (projected === null) {
    return `What it comes to by ${end} is too early to tell: three whole days are needed.`;
  }
  const [low, high] = projected.interval.map((amount) => formatProjectedMoney(amount, currency));
  const range = low === high ? '' : `, between ${low} and ${high} in 8 of 10 cases`;
  return `About ${formatProjectedMoney(projected.total, currency)} by ${end}${range}.`;
}

/** `November 2026` for `2026-11`. */
export function monthWords(month: string): string {
  return new Intl.DateTimeFormat('en-GB', { month: 'long', year: 'numeric', timeZone: 'UTC' }).format(
    Date.parse(`${month}-01T00:00:00Z`),
  );
}
