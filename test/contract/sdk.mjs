import Anthropic from '@anthropic-ai/sdk';
import { Redis } from '@upstash/redis';
import { VercelCore } from '@vercel/sdk/core.js';
import { authenticationGetAuthToken } from '@vercel/sdk/funcs/authenticationGetAuthToken.js';
import { authenticationListAuthTokens } from '@vercel/sdk/funcs/authenticationListAuthTokens.js';
import { deploymentsGetDeployments } from '@vercel/sdk/funcs/deploymentsGetDeployments.js';
import { projectsGetProjects } from '@vercel/sdk/funcs/projectsGetProjects.js';
import { teamsGetTeam } from '@vercel/sdk/funcs/teamsGetTeam.js';
import { teamsGetTeams } from '@vercel/sdk/funcs/teamsGetTeams.js';
import { userGetAuthUser } from '@vercel/sdk/funcs/userGetAuthUser.js';
import { VercelCore as OldVercelCore } from '@vercel/sdk-1-21/core.js';
import { billingListBillingCharges } from '@vercel/sdk-1-21/funcs/billingListBillingCharges.js';
import { billingListContractCommitments } from '@vercel/sdk-1-21/funcs/billingListContractCommitments.js';
import OpenAI from 'openai';
import { ensure, ensureClose } from './check.mjs';

const DAY = 86_400;
const TEAM = 'team_acme0001';

/** The value of an SDK's result, or its error thrown. */
function unwrapped(result) {
  if (!result.ok) {
    throw result.error;
  }
  return result.value;
}

/** Calls of the providers' own SDKs. */
export function sdkChecks({ simulator, now }) {
  return [
    ...vercelChecks(simulator),
    ...chargeChecks(simulator, now),
    ...aiChecks(simulator, now),
    redisCheck(simulator),
  ];
}

function vercelChecks(simulator) {
  const core = new VercelCore({ serverURL: simulator.url, bearerToken: 'tok_test01' });
  const call = (name, expect, run) => ({ client: '@vercel/sdk 1.28.35', call: name, expect, run });
  return [
    call('userGetAuthUser', 'the user', async () => {
      ensure(unwrapped(await userGetAuthUser(core)).user.username === 'ana', 'another user');
    }),
    call('teamsGetTeams', 'the own team and one that may not be read', async () => {
      const { teams } = unwrapped(await teamsGetTeams(core, { limit: 20 }));
      ensure(teams.length === 2 && teams.some((team) => team.limited === true), `${teams.length} teams`);
    }),
    call('teamsGetTeam', 'its name', async () => {
      ensure(unwrapped(await teamsGetTeam(core, { teamId: TEAM })).name === 'Acme', 'another team');
    }),
    call('deploymentsGetDeployments', 'two pages that do not overlap', async () => {
      const first = unwrapped(await deploymentsGetDeployments(core, { teamId: TEAM, limit: 5 }));
      const second = unwrapped(
        await deploymentsGetDeployments(core, { teamId: TEAM, limit: 5, until: first.pagination.next }),
      );
      const ids = [...first.deployments, ...second.deployments].map(({ uid }) => uid);
      ensure(ids.length === 10 && new Set(ids).size === 10, `${new Set(ids).size} different deployments`);
    }),
    call('projectsGetProjects', 'all projects', async () => {
      const found = unwrapped(await projectsGetProjects(core, { teamId: TEAM, limit: '20' }));
      const projects = Array.isArray(found) ? found : found.projects;
      ensure(projects.length === 3, `${projects.length} projects`);
    }),
    call('authenticationListAuthTokens', 'all tokens', async () => {
      const { tokens } = unwrapped(await authenticationListAuthTokens(core));
      ensure(tokens.length === simulator.scenario.tokens.length, `${tokens.length} tokens`);
    }),
    call('authenticationGetAuthToken current', 'the token of this request', async () => {
      ensure(
        unwrapped(await authenticationGetAuthToken(core, { tokenId: 'current' })).token.id === 'tkn_test',
        'another token',
      );
    }),
    call('userGetAuthUser with a wrong token', 'status 403', async () => {
      const wrong = new VercelCore({ serverURL: simulator.url, bearerToken: 'tok_wrong01' });
      const result = await userGetAuthUser(wrong);
      ensure(!result.ok && result.error.statusCode === 403, `status ${result.ok ? 200 : result.error.statusCode}`);
    }),
  ];
}

function chargeChecks(simulator, now) {
  const core = new OldVercelCore({ serverURL: simulator.url, bearerToken: 'tok_test01' });
  const iso = (seconds) => new Date(seconds * 1000).toISOString();
  const call = (name, expect, run) => ({ client: '@vercel/sdk 1.21.9', call: name, expect, run });
  return [
    call('billingListBillingCharges', 'a stream of valid FOCUS rows, none from the last two days', async () => {
      const stream = unwrapped(
        await billingListBillingCharges(core, { from: iso(now - 10 * DAY), to: iso(now), teamId: TEAM }),
      );
      let rows = 0;
      let latest = '';
      for await (const row of stream) {
        rows += 1;
        const end = new Date(row.chargePeriodEnd ?? row.ChargePeriodEnd).toISOString();
        latest = end > latest ? end : latest;
      }
      ensure(rows > 100, `${rows} rows`);
      ensure(latest <= iso(now - DAY) && latest > iso(now - 4 * DAY), `latest row ends ${latest}`);
    }),
    call('billingListContractCommitments', 'one line', async () => {
      const stream = unwrapped(await billingListContractCommitments(core, { teamId: TEAM }));
      let rows = 0;
      for await (const _row of stream) {
        rows += 1;
      }
      ensure(rows === 1, `${rows} lines`);
    }),
  ];
}

function aiChecks(simulator, now) {
  const { openai: openaiAccess, anthropic: anthropicAccess } = simulator.credentials;
  const openai = new OpenAI({
    baseURL: openaiAccess.url,
    adminAPIKey: openaiAccess.adminKey,
    apiKey: null,
    maxRetries: 0,
  });
  const anthropic = new Anthropic({ baseURL: anthropicAccess.url, apiKey: anthropicAccess.adminKey, maxRetries: 0 });
  const start = Math.floor(now / DAY - 6) * DAY;
  const end = Math.floor(now / DAY - 1) * DAY;
  const range = { starting_at: new Date(start * 1000).toISOString(), ending_at: new Date(end * 1000).toISOString() };
  const beta = ['analytics-usage-cost-2026-08-24'];
  const collect = async (pages) => {
    const rows = [];
    for await (const row of pages) {
      rows.push(row);
    }
    return rows;
  };
  const openAiCall = (name, expect, run) => ({ client: 'openai 7.57.0', call: name, expect, run });
  const anthropicCall = (name, expect, run) => ({ client: '@anthropic-ai/sdk 1.13.0', call: name, expect, run });
  const results = (page) => page.data.flatMap((bucket) => bucket.results);
  return [
    openAiCall('usage.completions', 'five days, two models, input that holds its parts', async () => {
      const page = await openai.admin.organization.usage.completions({
        start_time: start,
        end_time: end,
        group_by: ['model', 'project_id'],
      });
      ensure(
        page.data.length === 5 && results(page).length === 10,
        `${page.data.length} days, ${results(page).length} rows`,
      );
      for (const row of results(page)) {
        ensure(
          row.input_tokens === row.input_uncached_tokens + row.input_cached_tokens + row.input_cache_write_tokens,
          'parts do not add up',
        );
      }
    }),
    openAiCall('usage.costs', 'line items that add up to the ungrouped amount', async () => {
      const query = { start_time: start, end_time: end, limit: 31 };
      const whole = results(await openai.admin.organization.usage.costs(query));
      const parts = results(await openai.admin.organization.usage.costs({ ...query, group_by: ['line_item'] }));
      const sum = (rows) => rows.reduce((total, row) => total + Number(row.amount.value), 0);
      ensureClose(sum(parts), sum(whole), 'line items');
    }),
    openAiCall('usage.completions, paged', 'the same rows two days a page', async () => {
      let cursor;
      let days = 0;
      do {
        const page = await openai.admin.organization.usage.completions({
          start_time: start,
          end_time: end,
          limit: 2,
          ...(cursor ? { page: cursor } : {}),
        });
        days += page.data.length;
        cursor = page.has_more ? page.next_page : undefined;
      } while (cursor !== undefined);
      ensure(days === 5, `${days} days`);
    }),
    openAiCall('projects.list', 'both projects', async () => {
      ensure((await collect(openai.admin.organization.projects.list({ limit: 1 }))).length === 2, 'not two projects');
    }),
    anthropicCall('analytics.usage.list', 'five days, two models', async () => {
      const rows = await collect(
        anthropic.beta.organization.analytics.usage.list({
          ...range,
          time_bucket_width: '1d',
          group_by: ['model'],
          order_by: 'time',
          order: 'asc',
          limit: 3,
          betas: beta,
        }),
      );
      ensure(rows.length === 10 && rows.every((row) => row.usage.total_tokens > 0), `${rows.length} rows`);
    }),
    anthropicCall('analytics.cost.list', 'token types that add up to the whole, in cents', async () => {
      const cents = (rows) => rows.reduce((total, row) => total + Number(row.cost.amount), 0);
      const query = { ...range, time_bucket_width: '1d', limit: 1000, betas: beta };
      const whole = await collect(anthropic.beta.organization.analytics.cost.list(query));
      const parts = await collect(
        anthropic.beta.organization.analytics.cost.list({ ...query, group_by: ['token_type'] }),
      );
      ensure(cents(whole) > 100, `${cents(whole)} cents`);
      ensureClose(cents(parts), cents(whole), 'token types');
    }),
  ];
}

function redisCheck(simulator) {
  const [store] = simulator.credentials.redis;
  return {
    client: '@upstash/redis 1.39.0',
    call: 'ping, dbsize, pipeline',
    expect: 'PONG, the number of keys, both in one call',
    run: async () => {
      const redis = new Redis({ url: store.url, token: store.token, retry: false, enableTelemetry: false });
      ensure((await redis.ping()) === 'PONG', 'no PONG');
      const keys = await redis.dbsize();
      ensure(keys > 1000, `${keys} keys`);
      const [pong, again] = await redis.pipeline().ping().dbsize().exec();
      ensure(pong === 'PONG' && Math.abs(again - keys) < 10, 'the pipeline answers something else');
    },
  };
}
