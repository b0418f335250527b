import { addDays, dayStart, formatInstant, isDay } from '#shared/core/calendar/calendar';
import { budgetPeriod } from '#shared/core/calendar/refresh-period';
import type { Instant, Period } from '#shared/domain/instant';
import { addTokens, decimalText, exactCost, groupsOf, NO_TOKENS, tokensBetween } from './ai-usage';
import { type Ask, bearer, json, type ProviderCloud, type Refusal, type Reply } from './exchange';
import type { Scenario, ScenarioModel } from './scenario';
import type { World } from './world';

type Gateway = NonNullable<Scenario['aiGateway']>;

/** `https://ai-gateway.vercel.sh`: credits, and the report by day and model. */
export function aiGatewayCloud(world: World, account: Gateway): ProviderCloud {
  return {
    prefix: '/ai-gateway',
    routes: [
      { method: 'GET', pattern: '/v1/credits', handle: () => credits(world, account) },
      { method: 'GET', pattern: '/v1/report', handle: (ask) => report(world, account, ask) },
    ],
    authorize: (ask) =>
      bearer(ask) === account.apiKey
        ? null
        : refuse({ status: 401, code: 'authentication_error', message: 'Invalid API key' }),
    refuse,
  };
}

function refuse({ status, code, message }: Refusal): Reply {
  return json({ error: { message, type: code } }, status);
}

function spent(world: World, account: Gateway, until: Instant, from?: Instant): bigint {
  const first = world.dayStart(-world.scenario.historyDays);
  const span = { start: Math.max(first, from ?? first), end: until };
  return account.models.reduce(
    (sum, model) => sum + exactCost(model, tokensBetween(world, 'gateway', model, span)),
    0n,
  );
}

/** `GET /ai-gateway/budgets/list` of Vercel's own interface: what each has spent since its period began, in UTC. */
export function gatewayBudgets(world: World, { query }: Ask): Reply {
  const account = world.scenario.aiGateway;
  const now = world.now();
  const asked = query.get('scopeType');
  const budgets = (account?.budgets ?? []).filter(({ scope }) => asked === null || asked === scope);
  return json({
    budgets: budgets.map(({ scope, id, name, amount, refresh, share, active }) => {
      const start = budgetPeriod(refresh, now)?.start;
      const dollars = account === null ? 0 : Number(decimalText(spent(world, account, now, start), 12));
      return {
        quotaEntityId: scope === 'api-key' ? `api_key_id_${id}` : id,
        ...{ scopeType: scope, scopeId: id, ...(name === undefined ? {} : { name }) },
        ...{ limitAmount: amount, currentSpend: Math.round(dollars * share * 1e6) / 1e6, currentByokSpend: 0 },
        ...{ includeByokInQuota: false, refreshPeriod: refresh, active, archived: false },
        ...{ createdAt: world.anchor * 1000, updatedAt: world.anchor * 1000 },
      };
    }),
  });
}

/** The balance of the scenario is the one at the anchor. */
function credits(world: World, account: Gateway): Reply {
  const now = spent(world, account, world.now());
  const since = now - spent(world, account, world.anchor);
  const balance = BigInt(Math.round(account.balance * 1_000_000)) * 1_000_000n - since;
  return json({ balance: decimalText(balance, 12), total_used: decimalText(now, 12) });
}

const GROUPS = ['day', 'model', 'user', 'tag', 'provider', 'credential_type'];
const MOST_DAYS = 92;

function report(world: World, account: Gateway, ask: Ask): Reply {
  const first = ask.query.get('start_date') ?? '';
  const last = ask.query.get('end_date') ?? '';
  const groupBy = ask.query.get('group_by') ?? 'day';
  if (!isDay(first) || !isDay(last) || last < first || !GROUPS.includes(groupBy)) {
    return refuse({
      status: 400,
      code: 'invalid_request_error',
      message: 'start_date, end_date or group_by is invalid',
    });
  }
  const results: unknown[] = [];
  for (let day = first; day <= last && results.length < MOST_DAYS * 20; day = addDays(day, 1)) {
    const start = dayStart(day, 'UTC');
    const span = { start, end: Math.min(dayStart(addDays(day, 1), 'UTC'), world.now()) };
    for (const group of groupsOf(account.models, (model) => groupValue(model, groupBy))) {
      results.push(...row(world, group, groupBy, span));
    }
  }
  return json({ results });
}

function groupValue(model: ScenarioModel, groupBy: string): string {
  if (groupBy === 'model') {
    return model.model;
  }
  return groupBy === 'provider' ? (model.model.split('/')[0] ?? '') : '';
}

function row(world: World, group: readonly ScenarioModel[], groupBy: string, span: Period): unknown[] {
  const tokens = group.map((model) => tokensBetween(world, 'gateway', model, span)).reduce(addTokens, NO_TOKENS);
  const [first] = group;
  if (first === undefined || tokens.requests === 0) {
    return [];
  }
  const cost = group.reduce((sum, model) => sum + exactCost(model, tokensBetween(world, 'gateway', model, span)), 0n);
  const dollars = Number(decimalText(cost, 12));
  return [
    {
      day: formatInstant(span.start).slice(0, 10),
      ...(groupBy === 'day' ? {} : { [groupBy]: groupValue(first, groupBy) }),
      total_cost: dollars,
      market_cost: dollars,
      input_tokens: tokens.uncached + tokens.cached + tokens.cacheWrite,
      output_tokens: tokens.output,
      cached_input_tokens: tokens.cached,
      cache_creation_input_tokens: tokens.cacheWrite,
      reasoning_tokens: 0,
      request_count: tokens.requests,
    },
  ];
}
