import { expect, it } from 'vitest';
import { settableClock } from '#main/clock';
import { readAssistantPrice } from '#main/queries/bill/assistant-price';
import { defaultPriceList } from '#shared/core/pricing/default-price-list';
import type { ModelPrice } from '#shared/domain/price-list';

const price = (more: Partial<ModelPrice>): ModelPrice => ({
  ...{ provider: 'anthropic', model: 'made-up', currency: 'USD', inputPerMTok: 2, outputPerMTok: 10 },
  ...{ cacheReadPerMTok: null, cacheWritePerMTok: null, cacheWrite1hPerMTok: null, longContext: null, batchFactor: 1 },
  ...{ effectiveFrom: null, effectiveTo: null, note: '', source: '', sourceDate: null, sourceDated: '', grade: 'C' },
  ...more,
});
const parts = {
  clock: settableClock(1_795_514_400),
  prices: async () => ({
    ...defaultPriceList,
    modelPrices: [
      price({}),
      price({ model: 'in-euros', currency: 'EUR' }),
      price({ model: 'half-told', outputPerMTok: null }),
    ],
  }),
};

it.each([
  ['anthropic', 'made-up', 2],
  // The gateway names a model with its maker.
  ['gateway', 'anthropic/made-up', 2],
  ['gateway', 'somebody/made-up', 2],
  // The cap is one of dollars.
  ['anthropic', 'in-euros', null],
  ['anthropic', 'half-told', null],
  ['openai', 'made-up', null],
  ['compatible', 'made-up', null],
  ['anthropic', '', null],
] as const)('%s %s: %j', async (provider, model, input) => {
  expect((await readAssistantPrice(parts, provider, model))?.inputPerMTok ?? null).toBe(input);
});
