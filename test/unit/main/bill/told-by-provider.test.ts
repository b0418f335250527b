import { describe, expect, it } from 'vitest';
import { readLegacy } from '#main/providers/anthropic/windows';
import { readBudgets } from '#main/providers/vercel/spend';
import { currentLedger } from '#shared/core/costs/current-ledger';
import { succeed } from '#shared/domain/failure';
import { DAY } from '#shared/domain/instant';

const NOW = Date.parse('2026-11-20T12:00:00Z') / 1000;
const ledger = (unit: string, total: number, remaining: number, start: number | null, end: number | null) => ({
  title: 'Included credit',
  unit,
  total,
  remaining,
  start,
  end,
});

describe('several ledgers of credit', () => {
  const past = ledger('USD', 20, 0, NOW - 50 * DAY, NOW - 20 * DAY);
  const now = ledger('USD', 20, 15, NOW - 19 * DAY, NOW + 11 * DAY);
  const units = ledger('MIU', 100_000, 4_000, NOW - 90 * DAY, NOW + 200 * DAY);

  it('are never added: the one in dollars that holds now tells 5 of 20 used', () => {
    const found = currentLedger([past, units, now], NOW, 'USD');
    expect(found).toBe(now);
    expect((found?.total ?? 0) - (found?.remaining ?? 0)).toBe(5);
  });

  it('hold only within their period; one without dates holds where no dated one does', () => {
    const open = ledger('USD', 10, 10, null, null);
    expect(currentLedger([past], NOW, 'USD')).toBeNull();
    expect(currentLedger([open, past], NOW, 'USD')).toBe(open);
    expect(currentLedger([open, now], NOW, 'USD')).toBe(now);
    const ending = { ...now, start: null };
    expect(currentLedger([open, ending], NOW, 'USD')).toBe(ending);
  });
});

it('budgets of four scopes: only an active one of the team is a limit of the spend', async () => {
  const data = [
    { scope: 'team', amount: 50, status: 'disabled', thresholds: [{ percent: 100, pauseUsage: true }] },
    { scope: 'team', amount: '200', status: 'active', thresholds: [{ percent: 50, pauseUsage: false }] },
    {
      scope: 'project',
      projectId: 'prj_1',
      amount: 10,
      status: 'active',
      thresholds: [{ percent: 100, pauseUsage: true }],
    },
    { scope: 'product', product: 'Edge Requests', amount: 5, status: 'active', thresholds: [] },
    { scope: 'organization', amount: 1_000, status: 'active', thresholds: [] },
  ];
  const read = await readBudgets({ get: async () => succeed({ data }) } as never);
  const facts = read.ok ? read.value.facts : undefined;
  expect(facts?.limits).toMatchObject([{ metric: 'SPEND_USD', value: 200, atLimit: 'inform' }]);
  expect(facts?.budgets?.map(({ scope, key, amount, pauses }) => [scope, key, amount, pauses])).toEqual([
    ['team', null, 200_000_000, false],
    ['project', 'prj_1', 10_000_000, true],
    ['product', 'Edge Requests', 5_000_000, false],
    ['organization', null, 1_000_000_000, false],
  ]);
});

describe('cost rows of Anthropic', () => {
  const DAY_START = Date.UTC(2026, 10, 19) / 1000;
  const row = (amount: string, more: object) => ({
    amount,
    currency: 'USD',
    model: 'claude-opus-5-5',
    workspace_id: null,
    description: 'Claude Opus',
    cost_type: 'tokens',
    token_type: 'output_tokens',
    ...more,
  });
  const read = async (results: readonly object[]) => {
    const rows = [{ starting_at: '2026-11-19T00:00:00Z', results }];
    const api = { report: async () => succeed({ rows, refreshedAt: null }) };
    const answer = await readLegacy(api as never, 'cost', { start: DAY_START, end: DAY_START + DAY }, NOW);
    if (!answer.ok) throw new Error(answer.failure.message);
    return answer.value;
  };
  const eventsOf = async (results: readonly object[]) => (await read(results)).windows.flatMap(({ events }) => events);

  it('of 1,000, 300 and 50 cents that differ by tier and window alone are 13.50', async () => {
    const events = await eventsOf([
      row('1000', { service_tier: 'standard', context_window: '0-200k' }),
      row('300', { service_tier: 'batch', context_window: '0-200k' }),
      row('50', { service_tier: 'standard', context_window: '200k-1M' }),
    ]);
    expect(
      events.map(({ serviceTier, contextWindow, costMicros }) => [serviceTier, contextWindow, costMicros]),
    ).toEqual([
      ['standard', '0-200k', 10_000_000],
      ['batch', '0-200k', 3_000_000],
      ['standard', '200k-1M', 500_000],
    ]);
  });

  it('that differ by what is not kept add up; one that cannot be read leaves its day unknown, and is counted', async () => {
    const same = await eventsOf([row('1000', { inference_geo: 'us' }), row('300', { inference_geo: 'eu' })]);
    expect(same.map(({ costMicros }) => costMicros)).toEqual([13_000_000]);
    const place = { service_tier: 'standard', context_window: '0-200k' };
    const unread = await read([row('1000', place), row('a lot', place)]);
    const costs = unread.windows.flatMap(({ events }) => events).map(({ costMicros }) => costMicros);
    expect([costs, unread.reading.notUnderstood]).toEqual([[10_000_000, null], 1]);
  });

  it('in euros never stand under the key of dollars', async () => {
    const events = await eventsOf([row('1000', {}), row('700', { currency: 'EUR' })]);
    expect(events.map(({ currency, costMicros }) => [currency, costMicros])).toEqual([
      ['USD', 10_000_000],
      ['EUR', 7_000_000],
    ]);
    expect(new Set(events.map(({ lineItem }) => lineItem)).size).toBe(2);
  });
});
