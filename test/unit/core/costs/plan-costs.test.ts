import { describe, expect, test } from 'vitest';
import { calculatePlanCosts } from '#shared/core/costs/plan-costs';
import { defaultPriceList as list } from '#shared/core/pricing/default-price-list';
import { PRO_USAGE } from '../../../fixtures/pro-usage';

const TODAY = '2026-11-24';
const costs = (provider: string, plan: string, usage: Record<string, number>, more: object = {}) =>
  calculatePlanCosts(list, { provider, plan, day: TODAY, usage, ...more });

describe('what a period costs on a plan', () => {
  test('Vercel Pro, day 20 of 30, to the micro', () => {
    const breakdown = costs('vercel', 'pro', PRO_USAGE);
    expect(breakdown).toMatchObject({
      total: 101_376_000,
      fee: 20_000_000,
      charges: 101_376_000,
      credit: { included: 20_000_000, used: 20_000_000, left: 0 },
      unknown: [],
      state: 'estimate',
      currency: 'USD',
    });
    const amounts = Object.fromEntries(breakdown.components.map((part) => [part.metric, part.amount]));
    expect(amounts).toEqual({
      FEE: 20_000_000,
      INCLUDED_CREDIT: -20_000_000,
      BANDWIDTH_GB: 36_000_000,
      EDGE_REQUESTS: 8_400_000,
      INVOCATIONS: 5_700_000,
      ACTIVE_CPU_HOURS: 7_936_000,
      PROVISIONED_MEMORY_GB_HOURS: 9_540_000,
      FAST_ORIGIN_TRANSFER_GB: 10_800_000,
      WRITES: 7_200_000,
      TRANSFORMATIONS: 1_100_000,
      BUILD_CPU_MINUTES: 14_700_000,
    });
  });

  test('a component tells quantity, included part, billed part, price and tier', () => {
    const part = costs('vercel', 'pro', PRO_USAGE).components.find((other) => other.metric === 'EDGE_REQUESTS');
    expect(part).toMatchObject({
      quantity: 14_200_000,
      included: 10_000_000,
      billedQuantity: 4_200_000,
      tier: 'on-demand',
      price: { price: 2, per: 1_000_000, unit: 'requests', currency: 'USD' },
      sourceDate: '2026-07-15',
    });
  });

  test('KV free costs nothing, the pro plan 1 USD, connections and latency are never billed', () => {
    const kv = {
      VERCEL_KV_STORAGE_MB: 25.5,
      VERCEL_KV_COMMANDS_PER_DAY: 4_000,
      VERCEL_KV_CONNECTIONS: 12,
      VERCEL_KV_LATENCY_MS: 3.1,
    };
    expect(costs('vercel-kv', 'free', kv).total).toBe(0);
    expect(costs('vercel-kv', 'pro', kv).total).toBe(1_000_000);
  });

  test('a free plan sells no more: staying at the limit costs 0, and says why', () => {
    const breakdown = costs('vercel-kv', 'free', { VERCEL_KV_STORAGE_MB: 45 });
    expect(breakdown.total).toBe(0);
    expect(breakdown.components.find((part) => part.metric === 'STORAGE_MB')).toMatchObject({
      tier: 'not-sold',
      reason: 'the plan sells no more than it includes',
    });
  });

  test.each([
    [
      'beyond a plan whose price no source gives',
      'vercel-kv',
      'pro',
      { VERCEL_KV_STORAGE_MB: 600 },
      /no source gives the price/,
    ],
    ['a contract', 'vercel', 'enterprise', { VERCEL_FUNCTIONS_INVOCATIONS: 5 }, /fee of the Enterprise plan/],
    ['a plan that nobody knows', 'vercel', 'platinum', { VERCEL_FUNCTIONS_INVOCATIONS: 5 }, /no plan "platinum"/],
    ['a product that the list does not have', 'vercel', 'pro', { VERCEL_NOVELTY_THINGS: 5 }, /no price for it/],
    [
      'build minutes on an unnamed machine',
      'vercel',
      'pro',
      { VERCEL_BUILD_BUILD_MINUTES: 360 },
      /depends on the build machine/,
    ],
  ])('%s is unknown, never 0', (_what, provider, plan, quantities, reason) => {
    const breakdown = costs(provider, plan, quantities);
    expect(breakdown.total).toBeNull();
    expect(breakdown.unknown[0]?.reason).toMatch(reason);
  });

  test('what is known still counts towards "at least"', () => {
    const breakdown = costs('vercel', 'pro', { VERCEL_BUILD_BUILD_MINUTES: 360, VERCEL_BANDWIDTH_BANDWIDTH_GB: 1_240 });
    expect(breakdown.total).toBeNull();
    expect(breakdown.atLeast).toBe(36_000_000);
  });

  test.each([
    ['standard', 5_040_000],
    ['enhanced', 10_080_000],
    ['turbo', 37_800_000],
  ])('360 build minutes on a %s machine', (buildMachine, charges) => {
    expect(costs('vercel', 'pro', { VERCEL_BUILD_BUILD_MINUTES: 360 }, { buildMachine }).charges).toBe(charges);
  });

  test('the build figures of the brief: 160 GB-hours, 100 included, 40 USD per 100', () => {
    const breakdown = costs('vercel', 'pro-seed', { VERCEL_BUILD_BUILD_GB_HOURS: 160 });
    expect(breakdown.charges).toBe(24_000_000);
  });
});
