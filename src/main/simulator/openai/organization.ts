import { type Ask, json, limitParameter, type Reply, type Route } from '../exchange';
import type { ScenarioAi } from '../scenario';
import type { World } from '../world';
import { openAiBadRequest, openAiRefusal } from './refusal';

/** Projects, spend limit and rate limits of the organization. */
export function organizationRoutes(world: World, account: ScenarioAi): Route[] {
  return [
    { method: 'GET', pattern: '/v1/organization/projects', handle: (ask) => projects(world, account, ask) },
    {
      method: 'GET',
      pattern: '/v1/organization/projects/:project/rate_limits',
      handle: (ask) => rateLimits(account, ask.params.project ?? ''),
    },
    { method: 'GET', pattern: '/v1/organization/spend_limit', handle: () => spendLimit(account) },
    {
      method: 'GET',
      pattern: '/v1/organization/spend_alerts',
      handle: () => json({ object: 'list', data: [], has_more: false, first_id: null, last_id: null }),
    },
  ];
}

function projects(world: World, account: ScenarioAi, ask: Ask): Reply {
  const limit = limitParameter(ask.query, 20, 100);
  if (limit === null) {
    return openAiBadRequest("Invalid 'limit': between 1 and 100.");
  }
  const after = ask.query.get('after');
  const offset = after === null ? 0 : account.projects.findIndex(({ id }) => id === after) + 1;
  const page = account.projects.slice(offset, offset + limit);
  return json({
    object: 'list',
    data: page.map(({ id, name }) => ({
      id,
      object: 'organization.project',
      name,
      status: 'active',
      created_at: world.dayStart(-world.scenario.historyDays),
      archived_at: null,
    })),
    first_id: page[0]?.id ?? null,
    last_id: page[page.length - 1]?.id ?? null,
    has_more: offset + limit < account.projects.length,
  });
}

function rateLimits(account: ScenarioAi, project: string): Reply {
  if (!account.projects.some(({ id }) => id === project)) {
    return openAiRefusal({ status: 404, code: 'not_found', message: 'No such project.' });
  }
  const data = account.models
    .filter((model) => model.project === project)
    .map((model) => ({
      object: 'project.rate_limit',
      id: `rl-${model.model}`,
      model: model.model,
      max_requests_per_1_minute: 5_000,
      max_tokens_per_1_minute: 2_000_000,
    }));
  return json({
    object: 'list',
    data,
    first_id: data[0]?.id ?? null,
    last_id: data.at(-1)?.id ?? null,
    has_more: false,
  });
}

function spendLimit(account: ScenarioAi): Reply {
  if (account.spendLimit === null) {
    return openAiRefusal({ status: 404, code: 'not_found', message: 'No spend limit is set.' });
  }
  return json({
    object: 'organization.spend_limit',
    threshold_amount: Math.round(account.spendLimit * 100),
    currency: 'USD',
    interval: 'month',
    enforcement: { status: 'inactive' },
  });
}
