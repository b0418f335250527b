import { describe, expect, it } from 'vitest';
import { keepProviderFacts } from '#main/actions/keep-provider-facts';
import { readProviderFacts } from '#main/queries/connections/provider-facts';
import { readUsageChart } from '#main/queries/usage/usage-chart';
import type { Connection } from '#shared/domain/connection';
import { bareConnection } from '../../../integration/support/bare-connection';
import { CACHE, decided, NOW } from './decided';

const budget = { amount: 200_000_000, currency: 'USD', thresholds: [50, 100], pauses: true, scope: 'team', key: null };
const credit = { title: 'Included', unit: 'USD', total: 20, remaining: 3.5, start: NOW, end: null };
const query = { queryId: '42', text: 'SELECT * FROM orders WHERE id = $1', calls: 10, meanMs: 0.4, totalMs: 4 };

async function connected(settings: Connection['settings'] = {}) {
  const { parts } = await decided();
  const database = bareConnection('postgres-1', 'postgres', NOW, settings);
  await parts.store.connections.save(database);
  return { parts, database, facts: () => readProviderFacts(parts.store, database.id) };
}

describe('what a provider told besides figures', () => {
  it('is kept with its time, each part until it is told anew', async () => {
    const { parts, database, facts } = await connected();
    expect(await facts()).toEqual({
      ...{
        account: null,
        budgets: null,
        credit: null,
        invoices: null,
        block: null,
        topQueries: null,
        gatewayBudgets: null,
      },
    });
    await keepProviderFacts(parts, database, { budgets: [budget], credit: [credit], block: null });
    parts.clock.set(NOW + 60);
    await keepProviderFacts(parts, database, { budgets: [] });
    await keepProviderFacts(parts, database, {});
    expect(await facts()).toEqual({
      account: null,
      gatewayBudgets: null,
      budgets: { asOf: NOW + 60, value: [] },
      credit: { asOf: NOW, value: [credit] },
      invoices: null,
      block: { asOf: NOW, value: null },
      topQueries: null,
    });
  });

  it('is gone with its connection, and only with its own', async () => {
    const { parts, database, facts } = await connected();
    await keepProviderFacts(parts, database, { budgets: [budget] });
    await parts.store.connections.remove(CACHE);
    expect((await facts()).budgets).not.toBeNull();
    await parts.store.connections.remove(database.id);
    expect(await facts()).toMatchObject({ budgets: null });
  });

  it('counts as never told where the row cannot be read', async () => {
    const { parts, facts } = await connected();
    await parts.store.providerFacts.keep('postgres-1', { block: 'yes' }, NOW);
    expect(await facts()).toMatchObject({ block: null });
  });
});

describe('the statements that take the most time', () => {
  it.each([
    [{}, null],
    [{ queryTexts: 'no' }, null],
    [{ queryTexts: 'Yes' }, query.text],
  ])('with the settings %j keep the text %j, in the file and in the window', async (settings, text) => {
    const { parts, database } = await connected(settings);
    await keepProviderFacts(parts, database, { topQueries: [query] });
    const file = JSON.stringify(await parts.store.providerFacts.list([database.id]));
    expect(file.includes('orders')).toBe(text !== null);
    const chartOf = (metric: string) =>
      readUsageChart(parts, { key: `postgres-1/VERCEL_POSTGRES/${metric}`, range: '7d', points: 10 }, 15);
    expect(await chartOf('QUERY_LATENCY_MS')).toMatchObject({ ok: true, value: { queries: [{ ...query, text }] } });
    expect(await chartOf('CONNECTIONS')).toMatchObject({ ok: true, value: { queries: null } });
  });
});
