import { formatBillAmount, isUnknownAmount } from '../format/bill';

/** What an account costs at least, or that nobody knows, and why: `Vercel cost at least $20.00 so far; a day not read.` */
export function leastCostWords(
  { title, currency }: { readonly title: string; readonly currency: string },
  soFar: { readonly amount: number; readonly complete: boolean },
  reason: string,
): string {
  const cost = isUnknownAmount(soFar)
    ? `What ${title} costs is not known`
    : `${title} cost ${formatBillAmount(soFar, currency)} so far`;
  return `${cost}; ${reason}.`;
}
