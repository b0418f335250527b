import type { PriceListDiff } from '#shared/core/pricing/diff-price-lists';
import type { PriceList } from '#shared/domain/price-list';
import type { PriceDiff } from '#shared/ipc/limits';

/** What a price file would change, line by line, for a person to sign off. */
export function priceDiffView({
  list,
  diff,
}: {
  readonly list: PriceList;
  readonly diff: PriceListDiff;
}): Omit<PriceDiff, 'token'> {
  return {
    asOf: list.asOf,
    warnings: [...diff.warnings],
    changes: diff.changes.map(({ kind, table, name, fields }) => ({
      id: `${table}: ${name}`,
      kind,
      text: fields.map(({ field, before, after }) => `${field} ${before} → ${after}`).join(', '),
    })),
  };
}
