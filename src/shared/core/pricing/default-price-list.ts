import type { PriceList } from '#shared/domain/price-list';
import data from './data/price-list.json';

/**
 * The price list that ships with this version. A module of its own, so that only who imports it carries
 * the data: the renderer asks main instead. It is checked in a test and not when the app runs.
 */
export const defaultPriceList = data as unknown as PriceList;
