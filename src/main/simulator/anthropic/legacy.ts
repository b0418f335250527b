import { formatInstant, parseInstant } from '#shared/core/calendar/calendar';
import type { Period } from '#shared/domain/instant';
import {
  addTokens,
  allTokens,
  BUCKET_WIDTHS,
  bucketsOf,
  decimalText,
  exactCost,
  groupsOf,
  NO_TOKENS,
  TOKEN_CLASSES,
  type TokenClass,
  tokensBetween,
  wantedModels,
} from '../ai-usage';
import { cursorPage } from '../cursor';
import { type Ask, json, limitParameter, listParameter, type Reply, type Route } from '../exchange';
import type { ScenarioAnthropic, ScenarioModel } from '../scenario';
import type { World } from '../world';
import { PROJECT_PARAMETER, TOKEN_TYPES } from './analytics';
import { anthropicBadRequest } from './refusal';

const USAGE_GROUPS = [
  'api_key_id',
  'workspace_id',
  'model',
  'service_tier',
  'context_window',
  'inference_geo',
  'account_id',
  'service_account_id',
];
const COST_GROUPS = ['workspace_id', 'description'];

/** The older reports: nested buckets, minutes behind. */
export function legacyRoutes(world: World, account: ScenarioAnthropic): Route[] {
  return [
    {
      method: 'GET',
      pattern: '/v1/organizations/usage_report/messages',
      handle: (ask) =>
        report(world, ask, USAGE_GROUPS, BUCKET_WIDTHS, (groupBy, bucket) =>
          groupsOf(wantedModels(account.models, ask.query, PROJECT_PARAMETER), (model) =>
            groupBy.map((name) => part(model, name)).join('|'),
          ).flatMap((group) => usageResult(world, account, group, groupBy, bucket)),
        ),
    },
    {
      method: 'GET',
      pattern: '/v1/organizations/cost_report',
      handle: (ask) =>
        report(world, ask, COST_GROUPS, { '1d': { seconds: 86_400, preset: 7, most: 31 } }, (groupBy, bucket) =>
          costResults(world, account, groupBy, bucket),
        ),
    },
  ];
}

function report(
  world: World,
  ask: Ask,
  groups: readonly string[],
  widths: typeof BUCKET_WIDTHS,
  resultsOf: (groupBy: readonly string[], bucket: Period) => readonly unknown[],
): Reply {
  const groupBy = listParameter(ask.query, 'group_by');
  const wrong = groupBy.find((name) => !groups.includes(name));
  const width = widths[ask.query.get('bucket_width') ?? '1d'];
  const start = parseInstant(ask.query.get('starting_at') ?? '');
  const given = ask.query.get('ending_at');
  const end = given === null ? world.now() : parseInstant(given);
  if (wrong !== undefined || width === undefined || start === null || end === null) {
    return anthropicBadRequest('group_by, bucket_width, starting_at or ending_at: invalid value');
  }
  const limit = limitParameter(ask.query, width.preset, width.most);
  const paged = limit === null ? null : cursorPage(bucketsOf({ start, end }, width.seconds), limit, ask.query, 'page');
  if (paged === null) {
    return anthropicBadRequest(`limit: at most ${width.most} buckets, and page: one of this query`);
  }
  return json({
    data: paged.page.map((bucket) => ({
      starting_at: formatInstant(bucket.start),
      ending_at: formatInstant(bucket.end),
      results: resultsOf(groupBy, bucket),
    })),
    has_more: paged.next !== null,
    next_page: paged.next,
  });
}

function part(model: ScenarioModel, name: string): string {
  switch (name) {
    case 'model':
      return model.model;
    case 'workspace_id':
      return model.project;
    case 'api_key_id':
      return model.apiKey;
    case 'service_tier':
      return 'standard';
    case 'context_window':
      return '0-200k';
    default:
      return '';
  }
}

function visibleSpan(world: World, account: ScenarioAnthropic, bucket: Period): Period {
  return { start: bucket.start, end: Math.min(bucket.end, world.now() - account.lagSeconds) };
}

function usageResult(
  world: World,
  account: ScenarioAnthropic,
  group: readonly ScenarioModel[],
  groupBy: readonly string[],
  bucket: Period,
): unknown[] {
  const span = visibleSpan(world, account, bucket);
  const tokens = group.map((model) => tokensBetween(world, 'anthropic', model, span)).reduce(addTokens, NO_TOKENS);
  const [first] = group;
  if (first === undefined || allTokens(tokens) === 0) {
    return [];
  }
  const named = (name: string) => (groupBy.includes(name) ? part(first, name) || null : null);
  return [
    {
      uncached_input_tokens: tokens.uncached,
      cache_creation: { ephemeral_1h_input_tokens: 0, ephemeral_5m_input_tokens: tokens.cacheWrite },
      cache_read_input_tokens: tokens.cached,
      output_tokens: tokens.output,
      server_tool_use: { web_search_requests: 0 },
      api_key_id: named('api_key_id'),
      workspace_id: named('workspace_id'),
      model: named('model'),
      service_tier: named('service_tier'),
      context_window: named('context_window'),
    },
  ];
}

function costResults(world: World, account: ScenarioAnthropic, groupBy: readonly string[], bucket: Period): unknown[] {
  const span = visibleSpan(world, account, bucket);
  const byDescription = groupBy.includes('description');
  const lines = account.models.flatMap((model) =>
    TOKEN_CLASSES.map((kind) => ({
      model,
      kind,
      cost: exactCost(model, tokensBetween(world, 'anthropic', model, span), [kind]),
    })),
  );
  const groups = groupsOf(lines, ({ model, kind }) => {
    const description = byDescription ? `${model.model}|${kind}` : '';
    return `${groupBy.includes('workspace_id') ? model.project : ''}|${description}`;
  });
  return groups.flatMap((group) => costResult(group, groupBy));
}

interface CostLine {
  readonly model: ScenarioModel;
  readonly kind: TokenClass;
  readonly cost: bigint;
}

function costResult(group: readonly CostLine[], groupBy: readonly string[]): unknown[] {
  const cost = group.reduce((sum, line) => sum + line.cost, 0n);
  const [first] = group;
  if (first === undefined || cost === 0n) {
    return [];
  }
  const { model, kind } = first;
  // What is parsed from the description is null when it was not asked for.
  const parsed = {
    description: `${model.model} Usage - ${TOKEN_TYPES[kind]}`,
    cost_type: 'tokens',
    model: model.model,
    token_type: TOKEN_TYPES[kind],
    service_tier: 'standard',
    context_window: '0-200k',
  };
  const hidden = Object.fromEntries(Object.keys(parsed).map((key) => [key, null]));
  return [
    {
      amount: decimalText(cost, 10),
      currency: 'USD',
      workspace_id: groupBy.includes('workspace_id') ? model.project : null,
      ...(groupBy.includes('description') ? parsed : hidden),
    },
  ];
}
