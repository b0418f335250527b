import { formatInstant } from '#shared/core/calendar/calendar';
import { type Ask, bearer, json, limitParameter, type ProviderCloud, type Reply, type Route } from '../exchange';
import type { ScenarioAnthropic } from '../scenario';
import type { World } from '../world';
import { analyticsRoutes } from './analytics';
import { legacyRoutes } from './legacy';
import { anthropicBadRequest, anthropicRefusal } from './refusal';

/** `https://api.anthropic.com`, its administration API. */
export function anthropicCloud(world: World, account: ScenarioAnthropic): ProviderCloud {
  return {
    prefix: '/anthropic',
    routes: [
      ...organizationRoutes(world, account),
      ...analyticsRoutes(world, account),
      ...legacyRoutes(world, account),
    ],
    authorize(ask) {
      // The official client sends its key as a bearer token; the documents name `x-api-key`.
      const key = ask.headers['x-api-key'] ?? bearer(ask);
      if (key === account.projectKey) {
        return anthropicRefusal({ status: 403, code: 'permission', message: 'This key may not use the Admin API.' });
      }
      if (key !== account.adminKey) {
        return anthropicRefusal({ status: 401, code: 'authentication', message: 'invalid x-api-key' });
      }
      return ask.headers['anthropic-version'] === undefined
        ? anthropicBadRequest('anthropic-version: header is required')
        : null;
    },
    refuse: anthropicRefusal,
  };
}

function organizationRoutes(world: World, account: ScenarioAnthropic): Route[] {
  const { id, name } = account.organization;
  const created = formatInstant(world.dayStart(-world.scenario.historyDays));
  const workspaces = account.projects.map((project) => ({
    id: project.id,
    type: 'workspace',
    name: project.name,
    display_color: '#6C5BB9',
    created_at: created,
    archived_at: null,
  }));
  const keys = [...new Set(account.models.map((model) => model.apiKey))].map((key) => ({
    id: key,
    type: 'api_key',
    name: key,
    status: 'active',
    created_at: created,
    workspace_id: account.models.find((model) => model.apiKey === key)?.project ?? null,
  }));
  return [
    { method: 'GET', pattern: '/v1/organizations/me', handle: () => json({ id, type: 'organization', name }) },
    { method: 'GET', pattern: '/v1/organizations/workspaces', handle: (ask) => listed(ask, workspaces) },
    { method: 'GET', pattern: '/v1/organizations/api_keys', handle: (ask) => listed(ask, keys) },
    { method: 'GET', pattern: '/v1/organizations/rate_limits', handle: () => json({ data: rateLimits(account) }) },
  ];
}

function listed(ask: Ask, entries: readonly { readonly id: string }[]): Reply {
  const limit = limitParameter(ask.query, 20, 1000);
  if (limit === null) {
    return anthropicBadRequest('limit: must be between 1 and 1000');
  }
  const after = ask.query.get('after_id');
  const offset = after === null ? 0 : entries.findIndex(({ id }) => id === after) + 1;
  const page = entries.slice(offset, offset + limit);
  return json({
    data: page,
    has_more: offset + limit < entries.length,
    first_id: page[0]?.id ?? null,
    last_id: page[page.length - 1]?.id ?? null,
  });
}

function rateLimits(account: ScenarioAnthropic): unknown[] {
  return account.models.map((model) => ({
    id: `rl_${model.model}`,
    type: 'rate_limit',
    group: { type: 'model_group', display_name: model.model },
    models: [model.model],
    limits: [{ type: 'requests_per_minute', value: 4000 }],
  }));
}
