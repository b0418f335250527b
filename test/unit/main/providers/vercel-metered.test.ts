import { describe, expect, it } from 'vitest';
import { METERED, meteredByProduct } from '#main/providers/vercel/metered';
import { unitFactor } from '#main/providers/vercel/units';
import { defaultPriceList } from '#shared/core/pricing/default-price-list';
import { planLimits } from '#shared/core/pricing/look-up';

/** Lines of the price list that nothing meters: fees, credit (it comes with the spend), figures per account. */
const NOT_METERED = new Set([
  'VERCEL_ACCOUNT_PLATFORM_FEE',
  'VERCEL_ACCOUNT_INCLUDED_CREDIT_USD',
  'VERCEL_SPEED_INSIGHTS_PROJECT_FEE',
  'VERCEL_AI_GATEWAY_FREE_CREDIT_USD',
]);

describe('the metered resources', () => {
  it.each(['hobby', 'pro'])('are all that %s limits or charges by the period', (plan) => {
    const known = new Set(METERED.map(({ service, metric }) => `${service}_${metric}`));
    const counted = planLimits(defaultPriceList, 'vercel', plan, defaultPriceList.asOf)
      .filter(({ window }) => window === 'billing-cycle' || window === 'rolling-30-days')
      .map(({ service, metric }) => `${service}_${metric}`);
    expect(counted.length).toBeGreaterThan(10);
    expect(counted.filter((key) => !known.has(key) && !NOT_METERED.has(key))).toEqual([]);
  });

  it('has each product under one resource only', () => {
    const plain = (name: string) => name.toLowerCase().replace(/[^a-z0-9]/g, '');
    const names = METERED.flatMap(({ products = [] }) => [...new Set(products.map(plain))]);
    expect(names.filter((name, at) => names.indexOf(name) !== at)).toEqual([]);
  });

  it('finds products by slug and by title, whole names only', () => {
    expect(meteredByProduct('isr-reads')?.metric).toBe('READS');
    expect(meteredByProduct('unknown', 'ISR Reads')?.metric).toBe('READS');
    expect(meteredByProduct('Fluid Provisioned Memory')?.metric).toBe('PROVISIONED_MEMORY_GB_HOURS');
    expect(meteredByProduct('Pro')).toBeNull();
  });
});

describe('unitFactor', () => {
  it.each([
    [{ kind: 'digitalStorage', name: 'byte' }, 'GB', 1e-9],
    [{ kind: 'digitalStorage', name: 'gigabyte' }, 'GB', 1],
    [{ kind: 'digitalStorage', name: 'terabyte' }, 'GB', 1000],
    [{ kind: 'digitalStorage', name: 'gigabyte' }, 'requests', null],
    [{ kind: 'custom', singular: 'invocation', plural: 'invocations' }, 'invocations', 1],
    [{ kind: 'custom', singular: 'hour', plural: 'hours' }, 'CPU-hours', 1],
    [{ kind: 'custom', singular: 'second', plural: 'seconds' }, 'CPU-hours', 1 / 3600],
    [{ kind: 'custom', singular: 'CPU minute', plural: 'CPU minutes' }, 'CPU-minutes', 1],
    [{ kind: 'custom', singular: 'GB-hour', plural: 'GB-hours' }, 'GB-hours', 1],
    [{ kind: 'custom', singular: 'hour', plural: 'hours' }, 'requests', null],
    [{ kind: 'custom', singular: 'request', plural: 'requests' }, 'CPU-hours', null],
    [null, 'CPU-hours', 1],
    [null, 'reads', 1],
    [null, 'GB', null],
    [undefined, 'reads', null],
    [{ kind: 'custom', singular: 7 }, 'reads', null],
    [[], 'GB', null],
  ])('%j into %s', (from, to, factor) => {
    const found = unitFactor(from, to);
    if (factor === null) expect(found).toBeNull();
    else expect(found).toBeCloseTo(factor, 12);
  });
});
