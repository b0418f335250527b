import { calcPrice, type ModelPrice as PackagePrice, type TieredPrices } from '@pydantic/genai-prices';
import type { Day } from '#shared/domain/instant';
import type { ModelPrice, PriceList } from '#shared/domain/price-list';
import { isInForce } from './look-up';

const PACKAGE = '@pydantic/genai-prices 0.1.8';
/** Newest state of the data in that release (facts: limits and prices, section 6). */
const PACKAGE_DATE = '2026-09-23';

/**
 * The price of a model on a day (`provider` null: whoever offers it), or null when neither the price list nor the package knows it. Of the
 * two the one whose price started later wins, the list on a tie: the package lags behind by weeks, and
 * a user's correction stands in the list.
 */
export function modelPrice(list: PriceList, provider: string | null, model: string, day: Day): ModelPrice | null {
  const listed = list.modelPrices.find(
    (price) => (provider === null || price.provider === provider) && price.model === model && isInForce(price, day),
  );
  const packaged = packagePrice(provider, model, day);
  if (listed === undefined || packaged === null) {
    return listed ?? packaged;
  }
  return (packaged.effectiveFrom ?? '') > (listed.effectiveFrom ?? '') ? packaged : listed;
}

/** The package matches a model under its many names and keeps its dated prices; the day is picked here. */
function packagePrice(provider: string | null, model: string, day: Day): ModelPrice | null {
  const found = calcPrice({}, model, provider === null ? {} : { providerId: provider });
  if (found === null) {
    return null;
  }
  const { prices } = found.model;
  const dated = Array.isArray(prices) ? prices : [{ prices }];
  let best: { readonly from: Day | null; readonly prices: PackagePrice } | null = null;
  for (const { constraint, prices: own } of dated) {
    const from = constraint?.type === 'start_date' ? constraint.start_date : null;
    const applies = constraint?.type !== 'time_of_date' && (from === null || from <= day);
    if (applies && (best === null || (from ?? '') >= (best.from ?? ''))) {
      best = { from, prices: own };
    }
  }
  return best === null ? null : priceOf(found.provider.id, model, best.from, best.prices);
}

function priceOf(provider: string, model: string, from: Day | null, prices: PackagePrice): ModelPrice | null {
  const input = baseOf(prices['input_mtok']);
  if (input === null) {
    return null;
  }
  return {
    provider,
    model,
    inputPerMTok: input,
    outputPerMTok: baseOf(prices['output_mtok']),
    cacheReadPerMTok: baseOf(prices['cache_read_mtok']),
    cacheWritePerMTok: baseOf(prices['cache_write_mtok']),
    cacheWrite1hPerMTok: baseOf(prices['cache_write_1h_mtok']),
    longContext: longContextOf(prices),
    batchFactor: 0.5,
    currency: 'USD',
    effectiveFrom: from,
    effectiveTo: null,
    source: PACKAGE,
    sourceDate: PACKAGE_DATE,
    sourceDated: PACKAGE_DATE,
    grade: 'A',
    note: '',
  };
}

function longContextOf(prices: PackagePrice): ModelPrice['longContext'] {
  const [input, output, cacheRead] = ['input_mtok', 'output_mtok', 'cache_read_mtok'].map((key) => tierOf(prices[key]));
  return input && output
    ? {
        promptTokensOver: input.start,
        inputPerMTok: input.price,
        outputPerMTok: output.price,
        cacheReadPerMTok: cacheRead?.price ?? input.price,
      }
    : null;
}

function baseOf(price: number | TieredPrices | undefined): number | null {
  if (price === undefined) {
    return null;
  }
  return typeof price === 'number' ? price : price.base;
}

function tierOf(price: number | TieredPrices | undefined): { start: number; price: number } | null {
  return typeof price === 'object' ? (price.tiers[0] ?? null) : null;
}
