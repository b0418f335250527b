import { fromMicros } from '#shared/domain/money';
import type { CostsView } from '#shared/ipc/costs';
import type { ReadParts } from '../read-parts';
import type { CostFigures } from './figures';
import { chargeRows } from './reconciliation';

/** The period by region as the provider's own rows tell it, and what is to be known about that. */
export type Regions = Pick<CostsView, 'byRegion' | 'byRegionNote'>;

/**
 * Measures come without a region, the provider's rows with one: where there are rows, they tell the
 * regions. They lag by some days and stand before the credit, which the note says. Null without rows;
 * a cost is never spread over regions by share.
 */
export async function readRegions(
  parts: Pick<ReadParts, 'store'>,
  { basis, soFar }: CostFigures,
): Promise<Regions | null> {
  const { connection, period } = basis;
  const days = { connectionId: connection.id, from: period.days.start, to: period.days.end };
  const [totals, sources] = await Promise.all([
    parts.store.charges.totals(days, ['region']),
    parts.store.charges.sources(connection.id),
  ]);
  const newest = chargeRows(sources);
  const rows = totals.filter(({ source, currency }) => source === newest?.source && currency === soFar.currency);
  if (newest === undefined || rows.length === 0) {
    return null;
  }
  return {
    byRegion: rows.map(({ key, billed, effective, list, unknown }) => ({
      key: key === '' ? null : key,
      title: key === '' ? 'Without a region' : key,
      amount: fromMicros(billed),
      effectiveAmount: fromMicros(effective),
      listAmount: fromMicros(list),
      state: 'provisional' as const,
      unknown,
    })),
    byRegionNote: `From the provider's own rows up to ${newest.last}, before the included credit.`,
  };
}
