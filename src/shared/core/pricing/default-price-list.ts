import type { PriceList } from '#shared/domain/price-list';
import data from './data/price-list.json';
import { loadPriceList } from './load-price-list';

/**
 * The price list that ships with this version. A module of its own, so that only who imports it carries
 * the data: the renderer asks main instead.
 */
export const defaultPriceList: PriceList = shipped();

function shipped(): PriceList {
  const loaded = loadPriceList(data);
  if (!loaded.ok) {
    throw new Error(loaded.failure.message);
  }
  return loaded.value;
}
