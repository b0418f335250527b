import { z } from 'zod';
import { changed } from '#main/http/outcome';
import { formatInstant, parseInstant } from '#shared/core/calendar/calendar';
import type { AiUsageEvent, AiUsageWindow } from '#shared/domain/ai-usage';
import { fail, type Result, succeed } from '#shared/domain/failure';
import { DAY, type Instant, type Period } from '#shared/domain/instant';
import { addUpGroups, blankEvent, NO_GROUP } from '../ai-report';
import { decimalToMicros } from '../decimal';
import { optionalText, readItems } from '../loose';
import type { AnthropicApi, Report } from './client';
import { ANALYTICS_FROM } from './constants';
import { tokenClasses, tokensSchema } from './tokens';

const PROVIDER = 'anthropic';
/** Longest stretch of one request. */
const MOST_DAYS = 31;
const ROWS_A_PAGE = 1000;

/** What one report tells of a stretch of time, and which report it was. */
export interface AnthropicWindow {
  readonly window: AiUsageWindow;
  readonly source: string;
}

export type ReportKind = 'tokens' | 'cost';

const groupSchema = z
  .object({
    model: optionalText,
    workspace_id: optionalText,
    cost_type: optionalText,
    token_type: optionalText,
    service_tier: optionalText,
    context_window: optionalText,
  })
  .optional()
  .catch(undefined);

const analyticsSchema = z.object({
  starting_at: z.string(),
  group: groupSchema,
  usage: tokensSchema.optional(),
  cost: z
    .object({ amount: z.union([z.string(), z.number()]), list_amount: z.unknown(), currency: optionalText })
    .optional(),
});

/** The new reports: flat rows, hours behind, up to `data_refreshed_at`. */
export async function readAnalytics(
  api: AnthropicApi,
  kind: ReportKind,
  asked: Period,
  now: Instant,
): Promise<Result<AnthropicWindow>> {
  const range = { start: Math.max(asked.start, parseInstant(ANALYTICS_FROM) ?? 0), end: asked.end };
  const path = `/v1/organizations/analytics/${kind === 'tokens' ? 'usage' : 'cost'}`;
  const rows = await inParts(range, (part) =>
    api.report(path, {
      starting_at: formatInstant(part.start),
      ending_at: formatInstant(part.end),
      time_bucket_width: '1d',
      'group_by[]': ['model', 'workspace_id'],
      order_by: 'time',
      order: 'asc',
      limit: ROWS_A_PAGE,
    }),
  );
  if (!rows.ok) return rows;
  const read = readItems(analyticsSchema, rows.value.rows);
  if (read === null || read.rejected > 0) return fail(changed('Anthropic', 'the analytics'));
  const asOf = rows.value.refreshedAt ?? now;
  const events = read.items.flatMap((row): AiUsageEvent[] => {
    const start = parseInstant(row.starting_at);
    const grouped = {
      model: row.group?.model ?? NO_GROUP,
      projectRef: row.group?.workspace_id ?? NO_GROUP,
      ...placeOf(row.group),
    };
    if (start === null) return [];
    if (kind === 'tokens') {
      return row.usage === undefined
        ? []
        : [{ ...blankEvent(PROVIDER, 'tokens', start, asOf), ...grouped, ...tokenClasses(row.usage) }];
    }
    return row.cost === undefined
      ? []
      : [{ ...blankEvent(PROVIDER, 'cost', start, asOf), ...grouped, ...moneyOf(row.cost) }];
  });
  return succeed({ window: windowOf(kind, range, events), source: `anthropic:/analytics/${kind}` });
}

const legacySchema = z.object({ starting_at: z.string(), results: z.array(z.unknown()) });
const legacyUsageSchema = tokensSchema.extend({
  model: optionalText,
  workspace_id: optionalText,
  service_tier: optionalText,
  context_window: optionalText,
});
const legacyCostSchema = z.object({
  amount: z.union([z.string(), z.number()]),
  currency: optionalText,
  workspace_id: optionalText,
  description: optionalText,
  cost_type: optionalText,
  token_type: optionalText,
  model: optionalText,
  service_tier: optionalText,
  context_window: optionalText,
});

/** The older reports: buckets with results in them, minutes behind. Here the default workspace has no id. */
export async function readLegacy(
  api: AnthropicApi,
  kind: ReportKind,
  range: Period,
  now: Instant,
): Promise<Result<AnthropicWindow>> {
  const path = `/v1/organizations/${kind === 'tokens' ? 'usage_report/messages' : 'cost_report'}`;
  const groupBy = kind === 'tokens' ? ['model', 'workspace_id'] : ['workspace_id', 'description'];
  const rows = await inParts(range, (part) =>
    api.report(path, {
      starting_at: formatInstant(part.start),
      ending_at: formatInstant(part.end),
      bucket_width: '1d',
      'group_by[]': groupBy,
      limit: MOST_DAYS,
    }),
  );
  if (!rows.ok) return rows;
  const buckets = readItems(legacySchema, rows.value.rows);
  if (buckets === null || buckets.rejected > 0) return fail(changed('Anthropic', 'a report'));
  const events: AiUsageEvent[] = [];
  for (const bucket of buckets.items) {
    const start = parseInstant(bucket.starting_at);
    const read = start === null ? null : legacyEvents(kind, bucket.results, start, now);
    if (read === null) return fail(changed('Anthropic', 'a report'));
    events.push(...read);
  }
  return succeed({ window: windowOf(kind, range, events), source: `anthropic:/${path.split('/').slice(3).join('/')}` });
}

function legacyEvents(
  kind: ReportKind,
  results: readonly unknown[],
  start: Instant,
  now: Instant,
): AiUsageEvent[] | null {
  if (kind === 'tokens') {
    const read = readItems(legacyUsageSchema, results);
    if (read === null || read.rejected > 0) return null;
    return read.items.map((result) => ({
      ...blankEvent(PROVIDER, 'tokens', start, now),
      model: result.model ?? NO_GROUP,
      projectRef: result.workspace_id ?? NO_GROUP,
      ...placeOf(result),
      ...tokenClasses(result),
    }));
  }
  const read = readItems(legacyCostSchema, results);
  if (read === null || read.rejected > 0) return null;
  return read.items.map((result) => ({
    ...blankEvent(PROVIDER, 'cost', start, now),
    model: result.model ?? NO_GROUP,
    projectRef: result.workspace_id ?? NO_GROUP,
    lineItem: result.description ?? NO_GROUP,
    costType: result.cost_type ?? NO_GROUP,
    tokenType: result.token_type ?? NO_GROUP,
    ...placeOf(result),
    ...moneyOf(result),
  }));
}

/** Rows may differ by tier and context window alone: they are rows of their own. Empty where the answer tells none. */
function placeOf(row: { readonly service_tier?: string; readonly context_window?: string } | undefined) {
  return { serviceTier: row?.service_tier ?? '', contextWindow: row?.context_window ?? '' };
}

/** Amounts are decimal texts in cents. */
function moneyOf(cost: {
  readonly amount: string | number;
  readonly list_amount?: unknown;
  readonly currency?: string;
}) {
  return {
    costMicros: decimalToMicros(cost.amount, 'cents'),
    listCostMicros: decimalToMicros(cost.list_amount, 'cents'),
    costRaw: String(cost.amount),
    currency: cost.currency ?? 'USD',
  };
}

function windowOf(kind: ReportKind, range: Period, events: readonly AiUsageEvent[]): AiUsageWindow {
  return { kind, bucketSeconds: DAY, range, events: addUpGroups(events) };
}

/** Asks for stretches of at most 31 days, one after the other. */
async function inParts(range: Period, ask: (part: Period) => Promise<Result<Report>>): Promise<Result<Report>> {
  const rows: unknown[] = [];
  let refreshedAt: Instant | null = null;
  for (let start = range.start; start < range.end; start += MOST_DAYS * DAY) {
    const answer = await ask({ start, end: Math.min(range.end, start + MOST_DAYS * DAY) });
    if (!answer.ok) return answer;
    rows.push(...answer.value.rows);
    refreshedAt = answer.value.refreshedAt ?? refreshedAt;
  }
  return succeed({ rows, refreshedAt });
}
