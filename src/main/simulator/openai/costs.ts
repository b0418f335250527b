import type { Period } from '#shared/domain/instant';
import { decimalText, exactCost, groupsOf, type TokenClass, tokensBetween, wantedModels } from '../ai-usage';
import { type Ask, listParameter, type Reply, type Route } from '../exchange';
import type { ScenarioAi, ScenarioModel } from '../scenario';
import type { World } from '../world';
import { bucketReport } from './buckets';
import { openAiBadRequest } from './refusal';

const LINE_NAMES: readonly (readonly [TokenClass, string])[] = [
  ['uncached', 'input_tokens'],
  ['cached', 'cached_input_tokens'],
  ['cacheWrite', 'cache_write_input_tokens'],
  ['output', 'output_tokens'],
];

const GROUPS = ['project_id', 'user_id', 'line_item', 'api_key_id', 'api_source'];

interface Line {
  readonly model: ScenarioModel;
  readonly kind: TokenClass;
  readonly item: string;
}

/** `GET /organization/costs`: dollars a UTC day. */
export function openAiCostRoute(world: World, account: ScenarioAi): Route {
  return { method: 'GET', pattern: '/v1/organization/costs', handle: (ask) => costs(world, account, ask) };
}

function costs(world: World, account: ScenarioAi, ask: Ask): Reply {
  const groupBy = listParameter(ask.query, 'group_by');
  const wrong = groupBy.find((name) => !GROUPS.includes(name));
  if (wrong !== undefined) {
    return openAiBadRequest(`Invalid value for 'group_by': '${wrong}'.`);
  }
  if (groupBy.includes('user_id') && groupBy.includes('project_id')) {
    return openAiBadRequest("'user_id' cannot be combined with 'project_id'.");
  }
  const wanted = listLineItems(ask);
  const lines = wantedModels(account.models, ask.query, 'project_ids')
    .flatMap((model) => LINE_NAMES.map(([kind, name]) => ({ model, kind, item: `${model.model}, ${name}` })))
    .filter(({ item }) => wanted.length === 0 || wanted.includes(item));
  const groups = groupsOf(lines, (line) => groupBy.map((name) => dimension(line, name)).join('|'));
  return bucketReport(world, ask, { '1d': { preset: 7, most: 180 } }, (bucket) =>
    groups.flatMap((group) => result(world, account, group, groupBy, bucket)),
  );
}

/** Line items hold commas, so the comma form of lists does not apply. */
function listLineItems(ask: Ask): string[] {
  return [...ask.query.getAll('line_items[]'), ...ask.query.getAll('line_items')];
}

function dimension(line: Line, name: string): string {
  switch (name) {
    case 'project_id':
      return line.model.project;
    case 'api_key_id':
      return line.model.apiKey;
    case 'line_item':
      return line.item;
    default:
      return '';
  }
}

function result(
  world: World,
  account: ScenarioAi,
  group: readonly Line[],
  groupBy: readonly string[],
  bucket: Period,
): unknown[] {
  const span = { start: bucket.start, end: Math.min(bucket.end, world.now() - account.lagSeconds) };
  let cost = 0n;
  let quantity = 0;
  for (const { model, kind } of group) {
    const tokens = tokensBetween(world, 'openai', model, span);
    cost += exactCost(model, tokens, [kind]);
    quantity += tokens[kind];
  }
  const first = group[0];
  if (first === undefined || quantity === 0) {
    return [];
  }
  const named = (name: string) => (groupBy.includes(name) ? dimension(first, name) || null : null);
  const isLine = groupBy.includes('line_item');
  return [
    {
      object: 'organization.costs.result',
      // The reference says number; in practice it comes as a text.
      amount: { value: decimalText(cost, 12), currency: 'usd' },
      line_item: named('line_item'),
      project_id: named('project_id'),
      api_key_id: named('api_key_id'),
      quantity: isLine ? quantity / 1000 : null,
      quantity_unit: isLine ? '1000_tokens' : null,
    },
  ];
}
