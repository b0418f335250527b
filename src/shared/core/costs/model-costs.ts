import type { Micros } from '#shared/domain/money';
import type { ModelPrice } from '#shared/domain/price-list';
import { chargeOf, rateOf, toNano, toSafeMicros } from './exact';

/** Tokens of calls to one model. `input` holds the cached ones too. */
export interface ModelUsage {
  readonly input: number;
  readonly cacheRead: number;
  readonly cacheWrite: number;
  readonly cacheWrite1h?: number;
  readonly output: number;
  /** Sent through the batch interface: input and output at `batchFactor`. */
  readonly batch?: boolean;
  /** True: one request, so that the long-prompt price can be told. Sums of many requests cannot. */
  readonly singleRequest?: boolean;
}

/** What tokens cost, by kind; the parts add up to `total`. */
export interface ModelCost {
  readonly currency: string;
  /** Null while a part has no price. */
  readonly total: Micros | null;
  readonly input: Micros | null;
  readonly cacheRead: Micros | null;
  readonly cacheWrite: Micros | null;
  readonly output: Micros | null;
  /** True when long prompts among the sum may have cost more. */
  readonly atLeast: boolean;
  /** The same tokens without caching; null without an output price. */
  readonly withoutCache: Micros | null;
  readonly reason: string;
}

const PER_MILLION = 1_000_000;

/**
 * The cost of calls to a model: each kind of token times its price per million. The long-prompt price
 * counts for the whole request, by its whole prompt; from sums of many requests only the lower price is
 * certain, and the answer says "at least" (facts: limits and prices, section 6).
 */
export function modelCost(price: ModelPrice, usage: ModelUsage): ModelCost {
  const long = price.longContext;
  const isLong = usage.singleRequest === true && long !== null && usage.input > long.promptTokensOver;
  const factor = usage.batch === true ? price.batchFactor : 1;
  const inputPrice = isLong ? long.inputPerMTok : price.inputPerMTok;
  const outputPrice = isLong ? long.outputPerMTok : price.outputPerMTok;
  const cacheReadPrice = isLong ? long.cacheReadPerMTok : price.cacheReadPerMTok;
  const writes1h = usage.cacheWrite1h ?? 0;
  const plain = usage.input - usage.cacheRead - usage.cacheWrite - writes1h;
  const input = priced(Math.max(0, plain), inputPrice, factor);
  const cacheRead = priced(usage.cacheRead, cacheReadPrice, 1);
  const cacheWrite = sum([
    priced(usage.cacheWrite, price.cacheWritePerMTok, 1),
    priced(writes1h, price.cacheWrite1hPerMTok, 1),
  ]);
  const output = priced(usage.output, outputPrice, factor);
  const total = sum([input, cacheRead, cacheWrite, output]);
  return {
    currency: price.currency,
    total,
    input,
    cacheRead,
    cacheWrite,
    output,
    atLeast: long !== null && usage.singleRequest !== true,
    withoutCache: sum([priced(usage.input, inputPrice, factor), output]),
    reason: total === null ? `no source gives every price of ${price.model}` : '',
  };
}

function priced(tokens: number, perMillion: number | null, factor: number): Micros | null {
  if (tokens === 0) {
    return 0;
  }
  // A factor on the price is taken on the quantity instead, where it stays exact.
  return perMillion === null
    ? null
    : toSafeMicros(chargeOf(toNano(tokens * factor), rateOf(perMillion, PER_MILLION, 'exact')));
}

function sum(parts: readonly (Micros | null)[]): Micros | null {
  return parts.reduce<Micros | null>((total, part) => (total === null || part === null ? null : total + part), 0);
}
