import { describe, expect, it } from 'vitest';
import { saveLimits } from '#main/actions/save-limits';
import { readMetricList } from '#main/queries/home/limit-views';
import { readMetricStates } from '#main/queries/standings/metric-states';
import { readStandings } from '#main/queries/standings/read-standings';
import { readTotalBehind } from '#main/queries/usage/total-behind';
import { readUsageChart } from '#main/queries/usage/usage-chart';
import type { Charge } from '#shared/domain/charge';
import { DAY, HOUR } from '#shared/domain/instant';
import type { AccountBlock, ProviderBudget } from '#shared/domain/spend';
import type { Standing } from '#shared/domain/standing';
import { NOON } from '../../store/temporary-store';
import { ACCOUNT, pricedAccount } from '../bill/priced-account';

describe('what an account spends', () => {
  const SPEND = { service: 'VERCEL_ACCOUNT', metric: 'SPEND_USD' } as const;
  const charge = (day: number, billedCost: number): Charge => {
    const start = NOON - 12 * HOUR + (day - 24) * DAY;
    return {
      id: `edge-${day}`,
      category: 'Usage',
      service: 'Edge Requests',
      project: null,
      region: null,
      day: `2026-11-${String(day).padStart(2, '0')}`,
      start,
      end: start + DAY,
      consumedQuantity: 1,
      consumedUnit: 'requests',
      pricingQuantity: 1,
      pricingUnit: 'requests',
      billedCost,
      effectiveCost: billedCost,
      listCost: null,
      currency: 'USD',
      licence: false,
      flatRate: false,
      state: 'estimate',
    };
  };
  const budget = (amount: number, change: Partial<ProviderBudget> = {}): ProviderBudget => ({
    amount: amount * 1e6,
    currency: 'USD',
    thresholds: [100],
    scope: 'team',
    key: null,
    pauses: false,
    ...change,
  });

  /** Twelve dollars a day since the first, 20 of credit used up: 263 spent on demand on the 24th at noon. */
  async function spending(budgets: readonly ProviderBudget[], limit: number, block: AccountBlock | null = null) {
    const { parts, store } = await pricedAccount();
    const now = parts.clock.now();
    await store.charges.save(
      ACCOUNT,
      'vercel:/billing/costs',
      Array.from({ length: 24 }, (_, i) => charge(i + 1, i === 23 ? 7e6 : 12e6)),
      now,
    );
    await store.samples.save(
      ACCOUNT,
      [
        {
          ...SPEND,
          projectId: null,
          kind: 'period',
          unit: 'USD',
          zone: 'America/Los_Angeles',
          source: 'vercel:/teams/spend',
          time: now - 60,
          value: 263,
        },
      ],
      now,
    );
    const connection = (await store.connections.find(ACCOUNT))!;
    const told = { ...SPEND, unit: 'USD', window: 'billing-cycle', atLimit: 'inform', reason: 'budget' } as const;
    await saveLimits(parts, connection, [{ ...told, value: limit }]);
    const credit = [
      { title: 'Included credit', unit: 'USD', total: 20, remaining: 0, start: null, end: null },
    ] as const;
    await store.providerFacts.keep(ACCOUNT, { budgets, credit, block }, now);
    const { list } = await readStandings(parts);
    const state = (await readMetricStates(parts)).find(({ definition }) => definition.metric === SPEND.metric);
    const drawn = await readTotalBehind(parts, state!, now - 60);
    const views = (await readMetricList(parts, 15)).filter(
      ({ summaryKey }) => summaryKey === 'VERCEL_ACCOUNT_SPEND_USD',
    );
    const chart = await readUsageChart(
      parts,
      { key: `${ACCOUNT}/VERCEL_ACCOUNT/SPEND_USD`, range: '7d', points: 2 },
      15,
    );
    return { now, drawn, list, views, chart, own: list.filter(({ metric }) => metric === SPEND.metric) };
  }

  it('is forecast from the daily costs, though its own readings are of today: a pause is 3 days away', async () => {
    const { now, own } = await spending([budget(300, { pauses: true })], 300);
    expect(own).toHaveLength(1);
    expect(own[0]).toMatchObject({ used: 263, limit: 300, atLimit: 'pause', outlook: { state: 'ready' } });
    // 37 dollars at 12 a day.
    expect((own[0]!.expected!.q50! - now) / DAY).toBeGreaterThan(2.5);
    expect((own[0]!.expected!.q50! - now) / DAY).toBeLessThan(3.7);
  });

  it('is over since the day on which its daily costs passed it, though nobody read on that day', async () => {
    const { own, drawn } = await spending([budget(100)], 100);
    // The chart draws what the daily costs add up to before the first reading: 12 on the first, within the credit.
    expect(drawn[1]).toEqual({ t: Date.UTC(2026, 10, 2, 8) / 1000, value: 0 });
    expect(drawn.find(({ value }) => value >= 100)).toEqual({ t: Date.UTC(2026, 10, 11, 8) / 1000, value: 100 });
    // The credit pays for 20 first: 12 a day make 120 on the tenth, a day of Los Angeles.
    expect(own[0]).toMatchObject({ severity: 'over', reachedAt: Date.UTC(2026, 10, 10, 8) / 1000 });
  });

  it('is over a further budget of its provider since the day on which its daily costs passed that one', async () => {
    const { own } = await spending([budget(100), budget(150, { pauses: true })], 100);
    const further = own.find(({ key }) => key.endsWith('#provider:team-2'));
    // 20 of credit and 150: 12 a day make 180 on the fifteenth, a day of Los Angeles.
    expect(further).toMatchObject({ severity: 'over', reachedAt: Date.UTC(2026, 10, 15, 8) / 1000 });
  });

  it('that its provider has paused stands first without a figure, unless a limit that pauses tells it already', async () => {
    const block = { since: NOON - HOUR, reason: 'PAYMENT_FAILED', resource: null, until: null };
    const stops = (list: readonly Standing[]) => list.filter(({ limitId }) => limitId === 'provider:stop');
    const { list } = await spending([budget(1_000, { pauses: true })], 1_000, block);
    expect(stops(list)).toHaveLength(1);
    expect(list[0]).toMatchObject({
      ...{ limitId: 'provider:stop', severity: 'over', used: null, atLimit: 'pause' },
      enforcing: { since: NOON - HOUR },
    });
    const over = await spending([budget(100, { pauses: true })], 100, block);
    expect(stops(over.list)).toEqual([]);
    expect(over.list[0]).toMatchObject({ metric: 'SPEND_USD', enforcing: { since: NOON - HOUR } });
  });

  it('is no budget over one product of it, though that one presses more', async () => {
    const { own, views, chart } = await spending(
      [budget(1_000, { pauses: true }), budget(300, { scope: 'product', key: 'Edge Requests' })],
      1_000,
    );
    // What Edge Requests come to at the provider, before the credit: 23 days of 12 and 7.
    expect(own[0]).toMatchObject({ title: 'Budget at the provider for Edge Requests', used: 283, limit: 300 });
    const spend = { title: 'On-demand spend at Vercel', current: 263, limit: 1_000, percent: 26.3 };
    expect(views).toMatchObject([spend]);
    expect(chart).toMatchObject({ ok: true, value: { metric: spend } });
    // Where that is the only budget what is spent stands against none.
    const alone = await spending([budget(300, { scope: 'product', key: 'Edge Requests' })], 1_000);
    expect(alone.views).toMatchObject([{ current: 263, limit: null, percent: null }]);
  });

  it('has no limit any more once its provider lists no budget, such as a disabled one', async () => {
    const { own } = await spending([], 100);
    expect(own).toMatchObject([{ used: 263, limit: null, severity: null }]);
  });

  it('is not held against a budget of one project, and of two of the team each does what it does', async () => {
    const { own } = await spending(
      [budget(400, { pauses: true }), budget(280), budget(5, { scope: 'project', key: 'prj_1', pauses: true })],
      5,
    );
    const rows = own.map(({ key, limit, atLimit, used }) => [
      key.replace(`${ACCOUNT}/VERCEL_ACCOUNT/`, ''),
      limit,
      atLimit,
      used,
    ]);
    // One name, one figure: what the provider says is spent.
    expect(rows).toContainEqual(['SPEND_USD', 280, 'inform', 263]);
    expect(rows).toContainEqual(['SPEND_USD#provider:team-2', 400, 'pause', 263]);
    expect(rows).toContainEqual(['SPEND_USD@prj_1#provider:project', 5, 'pause', 0]);
  });
});
