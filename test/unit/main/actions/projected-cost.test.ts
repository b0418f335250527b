import { expect, test } from 'vitest';
import { projectedCost } from '#main/actions/projected-cost';
import type { MetricState } from '#main/queries/standings/metric-states';
import { defaultPriceList } from '#shared/core/pricing/default-price-list';
import { fromMicros } from '#shared/domain/money';

const DAY = '2026-11-24';

/** A metric of an account on a plan, at a limit, with what its forecast expects at the reset. */
function state(
  [provider, plan]: readonly [string, string],
  [service, metric]: readonly [string, string],
  limit: number | null,
  expected: number | null,
): MetricState {
  const known = {
    connection: { billing: { provider, plan, planName: plan, source: 'user' } },
    definition: { service, metric },
    limit: { value: limit },
    current: limit,
    forecast: { growthPerDay: null, path: [], atReset: expected === null ? null : { q50: expected } },
  };
  return known as unknown as MetricState;
}

const cost = (...args: Parameters<typeof state>) => projectedCost(defaultPriceList, state(...args), DAY);

test('staying on a plan that charges for more costs the overage, less the credit', () => {
  // 1,400 GB on Pro: 400 GB beyond the included 1,000 at 0.15 USD are 60, of which the credit pays 20.
  const dollars = cost(['vercel', 'pro'], ['VERCEL_BANDWIDTH', 'BANDWIDTH_GB'], 1_000, 1_400);
  expect(fromMicros(dollars ?? 0)).toBe(60);
});

test('a limit that is only reached costs nothing beyond the plan', () => {
  expect(cost(['vercel', 'pro'], ['VERCEL_BANDWIDTH', 'BANDWIDTH_GB'], 1_000, 800)).toBe(20_000_000);
});

test('a plan that refuses more costs what it costs today', () => {
  expect(cost(['vercel-kv', 'free'], ['VERCEL_KV', 'STORAGE_MB'], 30, 60)).toBe(0);
});

test('without a price beyond the limit, without a limit and without a plan the cost is unknown', () => {
  expect(cost(['vercel-kv', 'pro'], ['VERCEL_KV', 'STORAGE_MB'], 512, 600)).toBeNull();
  expect(cost(['vercel', 'pro'], ['VERCEL_BANDWIDTH', 'BANDWIDTH_GB'], null, 600)).toBeNull();
  expect(cost(['vercel', 'enterprise'], ['VERCEL_BANDWIDTH', 'BANDWIDTH_GB'], 1_000, 1_400)).toBeNull();
});
