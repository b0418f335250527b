import type { TokenUse } from '#shared/domain/assistant';
import { fromMicros } from '#shared/domain/money';
import type { ModelPrice } from '#shared/domain/price-list';
import type { Amount } from './spending';

/** Bytes of a request to a token, at least: text has about four, figures about two and a half. */
const LEAST_BYTES = 2;
/** Tokens that an answer may have, of any task. */
const MOST_OUTPUT = 8_000;

/** Counts what requests to a model take. */
export interface TokenPrices {
  /** The most that a request with a body of so many bytes can take. */
  atMost(bytes: number): Amount;
  priced(use: TokenUse): Amount;
}

/** By the price of a model; null: nobody tells it, so that tokens alone are counted. */
export async function tokenPrices(price: ModelPrice | null): Promise<TokenPrices> {
  const { modelCost } = await import('#shared/core/costs/model-costs');
  const priced = ({ input, cachedInput, output }: TokenUse): Amount => {
    const tokens = input + output;
    if (price === null) return { tokens, usd: null };
    // A model without a price for cached input asks the full one for it.
    const cacheRead = price.cacheReadPerMTok === null ? 0 : cachedInput;
    const { total } = modelCost(price, { input, cacheRead, cacheWrite: 0, output, singleRequest: true });
    return { tokens, usd: total === null ? null : fromMicros(total) };
  };
  return {
    priced,
    atMost: (bytes) => priced({ input: Math.ceil(bytes / LEAST_BYTES), cachedInput: 0, output: MOST_OUTPUT }),
  };
}

/** Of the sample account's model, which is none. */
export const freeTokens: TokenPrices = {
  priced: ({ input, output }) => ({ tokens: input + output, usd: 0 }),
  atMost: () => ({ tokens: 0, usd: 0 }),
};
