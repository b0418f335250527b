import type { PriceList, RegionalPrice } from '#shared/domain/price-list';
import { listedMetric, overrideSource, type PriceOverride } from './price-override';

/**
 * Corrects the price of a metric in one region, named `METRIC@region`; a region that the list does not
 * have becomes one. Null when the correction is none of a region. A regional price has no dates of its
 * own, so the correction holds on every day.
 */
export function overrideRegion(list: PriceList, override: PriceOverride): PriceList | null {
  const [name = '', region] = override.metric.split('@');
  if (region === undefined || region === '' || override.price === null) {
    return null;
  }
  const { provider, service, price, currency } = override;
  const metric = listedMetric(list, { provider, service, metric: name });
  const isSame = (other: RegionalPrice): boolean =>
    other.provider === provider && other.service === service && other.metric === metric && other.region === region;
  const standing = list.regionalPrices.find(isSame);
  const { note: _note, ...sourced } = overrideSource(override);
  const corrected = {
    provider,
    region,
    city: list.regionalPrices.find((other) => other.region === region)?.city ?? region,
    service,
    metric,
    price,
    per: override.per ?? standing?.per ?? 1,
    currency,
    ...sourced,
  };
  return { ...list, regionalPrices: [...list.regionalPrices.filter((other) => !isSame(other)), corrected] };
}
