import type { ReadStore } from '#main/store/read-store';
import { loadPriceList } from '#shared/core/pricing/load-price-list';
import type { PriceOverride } from '#shared/core/pricing/price-override';
import type { Day } from '#shared/domain/instant';
import type { PriceList } from '#shared/domain/price-list';

type MoneyStore = Pick<ReadStore, 'priceLists' | 'priceOverrides'>;

/**
 * The price list in use: the imported one, else the one that `shipped` answers, with the person's
 * corrections. The same object is answered while nothing changed, so that look-ups stay indexed.
 */
export function pricesInUse(store: MoneyStore, shipped: () => Promise<PriceList>): () => Promise<PriceList> {
  let kept: { readonly fingerprint: string; readonly list: PriceList } | null = null;
  return async () => {
    const [stamp, overrides] = await Promise.all([store.priceLists.stamp(), store.priceOverrides.list()]);
    const fingerprint = JSON.stringify([stamp, overrides]);
    if (kept?.fingerprint !== fingerprint) {
      const base = await listWithoutCorrections(store, shipped);
      kept = { fingerprint, list: await corrected(base, overrides) };
    }
    return kept.list;
  };
}

/** The list that corrections are laid over. */
export async function listWithoutCorrections(
  store: Pick<ReadStore, 'priceLists'>,
  shipped: () => Promise<PriceList>,
): Promise<PriceList> {
  const own = await shipped();
  const stamp = await store.priceLists.stamp();
  if (stamp === null) {
    return own;
  }
  const imported = loadPriceList(await store.priceLists.list(stamp.id));
  return imported.ok && outlives(imported.value, stamp.shippedAsOf, own.asOf) ? imported.value : own;
}

/** An import stands until a newer version of the app brings a list that is younger than the import. */
function outlives(imported: PriceList, shippedThen: Day, shippedNow: Day): boolean {
  return shippedNow === shippedThen || imported.asOf >= shippedNow;
}

/** A correction that no longer fits, such as one of a plan that a newer list dropped, is left out alone. */
async function corrected(base: PriceList, overrides: readonly PriceOverride[]): Promise<PriceList> {
  if (overrides.length === 0) {
    return base;
  }
  // The prices of AI models come with it, which a window does not need at its start.
  const { applyOverrides } = await import('#shared/core/pricing/overrides');
  const all = applyOverrides(base, overrides);
  if (all.ok) {
    return all.value;
  }
  return overrides.reduce((list, override) => {
    const one = applyOverrides(list, [override]);
    return one.ok ? one.value : list;
  }, base);
}
