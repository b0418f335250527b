import { describe, expect, test } from 'vitest';
import { parseInstant } from '#shared/core/calendar/calendar';
import { modelCost } from '#shared/core/costs/model-costs';
import { calculatePlanCosts } from '#shared/core/costs/plan-costs';
import { defaultPriceList as list } from '#shared/core/pricing/default-price-list';
import { diffPriceLists } from '#shared/core/pricing/diff-price-lists';
import { loadPriceList } from '#shared/core/pricing/load-price-list';
import { findLimit } from '#shared/core/pricing/look-up';
import { modelPrice } from '#shared/core/pricing/model-prices';
import { applyOverrides } from '#shared/core/pricing/overrides';
import { priceAge } from '#shared/core/pricing/price-age';
import type { PriceOverride } from '#shared/core/pricing/price-override';
import type { PriceEntry } from '#shared/domain/price-list';

const DAY = '2026-11-24';
const EDGE = 'vercel/VERCEL_EDGE/pro/EDGE_REQUESTS';
const edgeCosts = (of: typeof list, quantity: number, day = DAY, region?: string) =>
  calculatePlanCosts(of, {
    provider: 'vercel',
    plan: 'pro',
    day,
    region,
    usage: { VERCEL_EDGE_EDGE_REQUESTS: quantity },
  });

describe('the age of a price', () => {
  test.each([
    ['2026-11-24', 0, false, 'as of 2026-11-24'],
    ['2026-08-26', 90, false, 'as of 2026-08-26'],
    ['2026-08-25', 91, true, 'as of 2026-08-25, 91 days old'],
    [null, null, true, 'undated source'],
  ])('%s is %s days old', (sourceDate, days, old, text) => {
    expect(priceAge({ sourceDate }, DAY)).toEqual({ date: sourceDate, days, old, text });
  });
});

const correction = (over: Partial<PriceOverride>): PriceOverride => ({
  provider: 'vercel',
  plan: 'pro',
  service: 'VERCEL_EDGE',
  metric: 'EDGE_REQUESTS',
  included: null,
  price: null,
  per: null,
  unit: 'requests',
  currency: 'USD',
  effectiveFrom: null,
  effectiveTo: null,
  note: 'from the invoice of October',
  createdAt: parseInstant('2026-11-20T10:00:00Z') ?? 0,
  ...over,
});
const correctedBy = (...overrides: Partial<PriceOverride>[]): typeof list => {
  const result = applyOverrides(list, overrides.map(correction));
  if (!result.ok) {
    throw new Error(result.failure.message);
  }
  return result.value;
};

describe("a user's correction", () => {
  test('of an allowance and a price counts at once, under its own source and date', () => {
    const corrected = correctedBy({ included: 0, price: 2.2 });
    const costs = edgeCosts(corrected, 1_000_000);
    expect(costs.charges).toBe(2_200_000);
    expect(costs.components.find((part) => part.metric === 'EDGE_REQUESTS')).toMatchObject({
      source: 'your own figure',
      sourceDate: '2026-11-20',
    });
    expect(edgeCosts(list, 1_000_000).charges).toBe(0);
  });

  test('for some days stands beside the listed price, which holds before and after', () => {
    const corrected = correctedBy({ included: 0, effectiveFrom: '2026-09-08', effectiveTo: '2026-10-31' });
    const charges = (day: string): number => edgeCosts(corrected, 1_000_000, day).charges;
    expect([charges('2026-09-07'), charges('2026-09-08'), charges('2026-10-31'), charges('2026-11-01')]).toEqual([
      0, 2_000_000, 2_000_000, 0,
    ]);
  });

  test('may use the name of the monitor, and touches each of two dated prices within its days', () => {
    const transfer = correctedBy({ service: 'VERCEL_BANDWIDTH', metric: 'BANDWIDTH_GB', unit: 'GB', included: 500 });
    const costs = calculatePlanCosts(transfer, {
      provider: 'vercel',
      plan: 'pro',
      day: DAY,
      usage: { VERCEL_BANDWIDTH_BANDWIDTH_GB: 600 },
    });
    expect(costs.charges).toBe(15_000_000);
    const invocations = correctedBy({ service: 'VERCEL_FUNCTIONS', metric: 'INVOCATIONS', price: 0.5 });
    const dated = invocations.limits.filter((entry) => entry.plan === 'pro' && entry.metric === 'INVOCATIONS');
    expect(dated.map((entry) => [entry.effectiveTo, entry.overage?.price, entry.overage?.step])).toEqual([
      ['2026-05-28', 0.5, 'whole'],
      [null, 0.5, 'exact'],
    ]);
  });

  test('fills a price that no source gives, a fee, and a metric that the plan does not list', () => {
    const kv = { provider: 'vercel-kv', plan: 'pro', service: 'VERCEL_KV', unit: 'MB' };
    const storage = correctedBy({ ...kv, metric: 'STORAGE_MB', price: 0.01 });
    const question = { provider: 'vercel-kv', plan: 'pro', day: DAY, usage: { VERCEL_KV_STORAGE_MB: 612 } };
    expect(calculatePlanCosts(list, question).total).toBeNull();
    expect(calculatePlanCosts(storage, question).total).toBe(2_000_000);
    const connections = correctedBy({ ...kv, metric: 'CONNECTIONS', included: 100, unit: 'connections' });
    expect(
      findLimit(connections, { ...question, service: 'VERCEL_KV', metric: 'CONNECTIONS' }, '2025-01-01'),
    ).toMatchObject({ included: 100, atLimit: 'hard' });
    const fee = correctedBy({ plan: 'enterprise', service: '', metric: '', price: 2_000, included: 0, unit: 'month' });
    const enterprise = { provider: 'vercel', plan: 'enterprise', day: DAY, usage: {} };
    expect(calculatePlanCosts(fee, enterprise).total).toBe(2_000_000_000);
  });

  test('of one region leaves the others, and may name a region that the list does not have', () => {
    const own = { metric: 'EDGE_REQUESTS@fra1', price: 2.7, per: 1_000_000 };
    const charges = (region: string): number =>
      edgeCosts(correctedBy(own, { ...own, metric: 'EDGE_REQUESTS@yul1', price: 1.9 }), 11_000_000, DAY, region)
        .charges;
    expect([charges('fra1'), charges('yul1'), charges('iad1'), charges('gru1')]).toEqual([
      2_700_000, 1_900_000, 2_000_000, 3_200_000,
    ]);
    const transfer = { service: 'VERCEL_BANDWIDTH', metric: 'BANDWIDTH_GB@fra1', price: 0.2, unit: 'GB' };
    expect(
      calculatePlanCosts(correctedBy(transfer), {
        provider: 'vercel',
        plan: 'pro',
        day: DAY,
        region: 'fra1',
        usage: { VERCEL_BANDWIDTH_BANDWIDTH_GB: 1_100 },
      }).charges,
    ).toBe(20_000_000);
  });

  test('of a model counts for its days, whether the list or only the package knows the model', () => {
    const model = (plan: string, over: Partial<PriceOverride>): Partial<PriceOverride> => ({
      provider: 'openai',
      plan,
      service: 'MODEL',
      metric: 'INPUT',
      unit: 'tokens',
      price: 3,
      ...over,
    });
    const listed = correctedBy(model('gpt-6-sol', { effectiveFrom: '2026-11-01' }));
    const input = (of: typeof list, name: string, day = DAY): number | null | undefined =>
      modelPrice(of, 'openai', name, day)?.inputPerMTok;
    expect([input(listed, 'gpt-6-sol', '2026-10-31'), input(listed, 'gpt-6-sol')]).toEqual([2, 3]);
    const packaged = correctedBy(model('gpt-5.6-luna', { per: 1_000, price: 0.004 }), model('gpt-3.5-turbo', {}));
    expect([input(packaged, 'gpt-5.6-luna'), input(packaged, 'gpt-3.5-turbo')]).toEqual([4, 3]);
    expect(modelPrice(packaged, 'openai', 'gpt-3.5-turbo', DAY)?.outputPerMTok).toBe(1.5);
  });

  test('of a model that nobody knows leaves its other prices unknown, not 0', () => {
    const own = { provider: 'openai', plan: 'our-own', service: 'MODEL', metric: 'OUTPUT', unit: 'tokens', price: 9 };
    const price = modelPrice(correctedBy(own), 'openai', 'our-own', DAY);
    expect(price).toMatchObject({ inputPerMTok: null, outputPerMTok: 9, source: 'your own figure' });
    const tokens = { input: 1_000_000, cacheRead: 0, cacheWrite: 0, output: 1_000_000 };
    expect(price && modelCost(price, tokens).total).toBeNull();
    expect(price && modelCost(price, { ...tokens, input: 0 }).total).toBe(9_000_000);
  });

  test('of days on which the entry does not hold changes nothing', () => {
    expect(correctedBy({ included: 0, effectiveTo: '2020-01-01' }).limits).toEqual(list.limits);
  });

  test.each([
    [{ plan: 'platinum' }, /names the plan "platinum"/],
    [{ price: -1 }, /price is negative/],
    [{ price: 1, per: 0 }, /per is not above zero/],
    [{ currency: 'EUR', price: 1 }, /currencies are not mixed/],
    [{ metric: 'NEW', unit: '' }, /unit is missing/],
  ])('that cannot be is refused: %o', (override, reason) => {
    const result = applyOverrides(list, [correction(override)]);
    expect(!result.ok && result.failure.message).toMatch(reason);
  });
});

describe('importing a newer list', () => {
  const changedEntry = (change: (entry: PriceEntry) => PriceEntry) => ({
    ...list,
    limits: list.limits.map((entry) => (entry.id === EDGE ? change(entry) : entry)),
  });

  test('the same list changes nothing', () => {
    expect(diffPriceLists(list, list)).toEqual({ changes: [], warnings: [] });
  });

  test('a changed price is one line that says before and after', () => {
    const next = changedEntry((entry) => ({
      ...entry,
      included: 0,
      overage: entry.overage && { ...entry.overage, price: 2.2 },
    }));
    expect(loadPriceList(next).ok).toBe(true);
    expect(diffPriceLists(list, next).changes).toEqual([
      {
        kind: 'changed',
        table: 'limits',
        name: 'vercel pro VERCEL_EDGE EDGE_REQUESTS',
        fields: [
          { field: 'included', before: '10000000', after: '0' },
          { field: 'overage', before: '2 USD per 1000000 requests', after: '2.2 USD per 1000000 requests' },
        ],
      },
    ]);
  });

  test('a second date beside the first shows as an end and an addition', () => {
    const next = {
      ...list,
      limits: list.limits.flatMap((entry) =>
        entry.id === EDGE
          ? [
              { ...entry, effectiveTo: '2026-12-31' },
              { ...entry, id: `${EDGE}@2027-01-01`, effectiveFrom: '2027-01-01' },
            ]
          : [entry],
      ),
    };
    const kinds = diffPriceLists(list, next).changes.map(({ kind, name }) => `${kind} ${name}`);
    expect(kinds.sort()).toEqual([
      'added vercel pro VERCEL_EDGE EDGE_REQUESTS from 2027-01-01',
      'changed vercel pro VERCEL_EDGE EDGE_REQUESTS',
    ]);
  });

  test('what is gone is told, and a list that is older or in another currency is warned of', () => {
    const next = { ...list, asOf: '2025-01-01', currency: 'EUR', limits: list.limits.filter(({ id }) => id !== EDGE) };
    const diff = diffPriceLists(list, next);
    expect(diff.changes).toEqual([
      { kind: 'removed', table: 'limits', name: 'vercel pro VERCEL_EDGE EDGE_REQUESTS', fields: [] },
    ]);
    expect(diff.warnings).toHaveLength(2);
  });
});

describe('model prices', () => {
  test.each([
    ['anthropic', 'claude-haiku-5-5', DAY, 0.1, 'list'],
    ['openai', 'gpt-5.6-sol', '2026-08-01', 5, 'package'],
    ['openai', 'gpt-5.6-sol', DAY, 4, 'list'],
    ['openai', 'gpt-3.5-turbo', DAY, 0.5, 'package'],
  ])('%s %s on %s costs %s a million tokens, by the %s', (provider, model, day, input, by) => {
    const price = modelPrice(list, provider, model, day);
    expect(price?.inputPerMTok).toBe(input);
    expect(list.modelPrices.includes(price as (typeof list.modelPrices)[number])).toBe(by === 'list');
  });

  test('the package knows a model by its dated name', () => {
    expect(modelPrice(list, 'openai', 'gpt-4o-mini-2024-07-18', DAY)?.inputPerMTok).toBe(0.15);
  });

  test('a later price of the list wins over the package, an earlier one does not', () => {
    const own = list.modelPrices.find(({ model }) => model === 'gpt-5.6-sol');
    expect(own).toBeDefined();
    const at = (effectiveFrom: string) => ({
      ...list,
      modelPrices: [{ ...(own ?? list.modelPrices[0]), inputPerMTok: 99, effectiveFrom }] as typeof list.modelPrices,
    });
    expect(modelPrice(at('2026-10-01'), 'openai', 'gpt-5.6-sol', DAY)?.inputPerMTok).toBe(99);
    expect(modelPrice(at('2026-01-01'), 'openai', 'gpt-5.6-sol', DAY)?.inputPerMTok).toBe(4);
  });

  test('an unknown model has no price', () => {
    expect(modelPrice(list, 'openai', 'no-such-model', DAY)).toBeNull();
    expect(modelPrice(list, 'anthropic', 'claude-haiku-5-5', '2026-10-06')).toBeNull();
  });
});
