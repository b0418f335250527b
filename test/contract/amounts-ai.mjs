import { createGateway } from '@ai-sdk/gateway';
import Anthropic from '@anthropic-ai/sdk';
import OpenAI from 'openai';
import { ensure, ensureClose, ensureNear } from './check.mjs';
import { isMidnightInUtc } from './days.mjs';

const DAY = 86_400;
const DAYS = 5;
const BETA = ['analytics-usage-cost-2026-08-24'];

const sum = (numbers) => numbers.reduce((total, one) => total + Number(one), 0);
const iso = (seconds) => new Date(seconds * 1000).toISOString();

/** The four classes of tokens that the scenario knows, as each provider names them. */
const OPENAI_CLASSES = {
  uncached: 'input_uncached_tokens',
  cached: 'input_cached_tokens',
  cacheWrite: 'input_cache_write_tokens',
  output: 'output_tokens',
};
const ANTHROPIC_CLASSES = {
  uncached: (row) => row.uncached_input_tokens,
  cached: (row) => row.cache_read_input_tokens,
  cacheWrite: (row) => row.cache_creation.ephemeral_5m_input_tokens,
  output: (row) => row.output_tokens,
};

/** Dollars for what `rows` used of `model`, by the scenario's own price list: dollars a million tokens. */
function priced(model, rows, classOf) {
  return sum(
    Object.keys(model.price).map((name) => (sum(rows.map((row) => classOf(row, name))) * model.price[name]) / 1e6),
  );
}

/** Each class has the share of all tokens that the scenario gives it. */
function ensureShares(model, rows, classOf) {
  const all = sum(
    ['uncached', 'cached', 'cacheWrite', 'output'].map((name) => sum(rows.map((row) => classOf(row, name)))),
  );
  const shares = { cached: model.cached, cacheWrite: model.cacheWrite, output: model.output };
  for (const [name, share] of Object.entries(shares)) {
    const own = sum(rows.map((row) => classOf(row, name))) / all;
    ensure(Math.abs(own - share) < 0.001, `${name} of ${model.model}: ${own} of all tokens instead of ${share}`);
  }
}

/** All items of a list that has pages. */
async function all(pages) {
  const items = [];
  for await (const item of pages) items.push(item);
  return items;
}

/**
 * What the clients of the AI providers and of the AI Gateway print, against the scenario's own tokens and
 * prices, against raw answers summed here, and against the provider's other reports. Closed days only.
 */
export function aiAmounts({ url, gatewayUrl, credentials, scenario, now }) {
  const end = Math.floor(now / DAY - 1) * DAY;
  const start = end - DAYS * DAY;
  return [
    ...openAiAmounts({ url, scenario, credentials, start, end }),
    ...anthropicAmounts({ url, scenario, credentials, start, end }),
    ...gatewayAmounts({ gatewayUrl, scenario, credentials, start, end }),
  ];
}

function openAiAmounts({ url, scenario, credentials, start, end }) {
  const base = `${url}/openai/v1`;
  const client = new OpenAI({ baseURL: base, adminAPIKey: credentials.openai.adminKey, apiKey: null, maxRetries: 0 });
  const { usage } = client.admin.organization;
  const call = (name, expect, run) => ({ client: 'openai 7.57.0', call: name, expect, run });
  const range = { start_time: start, end_time: end };
  const { models, otherUsage } = scenario.openai;
  /** All results of a report with the day that they belong to, two days a page. */
  const read = async (method, query = {}) => {
    const rows = [];
    let days = 0;
    for (let page; ; ) {
      const answer = await usage[method]({ ...range, limit: 2, ...query, ...(page ? { page } : {}) });
      for (const bucket of answer.data) {
        ensure(isMidnightInUtc(bucket.start_time * 1000), `${iso(bucket.start_time)} begins no day of UTC`);
        days += 1;
        rows.push(...bucket.results.map((result) => ({ ...result, day: bucket.start_time })));
      }
      if (!answer.has_more) break;
      page = answer.next_page;
    }
    ensure(days === DAYS, `${days} days instead of ${DAYS}`);
    return rows;
  };
  const tokensOf = (row, name) => row[OPENAI_CLASSES[name]];
  const methodOf = (kind) => kind.replace(/_(\w)/g, (_all, letter) => letter.toUpperCase());
  return [
    call('usage.costs by line item', 'the tokens of usage.completions times the price of each class', async () => {
      const tokens = await read('completions', { group_by: ['model'] });
      const costs = await read('costs', { group_by: ['line_item'] });
      for (const model of models) {
        const own = tokens.filter((row) => row.model === model.model);
        const lines = costs.filter((row) => row.line_item.startsWith(`${model.model}, `));
        ensure(own.length === DAYS && lines.length >= DAYS, `${own.length} days of ${model.model}`);
        for (const { day } of own) {
          const expected = priced(
            model,
            own.filter((row) => row.day === day),
            tokensOf,
          );
          ensureClose(
            sum(lines.filter((row) => row.day === day).map((row) => row.amount.value)),
            expected,
            model.model,
          );
        }
        ensureShares(model, own, tokensOf);
      }
    }),
    call('usage.completions', 'all input holds its classes, as summed from the raw answer', async () => {
      const tokens = await read('completions', { group_by: ['model'] });
      const answer = await fetch(
        `${base}/organization/usage/completions?start_time=${start}&end_time=${end}&limit=31`,
        {
          headers: { authorization: `Bearer ${credentials.openai.adminKey}` },
        },
      );
      const raw = (await answer.json()).data.flatMap(({ results }) => results);
      for (const field of ['input_tokens', 'output_tokens', 'num_model_requests']) {
        // Requests are rounded down by group, so that they alone may differ by one a day and model.
        ensureNear(sum(tokens.map((row) => row[field])), sum(raw.map((row) => row[field])), field, 0.001);
      }
      for (const row of tokens) {
        const parts = ['uncached', 'cached', 'cacheWrite'].map((name) => tokensOf(row, name));
        ensureClose(sum(parts), row.input_tokens, 'the classes of the input');
      }
    }),
    ...Object.entries(otherUsage).map(([kind, { field, amount }]) =>
      call(`usage.${methodOf(kind)}`, `${amount} ${field} in each of five days`, async () => {
        const rows = await read(methodOf(kind));
        ensureClose(sum(rows.map((row) => row[field])), amount * DAYS, field);
        ensure(
          rows.every((row) => row[field] === amount),
          'days that differ',
        );
      }),
    ),
  ];
}

function anthropicAmounts({ url, scenario, credentials, start, end }) {
  const client = new Anthropic({ baseURL: `${url}/anthropic`, apiKey: credentials.anthropic.adminKey, maxRetries: 0 });
  const { analytics } = client.beta.organization;
  const call = (name, expect, run) => ({ client: '@anthropic-ai/sdk 1.13.0', call: name, expect, run });
  const range = { starting_at: iso(start), ending_at: iso(end) };
  const { models } = scenario.anthropic;
  const rowsOf = async (list, query) => {
    const rows = await all(
      list.list({ ...range, time_bucket_width: '1d', order_by: 'time', order: 'asc', limit: 3, betas: BETA, ...query }),
    );
    for (const row of rows)
      ensure(isMidnightInUtc(Date.parse(row.starting_at)), `${row.starting_at} begins no day of UTC`);
    return rows;
  };
  /** The older reports, whose types the SDK no longer has, over its own transport. */
  const report = async (path, query) => {
    const rows = [];
    let days = 0;
    for (let page; ; ) {
      const answer = await client.get(path, {
        query: { ...range, bucket_width: '1d', limit: 2, ...query, ...(page ? { page } : {}) },
      });
      for (const bucket of answer.data) {
        ensure(isMidnightInUtc(Date.parse(bucket.starting_at)), `${bucket.starting_at} begins no day of UTC`);
        days += 1;
        rows.push(...bucket.results);
      }
      if (!answer.has_more) break;
      page = answer.next_page;
    }
    ensure(days === DAYS, `${days} days instead of ${DAYS}`);
    return rows;
  };
  const inAnalytics = (row, name) => ANTHROPIC_CLASSES[name](row.usage);
  const inReport = (row, name) => ANTHROPIC_CLASSES[name](row);
  const cents = (rows) => sum(rows.map(({ cost, amount }) => cost?.amount ?? amount));
  return [
    call(
      'analytics.cost.list by model',
      'the tokens of analytics.usage times the price of each class, in cents',
      async () => {
        const tokens = await rowsOf(analytics.usage, { group_by: ['model'] });
        const costs = await rowsOf(analytics.cost, { group_by: ['model'] });
        for (const model of models) {
          const own = tokens.filter(({ group }) => group.model === model.model);
          ensure(own.length === DAYS, `${own.length} days of ${model.model}`);
          ensureClose(
            cents(costs.filter(({ group }) => group.model === model.model)),
            priced(model, own, inAnalytics) * 100,
            model.model,
          );
          ensureShares(model, own, inAnalytics);
        }
      },
    ),
    call('get /usage_report/messages', 'the tokens of analytics.usage, class by class', async () => {
      const tokens = await rowsOf(analytics.usage, { group_by: ['model'] });
      const older = await report('/v1/organizations/usage_report/messages', { group_by: ['model'] });
      for (const model of models) {
        const own = older.filter((row) => row.model === model.model);
        for (const name of Object.keys(ANTHROPIC_CLASSES)) {
          const expected = sum(
            tokens.filter(({ group }) => group.model === model.model).map((row) => inAnalytics(row, name)),
          );
          ensureClose(sum(own.map((row) => inReport(row, name))), expected, `${name} of ${model.model}`);
        }
        ensureShares(model, own, inReport);
      }
    }),
    call('get /cost_report', 'the amounts of analytics.cost, in cents, and the tokens times their price', async () => {
      const costs = await rowsOf(analytics.cost, { group_by: ['model'] });
      const older = await report('/v1/organizations/cost_report', { group_by: ['workspace_id', 'description'] });
      const tokens = await report('/v1/organizations/usage_report/messages', { group_by: ['model'] });
      ensureClose(cents(older), cents(costs), 'all costs');
      for (const model of models) {
        const own = tokens.filter((row) => row.model === model.model);
        ensure(own.length === DAYS, `${own.length} days of ${model.model}`);
        ensureClose(
          cents(older.filter((row) => row.model === model.model)),
          priced(model, own, inReport) * 100,
          model.model,
        );
      }
    }),
  ];
}

function gatewayAmounts({ gatewayUrl, scenario, credentials, start, end }) {
  const gateway = createGateway({ apiKey: credentials.aiGateway.apiKey, baseURL: `${gatewayUrl}/v1/ai` });
  const call = (name, expect, run) => ({ client: '@ai-sdk/gateway 3.0.232', call: name, expect, run });
  const day = (seconds) => iso(seconds).slice(0, 10);
  const classOf = (row, name) => {
    const { inputTokens, cachedInputTokens, cacheCreationInputTokens, outputTokens } = row;
    const input = inputTokens - cachedInputTokens - cacheCreationInputTokens;
    return { uncached: input, cached: cachedInputTokens, cacheWrite: cacheCreationInputTokens, output: outputTokens }[
      name
    ];
  };
  const reportOf = async (from, to) =>
    (await gateway.getSpendReport({ startDate: day(from), endDate: day(to), groupBy: 'model' })).results;
  return [
    call('getSpendReport by model', 'the tokens times the price of each class', async () => {
      const rows = await reportOf(start, end - DAY);
      for (const model of scenario.aiGateway.models) {
        const own = rows.filter((row) => row.model === model.model);
        ensure(own.length > 0, `nothing of ${model.model}`);
        ensureClose(sum(own.map(({ totalCost }) => totalCost)), priced(model, own, classOf), model.model);
        ensureShares(model, own, classOf);
      }
    }),
    call('getCredits', 'a balance that goes down by what is used, and the use of all days of the report', async () => {
      const { balance, totalUsed } = await gateway.getCredits();
      const { historyDays, aiGateway } = scenario;
      const now = Math.floor(Date.now() / 1000);
      let told = 0;
      // A report holds ninety days.
      for (let from = end - historyDays * DAY - DAY; from <= now; from += 80 * DAY) {
        told += sum((await reportOf(from, Math.min(now, from + 79 * DAY))).map(({ totalCost }) => totalCost));
      }
      ensureNear(Number(totalUsed), told, 'used since the start', 0.01);
      ensureNear(Number(balance), aiGateway.balance, 'the balance', 0.01);
    }),
  ];
}
