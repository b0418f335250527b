import { formatInstant, parseInstant } from '#shared/core/calendar/calendar';
import { DAY, type Instant, type Period } from '#shared/domain/instant';
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
import { anthropicBadRequest, anthropicRefusal } from './refusal';

/** Anthropic's projects are workspaces. */
export const PROJECT_PARAMETER = 'workspace_ids';

const BETA = 'analytics-usage-cost-2026-08-24';

/** Every key stands in every row, null unless asked for. */
const GROUP_KEYS = [
  'model',
  'workspace_id',
  'api_key_id',
  'service_tier',
  'context_window',
  'product',
  'actor',
  'actor_type',
  'speed',
  'inference_geo',
  'session_id',
  'agent_id',
  'user_profile_id',
];
const COST_KEYS = ['cost_type', 'token_type'];

export const TOKEN_TYPES: Readonly<Record<TokenClass, string>> = {
  uncached: 'uncached_input_tokens',
  cached: 'cache_read_input_tokens',
  cacheWrite: 'cache_creation.ephemeral_5m_input_tokens',
  output: 'output_tokens',
};

/** The analytics pair: flat rows, hours behind. */
export function analyticsRoutes(world: World, account: ScenarioAnthropic): Route[] {
  return (['usage', 'cost'] as const).map((report) => ({
    method: 'GET',
    pattern: `/v1/organizations/analytics/${report}`,
    handle: (ask: Ask) => answer(world, account, ask, report),
  }));
}

interface Row {
  readonly bucket: Period;
  readonly models: readonly ScenarioModel[];
  readonly classes: readonly TokenClass[];
  readonly weight: number;
}

function answer(world: World, account: ScenarioAnthropic, ask: Ask, report: 'usage' | 'cost'): Reply {
  if (
    !account.analytics ||
    !String(ask.headers['anthropic-beta'] ?? '')
      .split(',')
      .includes(BETA)
  ) {
    return anthropicRefusal({ status: 404, code: 'not_found', message: `This endpoint needs the beta ${BETA}.` });
  }
  const query = parseQuery(world, ask, report);
  if (typeof query === 'string') {
    return anthropicBadRequest(query);
  }
  const refreshed = world.now() - account.refreshLagSeconds;
  const rows = rowsOf(world, account, ask, query, refreshed);
  const paged = cursorPage(rows, query.limit, ask.query, 'page');
  if (paged === null) {
    return anthropicBadRequest('page: belongs to another query');
  }
  return json({
    data: paged.page.map((row) => shown(world, row, query, report, refreshed)),
    has_more: paged.next !== null,
    next_page: paged.next,
    data_refreshed_at: formatInstant(refreshed),
  });
}

interface Query {
  readonly range: Period;
  readonly width: number | null;
  readonly groupBy: readonly string[];
  readonly limit: number;
  readonly byTime: boolean;
  readonly descending: boolean;
}

/** The query, or the sentence that says what is wrong with it. */
function parseQuery(world: World, ask: Ask, report: 'usage' | 'cost'): Query | string {
  const { query } = ask;
  const range = parseRange(world, query);
  if (typeof range === 'string') {
    return range;
  }
  const bucket = query.get('time_bucket_width');
  if (bucket !== null && (BUCKET_WIDTHS[bucket] === undefined || query.get('ending_at') === null)) {
    return 'time_bucket_width: must be 1d, 1h or 1m, with ending_at';
  }
  const groupBy = listParameter(query, 'group_by');
  const allowed = report === 'cost' ? [...GROUP_KEYS, ...COST_KEYS] : GROUP_KEYS;
  const wrong = groupBy.find((name) => !allowed.includes(name));
  if (wrong !== undefined || groupBy.filter((name) => !COST_KEYS.includes(name)).length > 5) {
    return `group_by: ${wrong ?? 'more than 5 dimensions'} is not allowed`;
  }
  const limit = limitParameter(query, 20, 1000);
  if (limit === null) {
    return 'limit: must be between 1 and 1000';
  }
  const byTime = query.get('order_by') === 'time';
  const descending = (query.get('order') ?? (byTime ? 'asc' : 'desc')) === 'desc';
  return { range, width: BUCKET_WIDTHS[bucket ?? '']?.seconds ?? null, groupBy, limit, byTime, descending };
}

function parseRange(world: World, query: URLSearchParams): Period | string {
  const start = parseInstant(query.get('starting_at') ?? '');
  const given = query.get('ending_at');
  const end = given === null ? world.now() : parseInstant(given);
  if (start === null || end === null) {
    return 'starting_at and ending_at must be RFC 3339 times with a zone';
  }
  return end - start > 31 * DAY || start < world.now() - 365 * DAY
    ? 'the range must not be longer than 31 days, nor begin more than 365 days ago'
    : { start, end };
}

function rowsOf(world: World, account: ScenarioAnthropic, ask: Ask, query: Query, refreshed: Instant): Row[] {
  const models = wantedModels(account.models, ask.query, PROJECT_PARAMETER);
  const groups = groupsOf(models, (model) => query.groupBy.map((name) => dimension(model, name) ?? '').join('|'));
  const classSets = query.groupBy.includes('token_type') ? TOKEN_CLASSES.map((name) => [name]) : [TOKEN_CLASSES];
  const buckets = query.width === null ? [query.range] : bucketsOf(query.range, query.width);
  const rows = buckets.flatMap((bucket) =>
    groups.flatMap((group) =>
      classSets.map((classes) => ({
        bucket,
        models: group,
        classes,
        weight: weigh(world, group, classes, bucket, refreshed),
      })),
    ),
  );
  const direction = query.descending ? -1 : 1;
  return rows
    .filter(({ weight }) => weight > 0)
    .sort((a, b) => direction * (query.byTime ? a.bucket.start - b.bucket.start : a.weight - b.weight));
}

function weigh(
  world: World,
  models: readonly ScenarioModel[],
  classes: readonly TokenClass[],
  bucket: Period,
  refreshed: Instant,
): number {
  const tokens = sumTokens(world, models, bucket, refreshed);
  return classes.reduce((sum, name) => sum + tokens[name], 0);
}

function sumTokens(world: World, models: readonly ScenarioModel[], bucket: Period, refreshed: Instant) {
  const span = { start: bucket.start, end: Math.min(bucket.end, refreshed) };
  return models.map((model) => tokensBetween(world, 'anthropic', model, span)).reduce(addTokens, NO_TOKENS);
}

function dimension(model: ScenarioModel, name: string): string | null {
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
      return null;
  }
}

function shown(world: World, row: Row, query: Query, report: 'usage' | 'cost', refreshed: Instant): unknown {
  const first = row.models[0];
  const group = Object.fromEntries(
    [...GROUP_KEYS, ...(report === 'cost' ? COST_KEYS : [])].map((name) => [name, groupValue(row, query, name)]),
  );
  const times = { starting_at: formatInstant(row.bucket.start), ending_at: formatInstant(row.bucket.end), group };
  const span = { start: row.bucket.start, end: Math.min(row.bucket.end, refreshed) };
  const tokens = sumTokens(world, row.models, row.bucket, refreshed);
  if (report === 'usage' || first === undefined) {
    return {
      ...times,
      usage: {
        uncached_input_tokens: tokens.uncached,
        cache_read_input_tokens: tokens.cached,
        cache_creation: { ephemeral_5m_input_tokens: tokens.cacheWrite, ephemeral_1h_input_tokens: 0 },
        output_tokens: tokens.output,
        server_tool_use: { web_search_requests: 0 },
        requests: tokens.requests,
        total_tokens: allTokens(tokens),
      },
    };
  }
  const exact = row.models.reduce(
    (sum, model) => sum + exactCost(model, tokensBetween(world, 'anthropic', model, span), row.classes),
    0n,
  );
  // Exact amounts are 10^-12 dollars; as cents they have ten digits after the point.
  const amount = decimalText(exact, 10);
  const fanned = COST_KEYS.some((name) => query.groupBy.includes(name));
  return {
    ...times,
    cost: { amount, list_amount: amount, currency: 'USD', requests: fanned ? null : tokens.requests },
  };
}

function groupValue(row: Row, query: Query, name: string): string | null {
  const [first] = row.models;
  const [kind] = row.classes;
  if (!query.groupBy.includes(name) || first === undefined) {
    return null;
  }
  if (name === 'cost_type') {
    return 'tokens';
  }
  return name === 'token_type' && kind !== undefined ? TOKEN_TYPES[kind] : dimension(first, name);
}
