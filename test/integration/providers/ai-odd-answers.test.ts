import { describe, expect, it } from 'vitest';
import { blankEvent, monthToDate, windowSamples } from '#main/providers/ai-report';
import { openAiApi } from '#main/providers/openai/client';
import { USAGE_KINDS } from '#main/providers/openai/kinds';
import { readSpendLimit } from '#main/providers/openai/organization';
import { readCostWindow, readUsageWindow } from '#main/providers/openai/reports';
import { calendarMonthOf } from '#shared/core/calendar/calendar';
import { DAY } from '#shared/domain/instant';
import { accountStop } from '#shared/words/provider-stop';
import { answered, type StandInAnswer } from '../support/answered';
import { collectionContext, NOW } from '../support/collection-context';
import { byDay, FIRST, known, RANGE, TODAY, unreadIn } from './odd-ai';

async function openAi(say: (path: string, query: URLSearchParams) => StandInAnswer | undefined) {
  const server = await answered(say);
  const settings = { baseUrl: server.url };
  const context = collectionContext({ provider: 'openai', settings, credentials: { adminKey: 'sk-admin-0123456789' } });
  return { api: openAiApi(context, context.http), server };
}

const cost = (value: unknown, more: object = {}) => ({
  object: 'organization.costs.result',
  amount: { value, currency: 'usd' },
  line_item: 'gpt-6-astra, input_tokens',
  project_id: 'proj_a1',
  ...more,
});
const bucket = (day: number, ...results: unknown[]) => ({
  object: 'bucket',
  start_time: FIRST + day * DAY,
  end_time: FIRST + (day + 1) * DAY,
  results,
});
const lastPage = (data: readonly unknown[]) => ({ body: { object: 'page', data, has_more: false, next_page: null } });
const costs = async (...data: unknown[]) => {
  const { api } = await openAi(() => lastPage(data));
  return known(await readCostWindow(api, RANGE, NOW));
};

describe('costs of OpenAI', () => {
  it('come as number, text, exponent and credit, and a day without results is a day without cost', async () => {
    const read = await costs(
      bucket(0, cost(1.25), cost('12.503217', { line_item: 'b' })),
      bucket(1),
      bucket(2, cost('0E-6'), cost('-2.5', { line_item: 'Credit' })),
      bucket(3, cost(1.2e-7)),
    );
    expect(byDay(read.windows)).toEqual({ 0: 13.753217, 1: 0, 2: -2.5, 3: 0 });
    expect(read).toMatchObject({ cut: null, reading: { rows: 9, notUnderstood: 0 } });
  });

  it.each([
    ['an amount that is none', cost('n/a')],
    ['an amount of null', cost(null)],
    ['no amount', { ...cost(1), amount: undefined }],
    ['an amount that cannot be read, in a row like another one', cost(null, { line_item: 'b' })],
  ])('lose of a day with %s that amount alone, and count it', async (_what, odd) => {
    const read = await costs(
      bucket(0, cost(1)),
      bucket(1, cost(2, { line_item: 'b' }), odd),
      bucket(2),
      bucket(3, cost(3)),
    );
    expect(byDay(read.windows)).toEqual({ 0: 1, 1: 2, 2: 0, 3: 3 });
    expect(read.reading).toEqual({ rows: 8, notUnderstood: 1 });
    expect(unreadIn(read.windows)).toBe(1);
    const days = read.windows.flatMap((window) => windowSamples('OPENAI', window, 'costs', NOW));
    expect(days.filter(({ projectId }) => projectId === null).map(({ lowerBound }) => lowerBound === true)).toEqual([
      ...[false, true, false, false],
    ]);
  });

  it('know nothing of a day with a result that is no object, and count it', async () => {
    const read = await costs(bucket(0, cost(1)), bucket(1, cost(2), 7), bucket(2), bucket(3, cost(3)));
    expect(byDay(read.windows)).toEqual({ 0: 1, 2: 0, 3: 3 });
    expect(read.reading).toEqual({ rows: 8, notUnderstood: 1 });
  });

  it('know nothing of a day whose bucket cannot be placed', async () => {
    const read = await costs(
      bucket(0, cost(1)),
      { ...bucket(1, cost(2)), start_time: 'yesterday' },
      bucket(2),
      bucket(3),
    );
    expect(byDay(read.windows)).toEqual({ 0: 1, 2: 0, 3: 0 });
    expect(read.reading.notUnderstood).toBe(1);
  });

  it.each([
    ['says that there is more and not where', () => ({ has_more: true, next_page: null })],
    ['goes round', () => ({ has_more: true, next_page: 'again' })],
  ])('are those of the days that came where the list %s', async (_what, more) => {
    const { api, server } = await openAi(() => ({
      body: { data: [bucket(0, cost(1)), bucket(1, cost(2))], ...more() },
    }));
    const read = known(await readCostWindow(api, RANGE, NOW));
    expect(byDay(read.windows)).toEqual({ 0: 1, 1: 2 });
    expect(read.cut).toMatchObject({ code: 'bad-response' });
    expect(server.asked.length).toBeLessThanOrEqual(2);
  });

  it('are asked for up to now, not into the future', async () => {
    const ends: (string | null)[] = [];
    const { api } = await openAi((_path, query) => {
      ends.push(query.get('end_time'));
      return lastPage([]);
    });
    const [completions] = USAGE_KINDS;
    await readCostWindow(api, RANGE, NOW);
    if (completions !== undefined) await readUsageWindow(api, completions, RANGE, NOW);
    await readCostWindow(api, { start: FIRST, end: TODAY }, NOW);
    expect(ends).toEqual([String(NOW), String(NOW), String(TODAY)]);
  });

  it('in another currency are in no sum of dollars, and counted', async () => {
    const read = await costs(bucket(0, cost(1), cost(5, { line_item: 'b', amount: { value: 5, currency: 'eur' } })));
    expect(read.reading.notUnderstood).toBe(1);
  });
});

describe('the spend of a month', () => {
  const events = (costMicros: number | null) => [{ ...blankEvent('openai', 'cost', FIRST, NOW), costMicros }];
  const windowOf = (costMicros: number | null) =>
    ({
      kind: 'cost',
      bucketSeconds: DAY,
      range: { start: FIRST, end: FIRST + DAY },
      events: events(costMicros),
    }) as const;
  const month = (costMicros: number | null, kept: unknown) =>
    monthToDate('OPENAI', [windowOf(costMicros)], kept, 'costs', FIRST + 3_600);
  const before = Object.fromEntries(
    Array.from({ length: (FIRST - calendarMonthOf(FIRST, 'UTC').start) / DAY }, (_, at) => [
      String(calendarMonthOf(FIRST, 'UTC').start + at * DAY),
      1_000_000,
    ]),
  );

  it('is a lower bound while an amount of a day was not read, also in later cycles', () => {
    expect(month(2_000_000, before).samples[0]?.lowerBound).toBeUndefined();
    const first = month(null, before);
    expect(first.samples).toMatchObject([{ lowerBound: true, value: Object.keys(before).length }]);
    const later = monthToDate('OPENAI', [], first.cursor, 'costs', FIRST + 7_200);
    expect(later.samples).toMatchObject([{ lowerBound: true }]);
    expect(month(2_000_000, first.cursor).samples[0]).not.toHaveProperty('lowerBound');
  });
});

describe('usage of OpenAI', () => {
  const [completions] = USAGE_KINDS;
  const usage = {
    input_tokens: 100,
    input_cached_tokens: 30,
    output_tokens: 9,
    num_model_requests: 2,
    model: 'm',
    project_id: 'p',
  };
  const read = async (...results: unknown[]) => {
    const { api } = await openAi(() => lastPage([bucket(0, ...results)]));
    if (completions === undefined) throw new Error('There is no kind.');
    return known(await readUsageWindow(api, completions, RANGE, NOW));
  };

  it.each([
    ['a class that other results have', { ...usage, model: 'n', input_cached_tokens: undefined }],
    ['requests', { ...usage, model: 'n', num_model_requests: undefined }],
    ['a model', { ...usage, model: undefined }],
    ['parts that come to the whole', { ...usage, model: 'n', input_uncached_tokens: 90 }],
  ])('is counted where a result lacks %s', async (_what, odd) => {
    expect((await read(usage, odd)).reading).toEqual({ rows: 3, notUnderstood: 1 });
  });

  it('is not known for a day of which a count is none', async () => {
    const { windows, reading } = await read(usage, { ...usage, model: 'n', input_tokens: 'many' });
    expect(windows.map(({ range }) => range)).toEqual([{ start: FIRST + DAY, end: RANGE.end }]);
    expect(reading.notUnderstood).toBe(1);
  });
});

describe('the spend limit of OpenAI', () => {
  const limit = { object: 'organization.spend_limit', threshold_amount: 50_000, currency: 'USD', interval: 'month' };
  const read = async (body: object) => {
    const { api } = await openAi(() => ({ body }));
    return known(await readSpendLimit(api));
  };

  it('that is enforced refuses requests right now, which is an alert at once', async () => {
    const { facts } = await read({ ...limit, enforcement: { status: 'enforcing' } });
    expect(facts?.limits).toMatchObject([{ value: 500, unit: 'USD', atLimit: 'hard' }]);
    expect(facts?.block).toMatchObject({ reason: 'SPEND_LIMIT_REACHED' });
    const connection = { ...collectionContext({ provider: 'openai' }).connection, title: 'acme' };
    const stop = facts?.block ? accountStop(connection, 'OpenAI', facts.block) : null;
    expect(stop?.title).toBe('OpenAI has paused the account acme: spend limit reached');
    expect(stop?.sentence).toMatch(/^Raise the spend limit of the organization at OpenAI/);
  });

  it('that is not enforced now is a hard limit all the same, and nothing is stopped', async () => {
    const { facts, reading } = await read({ ...limit, enforcement: { status: 'inactive' } });
    expect(facts).toMatchObject({ limits: [{ atLimit: 'hard' }], block: null });
    expect(reading).toEqual({ rows: 1, notUnderstood: 0 });
  });

  it('of which it is not understood whether it is enforced says so, and nothing of a stop', async () => {
    const { facts, reading } = await read({ ...limit, enforcement: { status: 'paused' } });
    expect(facts).not.toHaveProperty('block');
    expect(reading?.notUnderstood).toBe(1);
  });

  it('that is not set stops nothing', async () => {
    const { api } = await openAi(() => undefined);
    expect(known(await readSpendLimit(api)).facts).toEqual({ block: null });
  });
});
