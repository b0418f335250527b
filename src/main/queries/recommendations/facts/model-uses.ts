import type { AccountBills } from '#main/queries/bill/account-bills';
import { dayOf } from '#shared/core/calendar/calendar';
import { isInForce } from '#shared/core/pricing/look-up';
import type { ModelUse } from '#shared/core/recommendations/facts';
import type { ModelPrice } from '#shared/domain/price-list';

/** What each model of an account is expected to have done by the month's end, and the models that it could be. */
export async function modelUses({
  connection,
  context,
  bills,
}: AccountBills): Promise<{ readonly models: readonly ModelUse[]; readonly prices: readonly ModelPrice[] }> {
  const { parts, list, now } = context;
  const [main] = bills;
  const meter = main?.parts.meters?.[0];
  if (main === undefined || meter === undefined || meter.used <= 0) {
    return { models: [], prices: [] };
  }
  const day = dayOf(now, 'UTC');
  // A package of prices that no start of the app needs.
  const { modelPrice } = await import('#shared/core/pricing/model-prices');
  const isGateway = connection.provider === 'ai-gateway';
  const throughGateway = (model: string) => {
    const [provider = '', name = ''] = model.split('/');
    const price = modelPrice(list, provider, name, day) ?? modelPrice(list, provider, name.replaceAll('.', '-'), day);
    return price === null ? null : { ...gatewayPrice(price), model };
  };
  const grows = (meter.used + meter.rest.middle) / meter.used;
  const charged = (model: string) =>
    main.bill.lines.reduce(
      (sum, { product, amount }) => (product.split(' · ')[0] === model ? sum + (amount ?? 0) : sum),
      0,
    );
  const rows = (await parts.store.aiUsage.months(day.slice(0, 7))).filter(
    (row) => row.connectionId === connection.id && row.projectRef === '' && row.model !== '',
  );
  return {
    models: rows.map((row) => ({
      model: row.model,
      requests: row.requests === null ? null : row.requests * grows,
      inputUncached: (row.inputUncachedTokens ?? 0) * grows,
      cacheRead: (row.inputCachedTokens ?? 0) * grows,
      cacheWrite: ((row.cacheWriteShortTokens ?? 0) + (row.cacheWriteLongTokens ?? 0)) * grows,
      output: (row.outputTokens ?? 0) * grows,
      cost: (charged(row.model) / 1e6) * grows,
      price: isGateway ? throughGateway(row.model) : modelPrice(list, connection.provider, row.model, day),
    })),
    prices: list.modelPrices
      .filter((price) => (isGateway || price.provider === connection.provider) && isInForce(price, day))
      .map((price) => (isGateway ? gatewayPrice(price) : price)),
  };
}

/** A model as the gateway names and sells it: at its provider's price, and one call at a time. */
function gatewayPrice(price: ModelPrice): ModelPrice {
  return { ...price, model: `${price.provider}/${price.model}`, batchFactor: 1 };
}
