import { expect, it } from 'vitest';
import { type BilledRow, billedUse } from '#shared/core/costs/bill/billed-use';
import { termsOf } from '#shared/core/costs/terms';
import { defaultPriceList } from '#shared/core/pricing/default-price-list';
import { toMicros } from '#shared/domain/money';

const terms = termsOf(defaultPriceList, { provider: 'vercel', plan: 'pro', day: '2026-11-01' });
const row: BilledRow = {
  ...{ product: 'Edge Middleware Invocations', metric: null, unit: '', project: null, region: 'iad1' },
  ...{ quantity: 0, cost: 0, flatRate: false },
};

function costOf(rows: readonly BilledRow[], quantity: number): number | undefined {
  return billedUse(rows, terms, () => ({ middle: 0, spread: 0 })).meters[0]?.costOf(quantity);
}

it('a product without a list price goes on at the price of the weeks before, while nothing of it is used yet', () => {
  // 11.5 M for 7.25 before; 2 M at this price are 1.2608...
  const before = { quantity: 11_500_000, cost: toMicros(7.25) };
  expect(costOf([{ ...row, before }], 2_000_000)).toBeCloseTo((7.25 / 11.5) * 2, 9);
  // Once it is used its own rows tell the price: 0.65 for a million.
  expect(costOf([{ ...row, quantity: 1_000_000, cost: toMicros(0.65), before }], 2_000_000)).toBeCloseTo(1.3, 9);
  // Nothing is known of what was never used.
  expect(costOf([row], 2_000_000)).toBe(0);
});
