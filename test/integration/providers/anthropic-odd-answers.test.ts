import { describe, expect, it } from 'vitest';
import { anthropicApi } from '#main/providers/anthropic/client';
import { checkAnthropicKey } from '#main/providers/anthropic/descriptor';
import { anthropic } from '#main/providers/anthropic/provider';
import { readAnalytics, readLegacy } from '#main/providers/anthropic/windows';
import { DAY } from '#shared/domain/instant';
import { answered, type StandInAnswer } from '../support/answered';
import { collectionContext, NOW } from '../support/collection-context';
import { byDay, FIRST, known, RANGE, unreadIn } from './odd-ai';

async function claude(
  say: (path: string, query: URLSearchParams) => StandInAnswer | undefined,
  adminKey = 'sk-ant-admin01-x',
) {
  const server = await answered(say);
  const context = collectionContext({
    provider: 'anthropic',
    settings: { baseUrl: server.url },
    credentials: { adminKey },
  });
  return { api: anthropicApi(context, context.http), server, context };
}

const place = { workspace_id: null, service_tier: 'standard', context_window: '0-200k' };
const tokens = {
  uncached_input_tokens: 10,
  cache_read_input_tokens: 20,
  cache_creation: { ephemeral_5m_input_tokens: 3, ephemeral_1h_input_tokens: 4 },
  output_tokens: 5,
  server_tool_use: { web_search_requests: 0 },
};
const iso = (day: number) => new Date((FIRST + day * DAY) * 1000).toISOString();
const row = (day: number, amount: unknown, model = 'claude-opus-5-5') => ({
  starting_at: iso(day),
  ending_at: iso(day + 1),
  group: { model, workspace_id: 'wrkspc_1' },
  cost: { amount, list_amount: amount, currency: 'USD', requests: 1 },
});
const report = (data: readonly unknown[], more: object = { has_more: false, next_page: null }) => ({
  body: { data, ...more, data_refreshed_at: iso(3) },
});

describe('the analytics of Anthropic', () => {
  it('are in cents; days without a row are days without cost', async () => {
    const { api } = await claude(() => report([row(0, '123.45'), row(2, '1843.275')]));
    const read = known(await readAnalytics(api, 'cost', RANGE, NOW));
    expect(byDay(read.windows)).toEqual({ 0: 1.2345, 1: 0, 2: 18.43275, 3: 0 });
    expect(read.reading).toEqual({ rows: 2, notUnderstood: 0 });
  });

  it('that break off know nothing of the last day that came', async () => {
    const { api } = await claude(() => report([row(0, '100'), row(1, '200')], { has_more: true, next_page: null }));
    const read = known(await readAnalytics(api, 'cost', RANGE, NOW));
    expect(byDay(read.windows)).toEqual({ 0: 1 });
    expect(read.cut).toMatchObject({ code: 'bad-response' });
  });

  it('lose of a day with an amount that is none that amount alone', async () => {
    const rows = [row(0, '100'), row(1, 'n/a'), row(1, '200', 'claude-haiku-5-5'), row(2, null), row(2, '300')];
    const { api } = await claude(() => report(rows));
    const read = known(await readAnalytics(api, 'cost', RANGE, NOW));
    expect(byDay(read.windows)).toEqual({ 0: 1, 1: 2, 2: 3, 3: 0 });
    expect(unreadIn(read.windows)).toBe(2);
    expect(read.reading.notUnderstood).toBe(2);
  });

  it('count rows whose classes do not come to their total', async () => {
    const good = {
      starting_at: iso(0),
      group: { model: 'm', workspace_id: null },
      usage: { ...tokens, requests: 1, total_tokens: 42 },
    };
    const off = { ...good, starting_at: iso(1), usage: { ...tokens, requests: 1, total_tokens: 43 } };
    const { api } = await claude(() => report([good, off]));
    expect(known(await readAnalytics(api, 'tokens', RANGE, NOW)).reading).toEqual({ rows: 2, notUnderstood: 1 });
  });
});

describe('the older reports of Anthropic', () => {
  it('add up rows that differ in what is no group, instead of one replacing the other', async () => {
    const line = {
      amount: '100',
      currency: 'USD',
      workspace_id: null,
      description: 'd',
      cost_type: 'tokens',
      model: 'm',
      token_type: 't',
    };
    const results = [
      { ...line, context_window: '0-200k', service_tier: 'standard' },
      { ...line, context_window: '200k-1M', service_tier: 'standard' },
      { ...line, context_window: '200k-1M', service_tier: 'standard', inference_geo: 'us' },
    ];
    const { api } = await claude(() => report([{ starting_at: iso(0), ending_at: iso(1), results }]));
    const read = known(await readLegacy(api, 'cost', RANGE, NOW));
    expect(byDay(read.windows)).toEqual({ 0: 3, 1: 0, 2: 0, 3: 0 });
    const events = read.windows.flatMap((window) => window.events);
    expect(events.map(({ contextWindow, costMicros }) => [contextWindow, costMicros])).toEqual([
      ['0-200k', 1_000_000],
      ['200k-1M', 2_000_000],
    ]);
  });

  it('lose of a day with an amount that is none that amount alone', async () => {
    const line = { currency: 'USD', description: 'd', model: 'm', cost_type: 'tokens', token_type: 't', ...place };
    const results = [
      { ...line, amount: '100' },
      { ...line, amount: null },
    ];
    const { api } = await claude(() => report([{ starting_at: iso(0), ending_at: iso(1), results }]));
    const read = known(await readLegacy(api, 'cost', RANGE, NOW));
    expect(byDay(read.windows)).toEqual({ 0: 1, 1: 0, 2: 0, 3: 0 });
    expect(unreadIn(read.windows)).toBe(1);
    expect(read.reading.notUnderstood).toBe(1);
  });

  it('do not read a flat count of cache writes as none', async () => {
    const flat = {
      ...tokens,
      cache_creation: undefined,
      cache_creation_input_tokens: 7,
      model: 'm',
      workspace_id: null,
    };
    const { api } = await claude(() =>
      report([
        { starting_at: iso(0), results: [flat] },
        { starting_at: iso(1), results: [] },
      ]),
    );
    const read = known(await readLegacy(api, 'tokens', RANGE, NOW));
    expect(read.windows.map(({ range }) => range)).toEqual([{ start: FIRST + DAY, end: RANGE.end }]);
    expect(read.reading.notUnderstood).toBe(1);
  });
});

describe('a key of Anthropic', () => {
  it.each([
    'sk-ant-admin01-0123456789',
    'sk-ant-api01-0123456789',
    'sk-ant-api03-0123456789',
    'sk-ant-oat01-0123456789',
  ])('%s is asked, whatever it begins with', async (key) => {
    expect(checkAnthropicKey(key)).toBeNull();
    const { server, context } = await claude(
      (path) => (path.endsWith('/me') ? { body: { id: 'o', name: 'Acme' } } : report([])),
      key,
    );
    expect(await anthropic.verify(context)).toMatchObject({ ok: true, value: { title: 'Acme' } });
    expect(server.asked.length).toBeGreaterThan(1);
  });
});
