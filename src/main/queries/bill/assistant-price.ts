import { dayOf } from '#shared/core/calendar/calendar';
import type { AssistantProvider } from '#shared/domain/assistant';
import type { ModelPrice } from '#shared/domain/price-list';
import type { PricedParts } from '../read-parts';

/**
 * What a model asks today, by the price list in use; null where nobody tells. A server of one's own has no price: what
 * it costs is the person's own affair.
 */
export async function readAssistantPrice(
  parts: Pick<PricedParts, 'prices' | 'clock'>,
  provider: AssistantProvider,
  model: string,
): Promise<ModelPrice | null> {
  if (provider === 'compatible' || model === '') {
    return null;
  }
  // A package of prices that no start of the app needs.
  const { modelPrice } = await import('#shared/core/pricing/model-prices');
  const list = await parts.prices();
  const day = dayOf(parts.clock.now(), 'UTC');
  // The gateway names a model with its maker: `anthropic/claude-sonnet-5`.
  const [maker = '', name = ''] = provider === 'gateway' ? model.split('/') : [provider, model];
  const price =
    modelPrice(list, maker, name, day) ?? (provider === 'gateway' ? modelPrice(list, null, name, day) : null);
  return price?.currency === 'USD' && price.outputPerMTok !== null ? price : null;
}
