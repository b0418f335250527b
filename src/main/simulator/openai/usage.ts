import type { Period } from '#shared/domain/instant';
import { addTokens, allTokens, BUCKET_WIDTHS, groupsOf, NO_TOKENS, tokensBetween, wantedModels } from '../ai-usage';
import { type Ask, listParameter, type Reply, type Route } from '../exchange';
import type { ScenarioAi, ScenarioModel } from '../scenario';
import type { World } from '../world';
import { bucketReport } from './buckets';
import { openAiBadRequest, openAiRefusal } from './refusal';

const COMMON = ['project_id', 'user_id', 'api_key_id', 'model'];

/** What each kind of usage may be grouped by. */
const GROUPS: Readonly<Record<string, readonly string[]>> = {
  completions: [...COMMON, 'batch', 'service_tier', 'api_source'],
  decisions: [...COMMON, 'batch', 'service_tier', 'api_source'],
  embeddings: COMMON,
  moderations: COMMON,
  images: [...COMMON, 'size', 'source'],
  audio_speeches: COMMON,
  audio_transcriptions: COMMON,
  vector_stores: ['project_id'],
  code_interpreter_sessions: ['project_id'],
  file_search_calls: ['project_id', 'vector_store_id'],
  web_search_calls: [...COMMON, 'context_level'],
};

/** The field that counts each kind besides completions, and whether models are behind it. */
const COUNTED: Readonly<Record<string, { readonly field: string; readonly byModel: boolean }>> = {
  decisions: { field: 'input_tokens', byModel: true },
  embeddings: { field: 'input_tokens', byModel: true },
  moderations: { field: 'input_tokens', byModel: true },
  images: { field: 'images', byModel: true },
  audio_speeches: { field: 'characters', byModel: true },
  audio_transcriptions: { field: 'seconds', byModel: true },
  vector_stores: { field: 'usage_bytes', byModel: false },
  code_interpreter_sessions: { field: 'num_sessions', byModel: false },
  file_search_calls: { field: 'num_requests', byModel: false },
  web_search_calls: { field: 'num_requests', byModel: true },
};

/** `GET /organization/usage/{kind}`; a kind of which the scenario uses nothing answers empty buckets. */
export function openAiUsageRoute(world: World, account: ScenarioAi): Route {
  return {
    method: 'GET',
    pattern: '/v1/organization/usage/:kind',
    handle: (ask) => usage(world, account, ask),
  };
}

function usage(world: World, account: ScenarioAi, ask: Ask): Reply {
  const kind = ask.params.kind ?? '';
  const allowed = GROUPS[kind];
  if (allowed === undefined) {
    return openAiRefusal({ status: 404, code: 'not_found', message: `Unknown usage type '${kind}'.` });
  }
  const groupBy = listParameter(ask.query, 'group_by');
  const wrong = groupBy.find((name) => !allowed.includes(name));
  if (wrong !== undefined) {
    return openAiBadRequest(`Invalid value for 'group_by': '${wrong}'.`);
  }
  if (kind !== 'completions') {
    return bucketReport(world, ask, BUCKET_WIDTHS, (bucket) => otherResult(world, account, kind, groupBy, bucket));
  }
  const models = wantedModels(account.models, ask.query, 'project_ids');
  return bucketReport(world, ask, BUCKET_WIDTHS, (bucket) =>
    groupsOf(models, (model) => groupBy.map((name) => dimension(model, name)).join('|')).flatMap((group) =>
      result(world, account, group, groupBy, bucket),
    ),
  );
}

/** What a day has of a kind, in proportion to how much of it is over. */
function otherResult(
  world: World,
  account: ScenarioAi,
  kind: string,
  groupBy: readonly string[],
  bucket: Period,
): unknown[] {
  const counted = COUNTED[kind];
  const perDay = account.otherUsage[kind] ?? 0;
  const seconds = Math.max(0, Math.min(bucket.end, world.now() - account.lagSeconds) - bucket.start);
  const count = Math.floor((perDay * seconds) / 86_400);
  const [first] = account.models;
  if (counted === undefined || first === undefined || count === 0) {
    return [];
  }
  const named = (name: string) => (groupBy.includes(name) ? dimension(first, name) || null : null);
  return [
    {
      object: `organization.usage.${kind}.result`,
      [counted.field]: count,
      ...(kind === 'decisions' ? { output_tokens: Math.floor(count / 10) } : {}),
      project_id: named('project_id'),
      ...(counted.byModel
        ? {
            num_model_requests: Math.ceil(count / 10),
            user_id: null,
            api_key_id: named('api_key_id'),
            model: named('model'),
          }
        : {}),
    },
  ];
}

function dimension(model: ScenarioModel, name: string): string {
  switch (name) {
    case 'model':
      return model.model;
    case 'project_id':
      return model.project;
    case 'api_key_id':
      return model.apiKey;
    default:
      return '';
  }
}

function result(
  world: World,
  account: ScenarioAi,
  group: readonly ScenarioModel[],
  groupBy: readonly string[],
  bucket: Period,
): unknown[] {
  const span = { start: bucket.start, end: Math.min(bucket.end, world.now() - account.lagSeconds) };
  const tokens = group.map((model) => tokensBetween(world, 'openai', model, span)).reduce(addTokens, NO_TOKENS);
  const first = group[0];
  if (allTokens(tokens) === 0 || first === undefined) {
    return [];
  }
  const named = (name: string) => (groupBy.includes(name) ? dimension(first, name) || null : null);
  return [
    {
      object: 'organization.usage.completions.result',
      // All input, cached and cache writes included: that is how OpenAI counts.
      input_tokens: tokens.uncached + tokens.cached + tokens.cacheWrite,
      input_cached_tokens: tokens.cached,
      input_cache_write_tokens: tokens.cacheWrite,
      input_uncached_tokens: tokens.uncached,
      input_audio_tokens: 0,
      output_tokens: tokens.output,
      output_audio_tokens: 0,
      num_model_requests: tokens.requests,
      project_id: named('project_id'),
      user_id: null,
      api_key_id: named('api_key_id'),
      model: named('model'),
      batch: groupBy.includes('batch') ? false : null,
      service_tier: groupBy.includes('service_tier') ? 'default' : null,
    },
  ];
}
