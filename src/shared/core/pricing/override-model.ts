import type { ModelPrice, PriceList } from '#shared/domain/price-list';
import { modelPrice } from './model-prices';
import { datedPieces, overrideSource, type PriceOverride } from './price-override';

const FIELDS = {
  INPUT: 'inputPerMTok',
  OUTPUT: 'outputPerMTok',
  CACHE_READ: 'cacheReadPerMTok',
  CACHE_WRITE: 'cacheWritePerMTok',
} as const;

/**
 * Corrects one price of an AI model, named by the service `MODEL`, the model as plan and the kind of
 * token as metric; `per` is a million tokens unless said. What the correction leaves open comes from
 * the list or the package. Null when the correction is none of a model's price.
 */
export function overrideModel(list: PriceList, override: PriceOverride): PriceList | null {
  const { service, metric, provider, plan: model, price } = override;
  if (service !== 'MODEL' || price === null || !isKind(metric)) {
    return null;
  }
  const isSame = (other: ModelPrice): boolean => other.provider === provider && other.model === model;
  const perMillion = override.per === null ? price : (price * 1_000_000) / override.per;
  const correct = (entry: ModelPrice): ModelPrice => ({
    ...entry,
    [FIELDS[metric]]: perMillion,
    ...overrideSource(override),
  });
  if (list.modelPrices.some(isSame)) {
    const modelPrices = list.modelPrices.flatMap((entry) =>
      isSame(entry) ? datedPieces(entry, override, correct(entry)) : [entry],
    );
    return { ...list, modelPrices };
  }
  const { effectiveFrom, effectiveTo, currency } = override;
  const known = modelPrice(list, provider, model, effectiveFrom ?? list.asOf) ?? unknownModel(override);
  // A correction without dates starts with the price that it corrects, or a later one of the package would win.
  const from = effectiveFrom ?? known.effectiveFrom;
  const added = { ...correct(known), provider, model, currency, effectiveFrom: from, effectiveTo };
  return { ...list, modelPrices: [...list.modelPrices, added] };
}

function isKind(metric: string): metric is keyof typeof FIELDS {
  return Object.hasOwn(FIELDS, metric);
}

/** A model that nobody lists: only the price that the user entered is known. */
function unknownModel(override: PriceOverride): ModelPrice {
  return {
    provider: override.provider,
    model: override.plan,
    inputPerMTok: null,
    outputPerMTok: null,
    cacheReadPerMTok: null,
    cacheWritePerMTok: null,
    cacheWrite1hPerMTok: null,
    longContext: null,
    batchFactor: 1,
    currency: override.currency,
    effectiveFrom: null,
    effectiveTo: null,
    ...overrideSource(override),
  };
}
