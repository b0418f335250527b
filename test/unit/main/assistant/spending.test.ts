import { describe, expect, it } from 'vitest';
import { linesInMemory } from '#main/assistant/json-lines';
import { countSpending, type SpendRow } from '#main/assistant/spending';
import { tokenPrices } from '#main/assistant/token-prices';
import type { ModelPrice } from '#shared/domain/price-list';

const PRICE = {
  provider: 'openai',
  model: 'gpt-6-luna',
  inputPerMTok: 2,
  outputPerMTok: 10,
  cacheReadPerMTok: null,
  cacheWritePerMTok: null,
  cacheWrite1hPerMTok: null,
  longContext: null,
  batchFactor: 0.5,
} as ModelPrice;

const at = (iso: string) => Date.parse(iso) / 1000;

function counted(capUsd: number, capTokens: number, now = { at: at('2026-11-30T23:59:59Z') }) {
  const rows = linesInMemory<SpendRow>();
  return { now, spending: countSpending(rows, { now: () => now.at }, async () => ({ capUsd, capTokens })) };
}

describe('the monthly cap', () => {
  it('may be reached, and not passed', async () => {
    const { spending } = counted(5, 1_000);
    expect(await spending.reserve({ tokens: 10, usd: 5 })).not.toBeNull();
    expect(await spending.reserve({ tokens: 10, usd: 0.01 })).toBeNull();
    expect(await spending.reserve({ tokens: 1_000, usd: null })).not.toBeNull();
    expect(await spending.reserve({ tokens: 1, usd: null })).toBeNull();
    expect(await spending.spent()).toEqual({ usd: 5, unpricedTokens: 1_000 });
  });

  it('begins anew with the month of UTC, and not before', async () => {
    const { spending, now } = counted(5, 1_000);
    await spending.reserve({ tokens: 10, usd: 5 });
    expect(await spending.reserve({ tokens: 10, usd: 1 })).toBeNull();
    now.at += 1;
    expect(await spending.spent()).toEqual({ usd: 0, unpricedTokens: 0 });
    expect(await spending.reserve({ tokens: 10, usd: 1 })).not.toBeNull();
  });
});

describe('tokenPrices', () => {
  it('counts a token for every two bytes, and 8,000 of answer, before it is sent', async () => {
    expect((await tokenPrices(null)).atMost(2_001)).toEqual({ tokens: 9_001, usd: null });
  });

  it('takes the price of an answer for it', async () => {
    const { priced } = await tokenPrices(PRICE);
    expect(priced({ input: 0, cachedInput: 0, output: 300_000 })).toEqual({ tokens: 300_000, usd: 3 });
  });

  it.each([
    ['its own price', 0.2, 1.28],
    ['the full price where it has none', null, 2],
  ])('takes %s for cached input', async (_what, cacheReadPerMTok, usd) => {
    const { priced } = await tokenPrices({ ...PRICE, cacheReadPerMTok });
    expect(priced({ input: 1_000_000, cachedInput: 400_000, output: 0 })).toEqual({ tokens: 1_000_000, usd });
  });
});
