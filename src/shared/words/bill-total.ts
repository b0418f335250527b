import { expectedTaxWords, formatBillAmount, formatBillProjection, taxWords } from '../format/bill';
import type { BillView } from '../ipc/bill';

/** What stands beside the total so far: what it comes to by the end, and the month before; empty where neither is known. */
export function besideTotal({ currency, soFar, projected, lastMonth }: BillView): readonly string[] {
  return [
    ...(projected === null
      ? []
      : [
          `${formatBillProjection(projected, currency)} by the end of the periods${expectedTaxWords(soFar, lastMonth, currency)}`,
        ]),
    ...(lastMonth === null
      ? []
      : [`${formatBillAmount(lastMonth, currency)} the month before${taxWords(lastMonth, soFar, currency)}`]),
  ];
}
