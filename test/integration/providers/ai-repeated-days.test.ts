import { describe, expect, it } from 'vitest';
import { anthropicApi } from '#main/providers/anthropic/client';
import { readAnalytics, readLegacy } from '#main/providers/anthropic/windows';
import { openAiApi } from '#main/providers/openai/client';
import { readCostWindow } from '#main/providers/openai/reports';
import type { AiUsageWindow } from '#shared/domain/ai-usage';
import { DAY } from '#shared/domain/instant';
import { answered, type StandInAnswer } from '../support/answered';
import { collectionContext, NOW } from '../support/collection-context';

const TODAY = NOW - 36_000;
const RANGE = { start: TODAY - 3 * DAY, end: TODAY + DAY };
const FIRST = RANGE.start;

/** Dollars by day, as the windows know them; a day that no window covers is not known. */
function byDay(windows: readonly AiUsageWindow[]): Record<number, number> {
  const days: Record<number, number> = {};
  for (const { range, events } of windows) {
    for (let at = range.start; at < range.end; at += DAY) {
      const micros = events.filter(({ bucketStart }) => bucketStart === at).map(({ costMicros }) => costMicros ?? 0);
      days[(at - FIRST) / DAY] = micros.reduce((sum, one) => sum + one, 0) / 1e6;
    }
  }
  return days;
}

async function contextFor(provider: string, say: (query: URLSearchParams) => StandInAnswer) {
  const server = await answered((_path, query) => say(query));
  const credentials = { adminKey: 'sk-admin-0123456789' };
  return collectionContext({ provider, settings: { baseUrl: server.url }, credentials });
}

async function costs(say: (query: URLSearchParams) => object) {
  const context = await contextFor('openai', (query) => ({ body: say(query) }));
  const read = await readCostWindow(openAiApi(context, context.http), RANGE, NOW);
  return read.ok
    ? { days: byDay(read.value.windows), odd: read.value.reading.notUnderstood, cut: read.value.cut }
    : read.failure;
}

const last = (...data: unknown[]) => ({ data, has_more: false, next_page: null });

describe('costs of OpenAI', () => {
  const bucket = (day: number, value?: number, start = FIRST + day * DAY) => ({
    start_time: start,
    end_time: start + DAY,
    results:
      value === undefined ? [] : [{ amount: { value, currency: 'usd' }, line_item: 'a, input', project_id: 'proj_1' }],
  });

  // BerriAI/litellm issue 30164: totals inflated where pages overlap.
  it('are added once where a day comes a second time, and counted', async () => {
    const told = await costs((query) =>
      query.get('page') === 'two'
        ? last(bucket(1, 2), bucket(2, 3), bucket(3))
        : { data: [bucket(0, 1), bucket(1, 2)], has_more: true, next_page: 'two' },
    );
    expect(told).toEqual({ days: { 0: 1, 1: 2, 2: 3, 3: 0 }, odd: 1, cut: null });
  });

  it('are added once where a row of a day comes again as it was, and as rows of their own where anything differs', async () => {
    const row = (value: number, project_id = 'proj_1') => ({
      ...{ amount: { value, currency: 'usd' }, line_item: 'a, input', project_id },
    });
    const day = { ...bucket(0), results: [row(1), row(2, 'proj_2'), row(1), row(1, 'proj_3')] };
    const told = await costs(() => last(day, bucket(1), bucket(2), bucket(3)));
    // 1 of the first project, 2 of the second, 1 of the third; the first one's second row is the same row.
    expect(told).toEqual({ days: { 0: 4, 1: 0, 2: 0, 3: 0 }, odd: 1, cut: null });
  });

  it('are not known of a day that is told in two ways', async () => {
    const told = await costs(() => last(bucket(0, 1), bucket(0, 5), bucket(1), bucket(2), bucket(3)));
    expect(told).toEqual({ days: { 1: 0, 2: 0, 3: 0 }, odd: 1, cut: null });
  });

  it('of an hour are those of no day', async () => {
    const told = await costs(() => last(bucket(0, 1), bucket(1, 2, FIRST + DAY + 3_600), bucket(2), bucket(3)));
    expect(told).toEqual({ days: { 0: 1, 2: 0, 3: 0 }, odd: 1, cut: null });
  });
});

describe('costs of Anthropic', () => {
  const iso = (day: number) => new Date((FIRST + day * DAY) * 1000).toISOString();
  const none = { description: null, cost_type: null, model: null, token_type: null };
  const place = { workspace_id: null, service_tier: null, context_window: null };
  const day = (at: number, amount: string) => ({
    starting_at: iso(at),
    ending_at: iso(at + 1),
    results: [{ amount, currency: 'USD', ...none, ...place }],
  });

  it('are added once where a row of a day comes again as it was; rows that differ by tier alone add up', async () => {
    const row = (service_tier: string | null, amount = '100') => ({
      ...{ amount, currency: 'USD', ...none, ...place, service_tier },
    });
    const first = { ...day(0, '0'), results: [row('standard'), row('batch'), row('standard')] };
    const context = await contextFor('anthropic', () => ({ body: last(first) }));
    const read = await readLegacy(anthropicApi(context, context.http), 'cost', RANGE, NOW);
    expect(read.ok && byDay(read.value.windows)[0]).toBe(2);
    expect(read.ok && read.value.reading.notUnderstood).toBe(1);
  });

  it('are added once where a day comes a second time, and not known where it is told in two ways', async () => {
    const context = await contextFor('anthropic', () => ({
      body: last(day(0, '100'), day(0, '100'), day(1, '200'), day(1, '300')),
    }));
    const read = await readLegacy(anthropicApi(context, context.http), 'cost', RANGE, NOW);
    expect(read.ok && byDay(read.value.windows)).toEqual({ 0: 1, 2: 0, 3: 0 });
    expect(read.ok && read.value.reading.notUnderstood).toBe(2);
  });

  it('of an hour are in a form that is not known', async () => {
    const row = {
      starting_at: iso(0).replace('T00', 'T05'),
      ending_at: iso(1),
      group: { model: 'm', workspace_id: 'w' },
      cost: { amount: '100', list_amount: '100', currency: 'USD', requests: 1 },
    };
    const context = await contextFor('anthropic', () => ({ body: { ...last(row), data_refreshed_at: iso(3) } }));
    const read = await readAnalytics(anthropicApi(context, context.http), 'cost', RANGE, NOW);
    expect(read).toMatchObject({ ok: false, failure: { code: 'changed' } });
  });
});
