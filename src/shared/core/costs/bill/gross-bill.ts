import { type AccountParts, accountBill, type WorkedBill } from './account-bill';

type Named = { readonly service: string; readonly product: string };

/** The bill of an account's use alone, or of the part of it that `isOwn` picks: without fees, and before any credit. */
export function grossBill(parts: AccountParts, isOwn: (named: Named) => boolean = () => true): WorkedBill {
  return accountBill({
    ...parts,
    lines: parts.lines.filter((line) => line.kind === 'usage' && isOwn(line)),
    meters: parts.meters?.filter(isOwn) ?? null,
    credit: null,
    later: 0,
    missing: [],
  });
}
