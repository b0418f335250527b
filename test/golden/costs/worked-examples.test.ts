import { describe, expect, test } from 'vitest';
import { crossingOf } from '#shared/core/costs/bill/crossing';
import { levelRows } from '#shared/core/costs/billed-quantity';
import { modelCost } from '#shared/core/costs/model-costs';
import { calculatePlanCosts } from '#shared/core/costs/plan-costs';
import { runOut } from '#shared/core/costs/run-out';
import { defaultPriceList as list } from '#shared/core/pricing/default-price-list';
import { loadPriceList } from '#shared/core/pricing/load-price-list';
import { modelPrice } from '#shared/core/pricing/model-prices';
import { PRO_USAGE } from '../../fixtures/pro-usage';

/** The worked examples of the providers' pages and of the facts, to the cent or closer. */
const TODAY = '2026-11-24';
const USD = 1_000_000;
const usd = (amount: number): number => Math.round(amount * USD);
const PRO = { provider: 'vercel', plan: 'pro', day: TODAY } as const;
/** No account uses more of anything that is priced by the unit. */
const MOST = 1e15;
/** What a plan costs a month by one quantity, beside `usage`, in dollars. */
const costOf =
  (provider: string, plan: string, key: string, usage: Record<string, number> = {}) =>
  (quantity: number): number =>
    calculatePlanCosts(list, { provider, plan, day: TODAY, usage: { ...usage, [key]: quantity } }).atLeast / USD;
const rowsOf = (quantities: Record<string, number>, day: string) =>
  Object.entries(quantities).map(([key, quantity]) => {
    const [, service = '', metric = ''] = /^(VERCEL_[A-Z]+)_(.*)$/.exec(key) ?? [];
    return { service, metric, project: null, region: null, day, quantity };
  });
const cents = (micros: number | null | undefined): number => Math.round((micros ?? Number.NaN) / 10_000) / 100;

describe('Vercel', () => {
  test('cost so far on Pro, day 20 of 30: 101.38', () => {
    const costs = calculatePlanCosts(list, { ...PRO, usage: PRO_USAGE });
    expect(costs.charges).toBe(usd(101.376));
    expect(costs.credit.used).toBe(usd(20));
    expect(cents(costs.total)).toBe(101.38);
  });

  test('month end by usage, then price: 237.06, not 152.06', () => {
    const usage = Object.fromEntries(Object.entries(PRO_USAGE).map(([key, quantity]) => [key, (quantity / 20) * 30]));
    const expected = calculatePlanCosts(list, { ...PRO, usage });
    const amounts = Object.fromEntries(expected.components.map((part) => [part.metric, part.amount]));
    expect(amounts).toMatchObject({
      BANDWIDTH_GB: usd(129),
      EDGE_REQUESTS: usd(22.6),
      INVOCATIONS: usd(8.55),
      ACTIVE_CPU_HOURS: usd(11.904),
      PROVISIONED_MEMORY_GB_HOURS: usd(14.31),
      FAST_ORIGIN_TRANSFER_GB: usd(16.2),
      WRITES: usd(10.8),
      TRANSFORMATIONS: usd(1.65),
      BUILD_CPU_MINUTES: usd(22.05),
    });
    expect(expected.charges).toBe(usd(237.064));
    expect(cents(expected.total)).toBe(237.06);
  });

  test('the day the credit is used up lies later than an even spread of the charges says (day 3.95)', () => {
    const rows = Array.from({ length: 30 }, (_, at) =>
      rowsOf(
        Object.fromEntries(Object.entries(PRO_USAGE).map(([key, quantity]) => [key, quantity / 20])),
        `2026-11-${String(at + 1).padStart(2, '0')}`,
      ),
    ).flat();
    const plans = [{ provider: 'vercel', plan: 'pro', from: '2026-11-01' }];
    const { credit } = runOut(list, { period: { start: '2026-11-01', end: '2026-12-01' }, plans, rows: [] }, rows);
    // Without transfer and edge requests, still in their allowance, a day's charges are 2.8488 USD: the
    // credit of 20 lasts to the eighth day.
    expect(credit).toBe('2026-11-08');
  });

  test.each([
    ['VERCEL_EDGE_EDGE_REQUESTS', 20_000_000],
    ['VERCEL_FUNCTIONS_ACTIVE_CPU_HOURS', 156.25],
    ['VERCEL_ISR_WRITES', 5_000_000],
    ['VERCEL_DEPLOYMENTS_DEPLOYMENT_STORAGE_GB', 200],
  ])('what 20 USD of credit buy of %s: %s', (metric, quantity) => {
    expect(calculatePlanCosts(list, { ...PRO, usage: { [metric]: quantity } }).charges).toBe(usd(20));
  });

  test.each([
    ['VERCEL_BANDWIDTH_BANDWIDTH_GB', 1_133.3],
    ['VERCEL_FUNCTIONS_INVOCATIONS', 33_333_333],
    ['VERCEL_FUNCTIONS_PROVISIONED_MEMORY_GB_HOURS', 1_886.8],
    ['VERCEL_BUILD_BUILD_MINUTES_STANDARD', 1_428.6],
    ['VERCEL_BUILD_BUILD_CPU_MINUTES', 5_714.3],
    ['VERCEL_BUILD_BUILD_MINUTES_TURBO', 190.5],
  ])('what 20 USD of credit buy of %s: about %s', (metric, quantity) => {
    const { charges } = calculatePlanCosts(list, { ...PRO, usage: { [metric]: quantity } });
    expect(charges / USD).toBeCloseTo(20, 1);
  });

  test.each([
    [800_000, 300, 0, 'pro-flat-included', 0],
    [6_000_000, 900, 0, 'pro-flat-20', 20],
    [9_000_000, 1_240, 36, 'pro-flat-20', 20],
    [30_000_000, 3_000, 340, 'pro-flat-100', 100],
    [45_000_000, 800, 70, 'pro-flat-100', 100],
  ])('%s requests and %s GB: on demand %s, flat rate %s %s', (requests, gb, onDemand, plan, flat) => {
    const cdn = { VERCEL_EDGE_EDGE_REQUESTS: requests, VERCEL_BANDWIDTH_BANDWIDTH_GB: gb };
    expect(calculatePlanCosts(list, { ...PRO, usage: cdn }).charges).toBe(usd(onDemand));
    const tier = calculatePlanCosts(list, { ...PRO, plan, usage: cdn });
    expect(tier.charges).toBe(0);
    expect(tier.fee).toBe(usd(20 + flat));
    expect(tier.components.find((part) => part.metric === 'EDGE_REQUESTS')?.tier).toBe('flat-rate');
  });

  test('the flat rate of 20 breaks even at 1,133.3 GB, the credit set aside', () => {
    const onDemand = calculatePlanCosts(list, { ...PRO, usage: { VERCEL_BANDWIDTH_BANDWIDTH_GB: 1_133.333333333 } });
    expect(onDemand.charges).toBe(usd(20));
  });

  test('a build of 2:34 on 8 vCPUs costs 0.084', () => {
    // Three begun minutes on each vCPU.
    const usage = { VERCEL_BUILD_BUILD_CPU_MINUTES: 3 * 8 };
    expect(calculatePlanCosts(list, { ...PRO, usage }).charges).toBe(84_000);
  });

  test('100 builds: standard and elastic 8.40, turbo 31.50', () => {
    const charges = (metric: string, quantity: number): number =>
      calculatePlanCosts(list, { ...PRO, usage: { [metric]: quantity } }).charges;
    expect(charges('VERCEL_BUILD_BUILD_MINUTES_STANDARD', 600)).toBe(usd(8.4));
    expect(charges('VERCEL_BUILD_BUILD_CPU_MINUTES', 100 * 6 * 4)).toBe(usd(8.4));
    expect(charges('VERCEL_BUILD_BUILD_CPU_MINUTES', 100 * 3 * 30)).toBe(usd(31.5));
  });

  test('deployment storage that grows by 1.3 GB a day to 39 GB: 2.02 in the first month', () => {
    const levels = Array.from({ length: 30 }, (_, at) => ({ day: TODAY, value: 1.3 * (at + 1) }));
    const place = { service: 'VERCEL_DEPLOYMENTS', metric: 'DEPLOYMENT_STORAGE_GB', project: null, region: null };
    const gbMonths = levelRows(place, levels, 30).reduce((sum, row) => sum + row.quantity, 0);
    expect(gbMonths).toBeCloseTo(20.15, 9);
    const first = calculatePlanCosts(list, { ...PRO, usage: { VERCEL_DEPLOYMENTS_DEPLOYMENT_STORAGE_GB: gbMonths } });
    expect(cents(first.charges)).toBe(2.02);
    const steady = calculatePlanCosts(list, { ...PRO, usage: { VERCEL_DEPLOYMENTS_DEPLOYMENT_STORAGE_GB: 39 } });
    expect(steady.charges).toBe(usd(3.9));
  });

  test.each([
    ['iad1', 17.48],
    ['sfo1', 24.2],
    ['hnd1', 27.55],
    ['gru1', 30.17],
  ])('62 CPU-hours and 900 GB-hours in %s: %s', (region, expected) => {
    const compute = { VERCEL_FUNCTIONS_ACTIVE_CPU_HOURS: 62, VERCEL_FUNCTIONS_PROVISIONED_MEMORY_GB_HOURS: 900 };
    expect(cents(calculatePlanCosts(list, { ...PRO, region, usage: compute }).charges)).toBe(expected);
  });

  test("the provider's own example in gru1: 0.0004489 for 4 GB, 10 s, 4 s of CPU, a million times", () => {
    const compute = {
      VERCEL_FUNCTIONS_ACTIVE_CPU_HOURS: (4 / 3_600) * 1_000_000,
      VERCEL_FUNCTIONS_PROVISIONED_MEMORY_GB_HOURS: ((4 * 10) / 3_600) * 1_000_000,
    };
    const { charges } = calculatePlanCosts(list, { ...PRO, region: 'gru1', usage: compute });
    expect(charges / USD / 1_000_000).toBeCloseTo(0.0004489, 7);
  });
});

describe('Hobby against Pro', () => {
  test('is no comparison of prices up to what Hobby sells: it is free', () => {
    const [hobby, pro] = [
      costOf('vercel', 'hobby', 'VERCEL_BANDWIDTH_BANDWIDTH_GB'),
      costOf('vercel', 'pro', 'VERCEL_BANDWIDTH_BANDWIDTH_GB'),
    ];
    expect(crossingOf(hobby, pro, 100)).toEqual({ quantity: null, below: 0 });
  });
});

describe("the client's figures", () => {
  test('160 GB-hours of builds: 24.00 exactly, 40.00 in whole steps', () => {
    const question = { provider: 'vercel', plan: 'pro-seed', day: TODAY, usage: { VERCEL_BUILD_BUILD_GB_HOURS: 160 } };
    expect(calculatePlanCosts(list, question).charges).toBe(usd(24));
    const limits = list.limits.map((entry) =>
      entry.overage !== null && entry.metric === 'BUILD_GB_HOURS'
        ? { ...entry, overage: { ...entry.overage, step: 'whole' as const } }
        : entry,
    );
    const whole = loadPriceList({ ...list, limits });
    expect(whole.ok && calculatePlanCosts(whole.value, question).charges).toBe(usd(40));
  });
});

describe('Upstash', () => {
  test('pay as you go at the projected month end of 633,333 commands: 1.27', () => {
    const payg = { provider: 'upstash', plan: 'payg', day: TODAY, usage: { UPSTASH_REDIS_COMMANDS: 633_333 } };
    expect(cents(calculatePlanCosts(list, payg).total)).toBe(1.27);
  });

  test('Fixed 250MB breaks even at 5,000,000 commands, Fixed 1GB at 10,000,000', () => {
    const small = { UPSTASH_REDIS_STORAGE_MB: 200, UPSTASH_REDIS_BANDWIDTH_GB: 20 };
    const on = (plan: string, usage = {}) => costOf('upstash', plan, 'UPSTASH_REDIS_COMMANDS', usage);
    // To the thousandth of a cent that counts as a difference: five commands.
    const near = (quantity: number) => ({ below: 0, quantity: expect.toSatisfy((q) => Math.abs(q - quantity) <= 5) });
    expect(crossingOf(on('payg', small), on('fixed_250mb', small), MOST)).toEqual(near(5_000_000));
    const large = { UPSTASH_REDIS_STORAGE_MB: 800, UPSTASH_REDIS_BANDWIDTH_GB: 90 };
    expect(crossingOf(on('payg', large), on('fixed_1gb', large), MOST)).toEqual(near(10_000_000));
    expect(crossingOf(on('payg'), on('fixed_10gb'), MOST)).toEqual(near(100_000_000));
  });

  test.each([
    [3_000_000, 6],
    [12_000_000, 24],
  ])('%s commands on pay as you go: %s', (quantity, expected) => {
    const payg = { provider: 'upstash', plan: 'payg', day: TODAY, usage: { UPSTASH_REDIS_COMMANDS: quantity } };
    expect(calculatePlanCosts(list, payg).total).toBe(usd(expected));
  });
});

describe('Neon', () => {
  test('Launch is cheaper than Scale at any quantity of compute', () => {
    const [launch, scale] = ['launch', 'scale'].map((plan) => costOf('neon', plan, 'NEON_POSTGRES_COMPUTE_CU_HOURS'));
    expect(launch && scale && crossingOf(launch, scale, MOST)).toEqual({ quantity: null, below: 0 });
    expect(launch && scale && crossingOf(scale, launch, MOST)).toEqual({ quantity: null, below: 1 });
  });

  test('Launch with 0.25 CU always on, 3 GB, 1 GB of history, 40 GB of transfer: 20.60', () => {
    const neon = {
      NEON_POSTGRES_COMPUTE_CU_HOURS: 0.25 * 730,
      NEON_POSTGRES_STORAGE_GB: 3,
      NEON_POSTGRES_INSTANT_RESTORE_GB: 1,
      NEON_POSTGRES_PUBLIC_TRANSFER_GB: 40,
    };
    const costs = calculatePlanCosts(list, { provider: 'neon', plan: 'launch', day: TODAY, usage: neon });
    const amounts = Object.fromEntries(costs.components.map((part) => [part.metric, part.amount]));
    expect(amounts).toMatchObject({
      COMPUTE_CU_HOURS: usd(19.345),
      STORAGE_GB: usd(1.05),
      INSTANT_RESTORE_GB: usd(0.2),
      PUBLIC_TRANSFER_GB: 0,
    });
    expect(cents(costs.total)).toBe(20.6);
  });

  test('300 CU-hours: Launch 31.80, Scale 66.60', () => {
    const total = (plan: string): number | null =>
      calculatePlanCosts(list, { provider: 'neon', plan, day: TODAY, usage: { NEON_POSTGRES_COMPUTE_CU_HOURS: 300 } })
        .total;
    expect(total('launch')).toBe(usd(31.8));
    expect(total('scale')).toBe(usd(66.6));
  });
});

describe('models', () => {
  test('Claude Sonnet 5.5, 50 M input with 35 M cache reads and 3 M writes, 4 M output: 75, 140 uncached, 70 in batch', () => {
    const price = modelPrice(list, 'anthropic', 'claude-sonnet-5-5', TODAY);
    expect(price).not.toBeNull();
    if (price !== null) {
      const tokens = { input: 50_000_000, cacheRead: 35_000_000, cacheWrite: 3_000_000, output: 4_000_000 };
      const cost = modelCost(price, tokens);
      expect(cost.total).toBe(usd(75));
      expect(cost.withoutCache).toBe(usd(140));
      const batch = modelCost(price, { ...tokens, cacheRead: 0, cacheWrite: 0, batch: true });
      expect(batch.total).toBe(usd(70));
    }
  });

  test.each([
    [100_000, 10_500],
    [100_001, 52_501],
  ])('Claude Haiku 5.5 with a prompt of %s and 1,000 tokens of output: %s micros', (input, expected) => {
    const price = modelPrice(list, 'anthropic', 'claude-haiku-5-5', TODAY);
    const cost = price && modelCost(price, { input, cacheRead: 0, cacheWrite: 0, output: 1_000, singleRequest: true });
    expect(cost?.total).toBe(expected);
  });

  test('the day picks the price: cache reads of Sonnet 5.5 before and after 2026-10-07', () => {
    const read = (day: string): number | null | undefined =>
      modelPrice(list, 'anthropic', 'claude-sonnet-5-5', day)?.cacheReadPerMTok;
    expect(read('2026-10-06')).toBe(0.2);
    expect(read('2026-10-07')).toBe(0.1);
  });
});
