import { describe, expect, test } from 'vitest';
import { addDays } from '#shared/core/calendar/calendar';
import { budgetDay, budgetState } from '#shared/core/costs/budget';
import { periodCosts } from '#shared/core/costs/period-costs';
import { runOut } from '#shared/core/costs/run-out';
import { defaultPriceList as list } from '#shared/core/pricing/default-price-list';
import type { UsageRow } from '#shared/domain/cost';

const PERIOD = { start: '2026-11-01', end: '2026-12-01' };
const STRETCHES = [{ provider: 'vercel', plan: 'pro', from: '2026-11-01' }];
const transfer = { service: 'VERCEL_BANDWIDTH', metric: 'BANDWIDTH_GB', region: null };
const invocations = { service: 'VERCEL_FUNCTIONS', metric: 'INVOCATIONS', region: null };
/** The same quantity on each day from `first` to `last` of November. */
const daily = (
  place: Omit<UsageRow, 'day' | 'quantity' | 'project'>,
  first: number,
  last: number,
  quantity: number,
  project: string | null = null,
): UsageRow[] =>
  Array.from({ length: last - first + 1 }, (_, at) => ({
    ...place,
    project,
    day: addDays(PERIOD.start, first - 1 + at),
    quantity,
  }));

describe('what is used up when', () => {
  test('an allowance on the first day beyond it, the credit on the day that takes its last cent', () => {
    const soFar = daily(transfer, 1, 10, 60);
    const rest = daily(transfer, 11, 30, 60);
    const result = runOut(list, { period: PERIOD, plans: STRETCHES, rows: soFar }, rest);
    // 1,000 GB last 16.67 days; then 9 USD a day, so 20 USD are gone within the third day after.
    expect(result.allowances.get('VERCEL_BANDWIDTH_BANDWIDTH_GB')).toBe('2026-11-17');
    expect(result.credit).toBe('2026-11-19');
    expect(result.costs.charges).toBe(120_000_000);
  });

  test('nothing within the period is null, and so is the credit of a plan without one', () => {
    const low = runOut(list, { period: PERIOD, plans: STRETCHES, rows: daily(transfer, 1, 10, 1) }, []);
    expect(low.credit).toBeNull();
    expect(low.allowances.size).toBe(0);
    const hobby = [{ provider: 'vercel', plan: 'hobby', from: '2026-11-01' }];
    const high = runOut(list, { period: PERIOD, plans: hobby, rows: daily(transfer, 1, 10, 30) }, []);
    expect(high.credit).toBeNull();
    expect(high.allowances.get('VERCEL_BANDWIDTH_BANDWIDTH_GB')).toBe('2026-11-04');
  });

  test('what has no allowance is not "used up"', () => {
    const { allowances } = runOut(list, { period: PERIOD, plans: STRETCHES, rows: daily(invocations, 1, 3, 1e6) }, []);
    expect(allowances.size).toBe(0);
  });
});

describe('a budget', () => {
  const { lines } = periodCosts(list, {
    period: PERIOD,
    plans: STRETCHES,
    rows: [...daily(invocations, 1, 20, 5e6, 'shop'), ...daily(invocations, 1, 20, 1e6, 'blog')],
  });
  const account = (dollars: number) => ({
    scope: 'account' as const,
    key: null,
    amount: dollars * 1e6,
    currency: 'USD',
  });

  test('of the account counts fee and credit', () => {
    // 72 USD of charges, 20 fee, 20 credit.
    expect(budgetState(account(100), lines, 90e6)).toMatchObject({ spent: 72e6, spentPercent: 72, verdict: 'within' });
    expect(budgetState(account(80), lines, 90e6).verdict).toBe('will-pass');
    expect(budgetState(account(71), lines, 90e6).verdict).toBe('passed');
    expect(budgetState(account(80), lines, null).verdict).toBe('unknown');
    expect(budgetState(account(0), [], 0).spentPercent).toBeNull();
  });

  test('of a project or a service counts what belongs to it', () => {
    const shop = { scope: 'project' as const, key: 'shop', amount: 50e6, currency: 'USD' };
    expect(budgetState(shop, lines, null)).toMatchObject({ spent: 60e6, verdict: 'passed' });
    expect(budgetDay(shop, lines)).toBe('2026-11-17');
    expect(budgetDay({ ...shop, amount: 60e6 }, lines)).toBeNull();
    const functions = { scope: 'service' as const, key: 'VERCEL_FUNCTIONS', amount: 50e6, currency: 'USD' };
    expect(budgetState(functions, lines, null).spent).toBe(72e6);
  });
});
