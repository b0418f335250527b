import { describe, expect, test } from 'vitest';
import { addDays } from '#shared/core/calendar/calendar';
import { costsBy, type Heading } from '#shared/core/costs/attribution';
import { levelRows } from '#shared/core/costs/billed-quantity';
import { periodCosts } from '#shared/core/costs/period-costs';
import { defaultPriceList as list } from '#shared/core/pricing/default-price-list';
import type { UsageRow } from '#shared/domain/cost';

const PERIOD = { start: '2026-11-01', end: '2026-12-01' };
const PRO = { provider: 'vercel', plan: 'pro', from: '2026-11-01' };
const row = (over: Partial<UsageRow> & { quantity: number }): UsageRow => ({
  service: 'VERCEL_FUNCTIONS',
  metric: 'INVOCATIONS',
  project: null,
  region: null,
  day: '2026-11-03',
  ...over,
});
const costs = (rows: UsageRow[], plans = [PRO], period = PERIOD) => periodCosts(list, { period, plans, rows });

describe('a billing period', () => {
  test('without usage it costs its fee, billed on the first day and spread over all of them', () => {
    const { total, lines, credit } = costs([]);
    expect(total).toBe(20_000_000);
    expect(credit).toEqual({ included: 20_000_000, used: 0, left: 20_000_000 });
    expect(lines[0]).toMatchObject({ day: '2026-11-01', amount: 20_000_000, effectiveAmount: 666_667 });
    expect(lines.reduce((sum, line) => sum + (line.effectiveAmount ?? 0), 0)).toBe(20_000_000);
  });

  test('the credit pays the first charges, day by day, and what is left is told', () => {
    const rows = [row({ day: '2026-11-05', quantity: 20_000_000 }), row({ day: '2026-11-02', quantity: 20_000_000 })];
    const { total, charges, credit, lines } = costs(rows);
    expect({ total, charges, credit }).toEqual({
      total: 24_000_000,
      charges: 24_000_000,
      credit: { included: 20_000_000, used: 20_000_000, left: 0 },
    });
    const credits = lines.filter((line) => line.tier === 'credit');
    expect(credits.map(({ day, amount }) => [day, amount])).toEqual([
      ['2026-11-02', -12_000_000],
      ['2026-11-05', -8_000_000],
    ]);
  });

  test('seats are no infrastructure: the credit does not pay them', () => {
    const seats = row({ service: 'VERCEL_ACCOUNT', metric: 'PLATFORM_FEE', quantity: 3 });
    const { total, credit } = costs([seats]);
    expect(total).toBe(60_000_000);
    expect(credit.used).toBe(0);
  });

  test('an allowance is used up day by day, and the projects of a day share it by their use', () => {
    const edge = (project: string, day: string, quantity: number): UsageRow =>
      row({ service: 'VERCEL_EDGE', metric: 'EDGE_REQUESTS', project, day, quantity });
    const { lines } = costs([
      edge('b', '2026-11-02', 6_000_000),
      edge('a', '2026-11-02', 2_000_000),
      edge('a', '2026-11-01', 6_000_000),
    ]);
    const used = lines.filter((line) => line.metric === 'EDGE_REQUESTS');
    expect(used.map(({ day, project, included, amount }) => [day, project, included, amount])).toEqual([
      ['2026-11-01', 'a', 6_000_000, 0],
      ['2026-11-02', 'a', 1_000_000, 2_000_000],
      ['2026-11-02', 'b', 3_000_000, 6_000_000],
    ]);
  });

  test.each<Heading>(['service', 'project', 'day', 'region'])('by %s the shares add up to the total', (heading) => {
    const rows = Array.from({ length: 60 }, (_, at) =>
      row({
        day: addDays('2026-11-01', at % 30),
        project: at % 3 === 0 ? null : `p${at % 5}`,
        region: ['iad1', 'fra1', null][at % 3] ?? null,
        service: at % 2 === 0 ? 'VERCEL_FUNCTIONS' : 'VERCEL_ISR',
        metric: at % 2 === 0 ? 'INVOCATIONS' : 'READS',
        quantity: 1_234_567.891 * (at + 1),
      }),
    );
    const period = costs(rows);
    const shares = costsBy(period.lines, heading);
    expect(shares.reduce((sum, share) => sum + share.amount, 0)).toBe(period.total);
    expect(shares.length).toBeGreaterThan(1);
  });

  test('days come in order, everything else dearest first, and what costs the same by name', () => {
    const rows = ['2026-11-09', '2026-11-02', '2026-11-05'].flatMap((day) => [
      row({ day, project: 'b', quantity: 1_000_000 }),
      row({ day, project: 'a', quantity: 1_000_000 }),
      row({ day, project: 'c', quantity: 5_000_000 }),
    ]);
    const used = costs(rows)
      .lines.filter(({ metric }) => metric === 'INVOCATIONS')
      .reverse();
    expect(costsBy(used, 'day').map(({ key }) => key)).toEqual(['2026-11-02', '2026-11-05', '2026-11-09']);
    expect(costsBy(used, 'project').map(({ key, amount }) => [key, amount])).toEqual([
      ['c', 9_000_000],
      ['a', 1_800_000],
      ['b', 1_800_000],
    ]);
  });

  test('the price of a region holds for what was used there; an unknown one says so', () => {
    const { components } = costs([
      row({ metric: 'ACTIVE_CPU_HOURS', region: 'hnd1', quantity: 10 }),
      row({ metric: 'ACTIVE_CPU_HOURS', region: 'fra1', quantity: 10 }),
    ]);
    const parts = components.filter((part) => part.metric === 'ACTIVE_CPU_HOURS');
    expect(parts.map(({ region, amount }) => [region, amount])).toEqual([
      ['fra1', 1_280_000],
      ['hnd1', 2_020_000],
    ]);
    expect(parts[0]?.reason).toMatch(/price in fra1 is not known/);
  });

  test('of two regions on one day the allowance covers the cheaper first, whatever the order of the rows', () => {
    const transfer = (region: string): UsageRow =>
      row({ service: 'VERCEL_BANDWIDTH', metric: 'BANDWIDTH_GB', region, quantity: 800 });
    const rows = [transfer('gru1'), transfer('iad1')];
    // 1,000 GB: all 800 of iad1 and 200 of gru1, which leaves 600 at 0.22.
    expect(costs(rows).charges).toBe(132_000_000);
    expect(costs(rows.reverse()).charges).toBe(132_000_000);
  });

  test('a level is billed by its average over the period', () => {
    const levels = Array.from({ length: 15 }, (_, at) => ({ day: addDays('2026-11-16', at), value: 60 }));
    const place = { service: 'VERCEL_BLOB', metric: 'STORAGE_GB', project: null, region: null };
    expect(costs(levelRows(place, levels, 30)).charges).toBe(690_000);
  });

  test('an allowance by the day starts afresh each day', () => {
    const kv = (day: string, quantity: number): UsageRow =>
      row({ service: 'VERCEL_KV', metric: 'COMMANDS_PER_DAY', day, quantity });
    const { lines, total } = costs(
      [kv('2025-05-01', 90_000), kv('2025-05-02', 90_000)],
      [{ provider: 'vercel-kv', plan: 'pro', from: '2025-05-01' }],
      { start: '2025-05-01', end: '2025-06-01' },
    );
    expect(lines.filter((line) => line.metric === 'COMMANDS_PER_DAY').map((line) => line.billedQuantity)).toEqual([
      0, 0,
    ]);
    expect(total).toBe(1_000_000);
  });
});

describe('changes within a period', () => {
  test('a plan change splits it: each plan has its days of the fee, its own allowance and prices', () => {
    const plans = [
      { provider: 'vercel', plan: 'hobby', from: '2026-11-01' },
      { provider: 'vercel', plan: 'pro', from: '2026-11-16' },
    ];
    const transfer = (day: string, quantity: number): UsageRow =>
      row({ service: 'VERCEL_BANDWIDTH', metric: 'BANDWIDTH_GB', day, quantity });
    const period = costs([transfer('2026-11-10', 90), transfer('2026-11-20', 1_100)], plans);
    expect(period.fee).toBe(10_000_000);
    expect(period.credit.included).toBe(10_000_000);
    expect(period.charges).toBe(15_000_000);
    expect(period.total).toBe(15_000_000);
    expect(period.assumptions[0]).toMatch(/from 2026-11-16 on the pro plan/);
  });

  test('a price that changes splits it, the fee and the allowance go on', () => {
    const days = [row({ day: '2026-05-20', quantity: 500_000 }), row({ day: '2026-05-29', quantity: 500_000 })];
    const period = costs(days, [{ ...PRO, from: '2026-05-17' }], { start: '2026-05-17', end: '2026-06-17' });
    const amounts = period.lines.filter((line) => line.metric === 'INVOCATIONS').map((line) => [line.day, line.amount]);
    expect(amounts).toEqual([
      ['2026-05-20', 600_000],
      ['2026-05-29', 300_000],
    ]);
    expect(period.fee).toBe(20_000_000);
  });

  test('a charge of March 2025 has the price of March 2025', () => {
    const period = costs(
      [row({ metric: 'DURATION_GB_HOURS', day: '2025-03-10', quantity: 1_100 })],
      [{ ...PRO, from: '2025-03-01' }],
      { start: '2025-03-01', end: '2025-04-01' },
    );
    expect(period.lines.find((line) => line.metric === 'DURATION_GB_HOURS')).toMatchObject({
      included: 1_000,
      amount: 18_000_000,
    });
    expect(period.total).toBeNull();
    expect(period.unknown).toEqual([
      { service: 'PLAN', metric: 'FEE', reason: expect.stringMatching(/fee of the Pro/) },
    ]);
  });

  test('usage outside the period does not count', () => {
    expect(costs([row({ day: '2026-10-31', quantity: 9e9 }), row({ day: '2026-12-01', quantity: 9e9 })]).charges).toBe(
      0,
    );
  });

  test('one unknown price makes the total unknown and leaves "at least"', () => {
    const period = costs([
      row({ service: 'VERCEL_NEW', metric: 'THINGS', quantity: 1 }),
      row({ quantity: 50_000_000 }),
    ]);
    expect(period.total).toBeNull();
    expect(period.atLeast).toBe(30_000_000);
    // What has no price uses up no credit.
    const little = costs([
      row({ service: 'VERCEL_NEW', metric: 'THINGS', quantity: 1 }),
      row({ quantity: 10_000_000 }),
    ]);
    expect(little.credit).toEqual({ included: 20_000_000, used: 6_000_000, left: 14_000_000 });
    expect(costsBy(period.lines, 'service').find(({ key }) => key === 'VERCEL_NEW')).toMatchObject({
      amount: 0,
      unknown: 1,
    });
  });
});
