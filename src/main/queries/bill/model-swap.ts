import { dayOf } from '#shared/core/calendar/calendar';
import type { ModelUsage } from '#shared/core/costs/model-costs';
import type { MissingPart } from '#shared/domain/bill';
import { fromMicros, type Micros } from '#shared/domain/money';
import type { ModelPrice } from '#shared/domain/price-list';
import { type BillContext, missingPart } from './bill-parts';

/** What an account's models would cost with others in their place. */
export interface SwappedModels {
  /** How many times today's costs; 1 where nothing is swapped. */
  readonly factor: number;
  readonly missing: readonly MissingPart[];
}

/**
 * The costs of an account with models swapped: what was charged for a model, times what the list asks for its own
 * tokens (input, cached, written, output) of the other model over what it asks for them of this one.
 */
export async function swappedModels(
  context: BillContext,
  costs: readonly { readonly model: string; readonly costMicros: Micros | null }[],
): Promise<SwappedModels> {
  const { parts, connection, now, wish } = context;
  const charged = (model: string) =>
    fromMicros(costs.reduce((sum, cost) => sum + (cost.model === model ? (cost.costMicros ?? 0) : 0), 0));
  const whole = fromMicros(costs.reduce((sum, { costMicros }) => sum + (costMicros ?? 0), 0));
  const wanted = (wish?.models ?? []).filter(({ from }) => charged(from) > 0);
  if (wanted.length === 0 || whole === 0) {
    return { factor: 1, missing: [] };
  }
  const rows = (await parts.store.aiUsage.months(dayOf(now, 'UTC').slice(0, 7))).filter(
    (row) => row.connectionId === connection.id && row.projectRef === '',
  );
  let change = 0;
  const missing: MissingPart[] = [];
  for (const { from, to } of wanted) {
    const tokens = rows.find(({ model }) => model === from);
    const times = tokens === undefined ? null : await priceRatio(context, from, to, tokensOf(tokens), charged(from));
    if (times === null) {
      missing.push(missingPart('no-price', { service: '', metric: '', detail: to }));
    } else {
      change += charged(from) * (times - 1);
    }
  }
  return { factor: Math.max(0, 1 + change / whole), missing };
}

/** What the same tokens cost of another model, in proportion; null where no source gives its prices. */
async function priceRatio(
  { list, now, connection }: BillContext,
  from: string,
  to: string,
  tokens: ModelUsage,
  charged: number,
): Promise<number | null> {
  // A package of prices that no start of the app needs.
  const [{ modelPrice }, { modelCost }] = await Promise.all([
    import('#shared/core/pricing/model-prices'),
    import('#shared/core/costs/model-costs'),
  ]);
  const day = dayOf(now, 'UTC');
  const provider = connection.provider === 'ai-gateway' ? null : connection.provider;
  const [own, other] = [modelPrice(list, provider, from, day), modelPrice(list, null, to, day)];
  const then = other === null ? null : modelCost(withCache(other), tokens).total;
  const today = own === null ? null : modelCost(withCache(own), tokens).total;
  if (then === null) {
    return null;
  }
  return today === null || today === 0 ? fromMicros(then) / charged : then / today;
}

/** A model that caches nothing reads all of its input anew. */
function withCache(price: ModelPrice): ModelPrice {
  const { inputPerMTok: input } = price;
  return {
    ...price,
    cacheReadPerMTok: price.cacheReadPerMTok ?? input,
    cacheWritePerMTok: price.cacheWritePerMTok ?? input,
    cacheWrite1hPerMTok: price.cacheWrite1hPerMTok ?? price.cacheWritePerMTok ?? input,
  };
}

interface Tokens {
  readonly inputUncachedTokens: number | null;
  readonly inputCachedTokens: number | null;
  readonly cacheWriteShortTokens: number | null;
  readonly cacheWriteLongTokens: number | null;
  readonly outputTokens: number | null;
}

/** The classes are disjoint; a model's input holds all of them. */
function tokensOf(row: Tokens): ModelUsage {
  const read = row.inputCachedTokens ?? 0;
  const [short, long] = [row.cacheWriteShortTokens ?? 0, row.cacheWriteLongTokens ?? 0];
  return {
    input: (row.inputUncachedTokens ?? 0) + read + short + long,
    cacheRead: read,
    cacheWrite: short,
    cacheWrite1h: long,
    output: row.outputTokens ?? 0,
  };
}
