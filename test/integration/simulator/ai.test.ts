import { describe, expect, test } from 'vitest';
import { loadScenario, type Simulator } from '#main/simulator/index';
import { DAY } from '#shared/domain/instant';
import { ANCHOR, ask, simulate } from './simulated';

const TODAY = Math.floor(ANCHOR / DAY) * DAY;
const BETA = 'analytics-usage-cost-2026-08-24';

interface OpenAiPage {
  readonly data: readonly { readonly start_time: number; readonly results: readonly OpenAiRow[] }[];
  readonly has_more: boolean;
  readonly next_page: string | null;
}

interface OpenAiRow {
  readonly amount: { readonly value: string };
  readonly input_tokens: number;
  readonly input_cached_tokens: number;
  readonly input_cache_write_tokens: number;
  readonly input_uncached_tokens: number;
  readonly output_tokens: number;
  readonly model: string | null;
  readonly project_id: string | null;
}

function openai<T = OpenAiPage>(
  simulator: Simulator,
  path: string,
  key = simulator.credentials.openai?.adminKey ?? '',
) {
  return ask<T>(simulator, `/openai/v1/organization/${path}`, { token: key });
}

interface AnthropicRow {
  readonly starting_at: string;
  readonly group: Readonly<Record<string, string | null>>;
  readonly usage: { readonly total_tokens: number };
  readonly cost: { readonly amount: string; readonly requests: number | null };
  readonly results: readonly { readonly amount: string; readonly output_tokens: number }[];
}

interface AnthropicPage {
  readonly data: readonly AnthropicRow[];
  readonly has_more: boolean;
  readonly next_page: string | null;
  readonly data_refreshed_at: string;
}

function anthropic<T = AnthropicPage>(simulator: Simulator, path: string, headers: Record<string, string> = {}) {
  return ask<T>(simulator, `/anthropic/v1/organizations/${path}`, {
    token: null,
    headers: {
      'x-api-key': simulator.credentials.anthropic?.adminKey ?? '',
      'anthropic-version': '2023-06-01',
      'anthropic-beta': BETA,
      ...headers,
    },
  });
}

const sum = (numbers: readonly number[]) => numbers.reduce((total, number) => total + number, 0);
const dollars = (page: OpenAiPage) =>
  sum(page.data.flatMap(({ results }) => results.map(({ amount }) => Number(amount.value))));
const cents = (page: AnthropicPage) => sum(page.data.map(({ cost }) => Number(cost.amount)));

describe('OpenAI', () => {
  test('usage by model: input holds its parts, and models add up to the whole', async () => {
    const simulator = await simulate();
    const range = `start_time=${TODAY - 5 * DAY}&end_time=${TODAY}`;
    const whole = (await openai(simulator, `usage/completions?${range}`)).body;
    const parts = (await openai(simulator, `usage/completions?${range}&group_by[]=model&group_by[]=project_id`)).body;
    expect(whole.data).toHaveLength(5);
    for (const [index, bucket] of whole.data.entries()) {
      const rows = parts.data[index]?.results ?? [];
      expect(rows.map(({ model }) => model).sort()).toEqual(['gpt-6-luna', 'gpt-6.1-sol']);
      expect(sum(rows.map((row) => row.output_tokens))).toBe(bucket.results[0]?.output_tokens);
      for (const row of [...rows, ...bucket.results]) {
        expect(row.input_uncached_tokens + row.input_cached_tokens + row.input_cache_write_tokens).toBe(
          row.input_tokens,
        );
      }
    }
  });

  test('costs are texts in dollars; line items add up', async () => {
    const simulator = await simulate();
    const range = `start_time=${TODAY - 17 * DAY}&limit=31`;
    const whole = (await openai(simulator, `costs?${range}`)).body;
    const lines = (await openai(simulator, `costs?${range}&group_by=line_item`)).body;
    expect(whole.data[0]?.results[0]?.amount.value).toMatch(/^\d+\.\d+$/);
    expect(dollars(lines)).toBeCloseTo(dollars(whole), 9);
  });

  test('pages are bound to their query', async () => {
    const simulator = await simulate();
    const query = `usage/completions?start_time=${TODAY - 9 * DAY}&limit=4`;
    const first = (await openai(simulator, query)).body;
    expect(first.has_more).toBe(true);
    const second = (await openai(simulator, `${query}&page=${first.next_page}`)).body;
    expect(second.data[0]?.start_time).toBe(TODAY - 5 * DAY);
    expect((await openai(simulator, `${query}&group_by=model&page=${first.next_page}`)).status).toBe(400);
  });

  test.each([
    ['a project key', 'costs?start_time=1795000000', 'sk-proj-sample000000000000', 403],
    ['a wrong key', 'costs?start_time=1795000000', 'sk-admin-wrong', 401],
    ['milliseconds', 'costs?start_time=1795000000000', undefined, 400],
    ['too many buckets', 'usage/completions?start_time=1795000000&limit=32', undefined, 400],
    ['a grouping that does not exist', 'costs?start_time=1795000000&group_by=model', undefined, 400],
    ['an unknown kind', 'usage/dreams?start_time=1795000000', undefined, 404],
    ['no spend limit', 'spend_limit', undefined, 404],
  ])('%s', async (_case, path, key, status) => {
    expect((await openai(await simulate(), path, key)).status).toBe(status);
  });
});

describe('Anthropic', () => {
  const range = `starting_at=2026-11-10T00:00:00Z&ending_at=2026-11-17T00:00:00Z`;

  test('analytics: token types and models add up to the whole, in cents', async () => {
    const simulator = await simulate();
    const query = `analytics/cost?${range}&time_bucket_width=1d&limit=1000`;
    const whole = (await anthropic(simulator, query)).body;
    const types = (await anthropic(simulator, `${query}&group_by[]=token_type&group_by[]=model`)).body;
    expect(whole.data).toHaveLength(7);
    expect(cents(types)).toBeCloseTo(cents(whole), 6);
    expect(types.data[0]?.cost.requests).toBeNull();
    expect(whole.data[0]?.group).toMatchObject({ model: null, product: null });
  });

  test('the legacy reports tell the same of days that both have', async () => {
    const simulator = await simulate();
    const current = (await anthropic(simulator, `analytics/cost?${range}&time_bucket_width=1d&limit=1000`)).body;
    const legacy = (await anthropic(simulator, `cost_report?${range}`)).body;
    const old = sum(legacy.data.flatMap(({ results }) => results.map(({ amount }) => Number(amount))));
    expect(old).toBeCloseTo(cents(current), 6);
  });

  test('analytics run four hours behind and say so; legacy is fresher', async () => {
    const simulator = await simulate();
    const today = 'starting_at=2026-11-18T00:00:00Z&ending_at=2026-11-19T00:00:00Z';
    const current = (await anthropic(simulator, `analytics/usage?${today}`)).body;
    const legacy = (await anthropic(simulator, `usage_report/messages?${today}`)).body;
    expect(current.data_refreshed_at).toBe('2026-11-18T06:46:00Z');
    const output = legacy.data[0]?.results[0]?.output_tokens ?? 0;
    expect(output / 0.16).toBeGreaterThan(current.data[0]?.usage.total_tokens ?? Number.POSITIVE_INFINITY);
  });

  test('without the beta, or where it is refused, analytics are not found', async () => {
    const account = loadScenario('sample').anthropic;
    const scenario = {
      ...loadScenario('sample'),
      anthropic: account === null ? null : { ...account, analytics: false },
    };
    expect((await anthropic(await simulate(), `analytics/usage?${range}`, { 'anthropic-beta': '' })).status).toBe(404);
    const refusing = await simulate({ scenario });
    expect((await anthropic(refusing, `analytics/usage?${range}`)).status).toBe(404);
    expect((await anthropic(refusing, `usage_report/messages?${range}`)).status).toBe(200);
  });

  test.each([
    ['a wrong key', 'me', { 'x-api-key': 'sk-ant-admin01-wrong' }, 401],
    ['a key for models', 'me', { 'x-api-key': 'sk-ant-api03-sample0000' }, 403],
    ['more than 31 days', 'analytics/usage?starting_at=2026-09-01T00:00:00Z&ending_at=2026-11-01T00:00:00Z', {}, 400],
    ['a bucket without an end', 'analytics/usage?starting_at=2026-11-01T00:00:00Z&time_bucket_width=1d', {}, 400],
    ['an unknown group', `analytics/usage?${range}&group_by[]=mood`, {}, 400],
  ])('%s', async (_case, path, headers, status) => {
    expect((await anthropic(await simulate(), path, headers)).status).toBe(status);
  });
});

test('both together cost about $5.36 a day and $96.40 in the month so far', async () => {
  const simulator = await simulate();
  const open = (await openai(simulator, `costs?start_time=${TODAY - 17 * DAY}&limit=31`)).body;
  const other = (
    await anthropic(simulator, 'analytics/cost?starting_at=2026-11-01T00:00:00Z&ending_at=2026-11-19T00:00:00Z')
  ).body;
  const spent = dollars(open) + cents(other) / 100;
  expect(spent).toBeGreaterThan(95.5);
  expect(spent).toBeLessThan(97.5);
});

describe('Neon and the AI gateway', () => {
  test('a compute sleeps outside its hours, and asking does not wake it', async () => {
    const simulator = await simulate({ scenario: 'pro-growth' });
    const state = async (project: string) =>
      (
        await ask<{ endpoints: { current_state: string }[] }>(simulator, `/neon/api/v2/projects/${project}/endpoints`, {
          token: 'napi_sample0000',
        })
      ).body.endpoints[0]?.current_state;
    expect(await state('calm-river-40211873')).toBe('active');
    expect([await state('still-lake-11800342'), await state('still-lake-11800342')]).toEqual(['idle', 'idle']);
  });

  test('daily consumption adds up to what the project shows', async () => {
    const simulator = await simulate({ scenario: 'pro-growth' });
    const neon = <T>(path: string) => ask<T>(simulator, `/neon/api/v2/${path}`, { token: 'napi_sample0000' });
    const project = await neon<{ project: { compute_time_seconds: number } }>('projects/calm-river-40211873');
    const query =
      'org_id=org-acme-1&from=2026-11-01T00:00:00Z&to=2026-11-19T00:00:00Z&granularity=daily&metrics=compute_unit_seconds&project_ids=calm-river-40211873';
    const history = await neon<{ projects: { periods: { consumption: { metrics: { value: number }[] }[] }[] }[] }>(
      `consumption_history/v2/projects?${query}`,
    );
    const frames = history.body.projects[0]?.periods[0]?.consumption ?? [];
    expect(frames).toHaveLength(18);
    expect(sum(frames.map(({ metrics }) => metrics[0]?.value ?? 0))).toBe(project.body.project.compute_time_seconds);
    const old = query.replace('2026-11-01', '2026-03-01');
    expect((await neon(`consumption_history/v2/projects?${old}`)).status).toBe(406);
    expect((await ask(simulator, '/neon/api/v2/projects')).status).toBe(401);
  });

  test('credits go down as the report says', async () => {
    const simulator = await simulate({ scenario: 'pro-growth' });
    const gateway = <T>(path: string) => ask<T>(simulator, `/ai-gateway/v1/${path}`, { token: 'vck_sample0000' });
    const credits = await gateway<{ balance: string }>('credits');
    expect(credits.body.balance).toBe('95.5');
    const report = await gateway<{ results: { day: string; model: string; total_cost: number }[] }>(
      'report?start_date=2026-11-16&end_date=2026-11-17&group_by=model&date_part=day',
    );
    expect(report.body.results.map(({ day }) => day)).toEqual(['2026-11-16', '2026-11-17']);
    expect(report.body.results[0]?.total_cost).toBeGreaterThan(0);
    expect((await gateway('report?start_date=yesterday&end_date=2026-11-17')).status).toBe(400);
  });
});
