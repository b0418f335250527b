import { describe, expect, test } from 'vitest';
import { accountBill, type WorkedBill } from '#shared/core/costs/bill/account-bill';
import { type BilledRow, billedUse } from '#shared/core/costs/bill/billed-use';
import { crossingOf } from '#shared/core/costs/bill/crossing';
import { dueAt, expectedLines, expectedUse } from '#shared/core/costs/bill/expected-lines';
import { settledTier, tiersOf } from '#shared/core/costs/bill/flat-rate';
import { feesOf } from '#shared/core/costs/bill/plan-fee';
import { sellsMore, wishOf } from '#shared/core/costs/bill/wish';
import { parseWhatIf } from '#shared/core/costs/parse-what-if';
import { termsOf } from '#shared/core/costs/terms';
import type { Change } from '#shared/core/costs/what-if-changes';
import { defaultPriceList as list } from '#shared/core/pricing/default-price-list';
import { findPlan, planCredit } from '#shared/core/pricing/look-up';
import { fromMicros, toMicros } from '#shared/domain/money';

const DAY = '2026-11-24';
const HITS = 0.6;
const NO_REST = () => ({ middle: 0, spread: 0 });

function row(product: string, service: string, metric: string, quantity: number, cost: number, region = 'iad1') {
  const told: BilledRow = {
    ...{ product, metric: { service, metric }, unit: '', project: null, region, quantity },
    ...{ cost: toMicros(cost), flatRate: false },
  };
  return told;
}

/** The month of the account "cdn", as Vercel charges it: every amount is its quantity times the price page's price. */
const CDN: readonly BilledRow[] = [
  row('Fast Data Transfer', 'VERCEL_BANDWIDTH', 'BANDWIDTH_GB', 1_350, 52.5),
  row('Edge Requests', 'VERCEL_EDGE', 'EDGE_REQUESTS', 6_000_000, 0),
  row('Function Invocations', 'VERCEL_FUNCTIONS', 'INVOCATIONS', 3_000_000, 1.8),
  row('Fluid Active CPU', 'VERCEL_FUNCTIONS', 'ACTIVE_CPU_HOURS', 30, 3.84),
  row('Fluid Provisioned Memory', 'VERCEL_FUNCTIONS', 'PROVISIONED_MEMORY_GB_HOURS', 375, 3.975),
  row('Build CPU Minutes', 'VERCEL_BUILD', 'BUILD_CPU_MINUTES', 1_200, 4.2),
];

/** The bill of these rows on a plan, in a world of these changes, by the functions that make the bill. */
function bill(rows: readonly BilledRow[], plan = 'pro', changes: readonly Change[] = [], seats = 1): WorkedBill {
  const record = findPlan(list, 'vercel', plan, DAY);
  const fees = record === null ? null : feesOf(list, record, DAY, seats);
  if (record === null || fees === null) throw new Error(`no fee of ${plan}`);
  const today = termsOf(list, { provider: 'vercel', plan: 'pro', day: DAY });
  const choice = { provider: 'vercel', plan, day: DAY };
  const wish = { ...wishOf(changes, HITS, true), plan };
  const changed = { wish, terms: termsOf(list, choice), sellsMore: sellsMore(list, choice) };
  const use = billedUse(rows, today, NO_REST, plan === 'pro' && changes.length === 0 ? null : changed);
  return accountBill({
    ...{ connectionId: 'v', currency: 'USD', chargedOn: '2026-12-01', seats, missing: [], cap: null, list: null },
    period: { start: 0, end: 1, zone: 'UTC', isTold: true },
    lines: [...fees.lines, ...use.lines],
    credit: { total: planCredit(list, record, DAY) ?? 0, used: null, told: true },
    meters: use.meters,
  });
}

const due = (...asked: Parameters<typeof bill>): number => {
  const { projected } = bill(...asked).bill;
  return Math.round(fromMicros(projected?.q50 ?? Number.NaN) * 1e4) / 1e4;
};

describe('what if, over the rows that the provider charges', () => {
  test('as it is: 20 + 52.50 + 13.815 - 20', () => {
    expect(due(CDN)).toBe(66.315);
  });

  test('Flat Rate CDN 20: transfer and requests cost nothing, 6.185 of the credit lapse, 40.00 and not 33.82', () => {
    expect(due(CDN, 'pro-flat-20')).toBe(40);
    const lines = expectedLines(bill(CDN, 'pro-flat-20'));
    expect(lines.filter(({ kind }) => kind === 'fee').map(({ amount }) => amount)).toEqual([20, 20]);
    expect(lines.find(({ kind }) => kind === 'credit')?.amount).toBeCloseTo(-13.815, 6);
  });

  test('three seats stay three seats on a tier', () => {
    expect(due(CDN, 'pro-flat-20', [], 3)).toBe(80);
  });

  test('the included tier costs 20.00 for one cycle only, then moves up to the one of 20', () => {
    expect(due(CDN, 'pro-flat-included')).toBe(20);
    const use = expectedUse(bill(CDN, 'pro-flat-included').parts);
    const settled = (plan: string) => settledTier(list, { provider: 'vercel', plan, day: DAY }, use);
    expect(settled('pro-flat-included')).toEqual({ plan: 'pro-flat-20', cycles: 1 });
    expect(settled('pro-flat-20')).toEqual({ plan: 'pro-flat-20', cycles: 0 });
    expect(settled('hobby')).toEqual({ plan: 'hobby', cycles: 0 });
  });

  test('a tier ends at 50 TB and above the highest all is paid by use again', () => {
    const asked = { provider: 'vercel', plan: 'pro-flat-included', day: DAY };
    expect(tiersOf(list, { ...asked, plan: 'pro' })).toEqual([
      'pro-flat-included',
      'pro-flat-20',
      'pro-flat-100',
      'pro-flat-300',
    ]);
    const requests = (millions: number) => (_service: string, metric: string) =>
      metric === 'EDGE_REQUESTS' ? millions * 1e6 : 0;
    expect(settledTier(list, asked, requests(41.5))).toEqual({ plan: 'pro-flat-100', cycles: 2 });
    expect(settledTier(list, asked, requests(151))).toEqual({ plan: 'pro', cycles: 4 });
    expect(settledTier(list, asked, (_service, metric) => (metric === 'BANDWIDTH_GB' ? 50_001 : 0)).plan).toBe('pro');
  });

  test('traffic doubles: 1,700 GB and 2 M requests beyond what is included, functions double, builds stay', () => {
    // 255 + 4 + 3.60 + 7.68 + 7.95 + 4.20 = 282.43; fee and credit cancel out.
    expect(due(CDN, 'pro', [{ kind: 'traffic', factor: 2 }])).toBe(282.43);
  });

  test('all functions in gru1 are dearer; transfer and requests follow the visitors and stay', () => {
    // 30 × (0.221 - 0.128) + 375 × (0.0183 - 0.0106) = 5.6775
    expect(due(CDN, 'pro', [{ kind: 'region', region: 'gru1' }])).toBe(71.9925);
  });

  test('half the misses, half of what functions cost', () => {
    expect(due(CDN, 'pro', [{ kind: 'cache-hits', points: 20 }])).toBe(61.5075);
  });

  test('a discount of the provider stays: CPU at half price doubles to the half of twice the list', () => {
    const rows = CDN.map((one) => (one.product === 'Fluid Active CPU' ? { ...one, cost: toMicros(1.92) } : one));
    const half = due(rows);
    expect(half).toBe(64.395);
    expect(due(rows, 'pro', [{ kind: 'traffic', factor: 2 }])).toBe(278.59);
  });

  test('Hobby charges nothing, whatever is used: that is a limit and no price', () => {
    expect(due([...CDN, row('Edge Middleware Invocations', '', '', 1e6, 0.65)], 'hobby')).toBe(0);
  });

  test('break-even of on demand and Flat Rate CDN 20, the rest equal: 1,000 + (20 + 6.185) / 0.15 GB', () => {
    const transfer = { service: 'VERCEL_BANDWIDTH', metric: 'BANDWIDTH_GB' };
    const at = (plan: string) => {
      const { parts } = bill(CDN, plan);
      return (quantity: number) => dueAt(parts, { ...transfer, quantity });
    };
    expect(crossingOf(at('pro'), at('pro-flat-20'), 50_000)).toEqual({ quantity: 1_174.6, below: 0 });
    expect(crossingOf(at('pro-flat-20'), at('pro'), 50_000)).toEqual({ quantity: 1_174.6, below: 1 });
    expect(crossingOf(at('pro-flat-20'), at('pro-flat-100'), 50_000)).toEqual({ quantity: null, below: 0 });
    expect(crossingOf(at('pro'), at('pro'), 50_000)).toEqual({ quantity: null, below: null });
  });
});

describe('the terminal form', () => {
  test('reads every kind of change', () => {
    const text =
      'traffic=2, plan=pro,region=fra1,build-machine=turbo,images=0.5,cache-hits=20,model=gpt-6-sol:gpt-6-luna';
    expect(parseWhatIf(text)).toEqual({
      ok: true,
      value: [
        { kind: 'traffic', factor: 2 },
        { kind: 'plan', plan: 'pro' },
        { kind: 'region', region: 'fra1' },
        { kind: 'build-machine', machine: 'turbo' },
        { kind: 'images', factor: 0.5 },
        { kind: 'cache-hits', points: 20 },
        { kind: 'model', from: 'gpt-6-sol', to: 'gpt-6-luna' },
      ],
    });
  });

  test.each([
    '',
    'traffic',
    'traffic=',
    'traffic=many',
    'traffic=-1',
    'plan=',
    'model=gpt-6-sol',
    'weather=rain',
    'traffic=2,,plan=pro',
    'constructor=1',
  ])('refuses "%s" and says what it takes', (text) => {
    const result = parseWhatIf(text);
    expect(!result.ok && result.failure.code).toBe('invalid-input');
    expect(!result.ok && result.failure.action).toMatch(/traffic=N/);
  });
});
