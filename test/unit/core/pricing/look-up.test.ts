import { describe, expect, test } from 'vitest';
import { defaultPriceList as list } from '#shared/core/pricing/default-price-list';
import { findLimit, findPlan, planFee, planLimits, plansOf } from '#shared/core/pricing/look-up';

const TODAY = '2026-11-24';
const figure = (
  provider: string,
  plan: string,
  service: string,
  metric: string,
  day = TODAY,
): number | null | undefined => findLimit(list, { provider, plan, service, metric }, day)?.included;

describe('plan limits', () => {
  test.each([
    ['vercel', 'hobby', 'VERCEL_BANDWIDTH', 'BANDWIDTH_GB', 100],
    ['vercel', 'hobby', 'VERCEL_BUILD', 'BUILD_MINUTES', 6_000],
    ['vercel', 'hobby', 'VERCEL_FUNCTIONS', 'INVOCATIONS', 1_000_000],
    ['vercel', 'pro', 'VERCEL_BANDWIDTH', 'BANDWIDTH_GB', 1_000],
    ['vercel', 'pro', 'VERCEL_EDGE', 'EDGE_REQUESTS', 10_000_000],
    ['vercel', 'pro-seed', 'VERCEL_BUILD', 'BUILD_GB_HOURS', 100],
    ['vercel', 'pro-seed', 'VERCEL_BANDWIDTH', 'BANDWIDTH_GB', 1_000],
    ['vercel-kv', 'free', 'VERCEL_KV', 'STORAGE_MB', 30],
    ['vercel-kv', 'free', 'VERCEL_KV', 'COMMANDS_PER_DAY', 10_000],
    ['vercel-kv', 'pro', 'VERCEL_KV', 'STORAGE_MB', 512],
    ['vercel-kv', 'pro', 'VERCEL_KV', 'COMMANDS_PER_DAY', 100_000],
    ['vercel-kv', 'enterprise', 'VERCEL_KV', 'STORAGE_MB', null],
    ['upstash', 'free', 'VERCEL_KV', 'STORAGE_MB', 256],
    ['upstash', 'fixed_250mb', 'VERCEL_KV', 'STORAGE_MB', 250],
    ['neon', 'free', 'VERCEL_POSTGRES', 'STORAGE_GB', 0.5],
    ['anthropic', 'build', 'ANTHROPIC', 'MONTHLY_SPEND_USD', 1_000],
    ['vercel', 'pro-flat-20', 'VERCEL_BANDWIDTH', 'BANDWIDTH_GB', 50_000],
    ['vercel', 'pro-flat-20', 'VERCEL_ISR', 'READS', 0],
  ])('%s %s %s %s includes %s', (provider, plan, service, metric, expected) => {
    expect(figure(provider, plan, service, metric)).toBe(expected);
  });

  test('a metric that the plan does not list has no entry', () => {
    expect(figure('vercel-kv', 'free', 'VERCEL_KV', 'CONNECTIONS')).toBeUndefined();
    expect(planLimits(list, 'vercel', 'no-such-plan', TODAY)).toEqual([]);
  });

  test('hard stop, pause, throttling and paid overage are told apart', () => {
    const atLimit = (plan: string, metric: string): string | undefined =>
      planLimits(list, 'vercel', plan, TODAY).find((limit) => limit.metric === metric)?.atLimit;
    expect(atLimit('hobby', 'BANDWIDTH_GB')).toBe('pause');
    expect(atLimit('hobby', 'DEPLOYMENTS_PER_DAY')).toBe('hard');
    expect(atLimit('pro', 'BANDWIDTH_GB')).toBe('overage');
    expect(atLimit('pro-flat-20', 'BANDWIDTH_GB')).toBe('inform');
    expect(
      findLimit(list, { provider: 'upstash', plan: 'free', service: 'VERCEL_KV', metric: 'COMMANDS_PER_SECOND' }, TODAY)
        ?.atLimit,
    ).toBe('throttle');
  });

  test('windows are data: rolling days, billing cycle, calendar month, day, level', () => {
    const windowOf = (provider: string, plan: string, metric: string): string | undefined =>
      planLimits(list, provider, plan, TODAY).find((limit) => limit.metric === metric)?.window;
    expect(windowOf('vercel', 'hobby', 'BANDWIDTH_GB')).toBe('rolling-30-days');
    expect(windowOf('vercel', 'pro', 'BANDWIDTH_GB')).toBe('billing-cycle');
    expect(windowOf('upstash', 'free', 'COMMANDS_PER_MONTH')).toBe('calendar-month');
    expect(windowOf('vercel-kv', 'free', 'COMMANDS_PER_DAY')).toBe('day');
    expect(windowOf('vercel-kv', 'free', 'STORAGE_MB')).toBe('point-in-time');
  });

  test('a plan that has ended answers its last figures and says so', () => {
    const [limit] = planLimits(list, 'vercel-kv', 'free', TODAY);
    expect(limit).toMatchObject({ included: 30, ended: '2025-06-30' });
    expect(planLimits(list, 'vercel-kv', 'free', '2025-01-01')[0]?.ended).toBeNull();
  });
});

describe('plans in their time', () => {
  test.each([
    ['2023-05-01', 'pro-2023'],
    ['2025-03-15', 'pro-2024'],
    ['2025-07-01', 'pro-2025'],
    ['2025-09-08', 'pro-2025'],
    ['2025-09-09', 'pro'],
    [TODAY, 'pro'],
  ])('on %s the plan named pro was %s', (day, plan) => {
    expect(findPlan(list, 'vercel', 'pro', day)?.plan).toBe(plan);
  });

  test('one price with two dates lives side by side', () => {
    const step = (day: string): string | undefined =>
      findLimit(list, { provider: 'vercel', plan: 'pro', service: 'VERCEL_FUNCTIONS', metric: 'INVOCATIONS' }, day)
        ?.overage?.step;
    expect(step('2026-05-28')).toBe('whole');
    expect(step('2026-05-29')).toBe('exact');
  });

  test('the plans on sale leave out those that ended and those of the brief', () => {
    const plans = plansOf(list, 'vercel', TODAY).map((plan) => plan.plan);
    expect(plans[0]).toBe('hobby');
    expect(plans.at(-1)).toBe('enterprise');
    expect(plans).not.toContain('pro-2025');
    expect(plans).not.toContain('pro-seed');
    expect(plansOf(list, 'vercel-kv', TODAY)).toEqual([]);
  });

  test('a fee adds that of the plan beneath it', () => {
    const feeOf = (plan: string): number | null | undefined => {
      const record = findPlan(list, 'vercel', plan, TODAY);
      return record === null ? undefined : planFee(list, record, TODAY);
    };
    expect(feeOf('pro-flat-20')).toBe(40_000_000);
    expect(feeOf('pro-flat-included')).toBe(20_000_000);
    expect(feeOf('enterprise')).toBeNull();
  });
});
