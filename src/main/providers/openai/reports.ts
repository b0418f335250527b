import { z } from 'zod';
import { changed } from '#main/http/outcome';
import type { AiUsageEvent, AiUsageWindow } from '#shared/domain/ai-usage';
import { fail, type Result, succeed } from '#shared/domain/failure';
import type { Instant, Period } from '#shared/domain/instant';
import { addUpGroups, blankEvent, NO_GROUP } from '../ai-report';
import { decimalToMicros } from '../decimal';
import { looseNumber, optionalNumber, optionalText, readItems } from '../loose';
import type { OpenAiApi } from './client';
import type { UsageKind } from './kinds';

export const USAGE_SOURCE = 'openai:/organization/usage';
export const COSTS_SOURCE = 'openai:/organization/costs';

const PROVIDER = 'openai';
/** Buckets a page: the most that the reports allow. */
const USAGE_PAGE = 31;
const COSTS_PAGE = 180;

const bucketSchema = z.object({ start_time: looseNumber, results: z.array(z.unknown()) });

const usageSchema = z.looseObject({
  input_tokens: optionalNumber,
  input_cached_tokens: optionalNumber,
  input_cache_write_tokens: optionalNumber,
  input_cache_write_30m_tokens: optionalNumber,
  input_cache_write_12h_tokens: optionalNumber,
  input_uncached_tokens: optionalNumber,
  output_tokens: optionalNumber,
  num_model_requests: optionalNumber,
  model: optionalText,
  project_id: optionalText,
});
type UsageResult = z.infer<typeof usageSchema>;

const costSchema = z.object({
  amount: z
    .object({ value: z.union([z.string(), z.number()]), currency: optionalText })
    .optional()
    .catch(undefined),
  line_item: optionalText,
  project_id: optionalText,
  quantity: optionalNumber,
  quantity_unit: optionalText,
});

/** Usage of one kind by day, model and project. Days are UTC; the answer is whole or a failure. */
export async function readUsageWindow(
  api: OpenAiApi,
  kind: UsageKind,
  range: Period,
  now: Instant,
): Promise<Result<AiUsageWindow>> {
  const answer = await api.buckets(`/organization/usage/${kind.path}`, {
    start_time: range.start,
    end_time: range.end,
    bucket_width: '1d',
    limit: USAGE_PAGE,
    'group_by[]': kind.groupBy,
  });
  if (!answer.ok) return answer;
  return readWindow(answer.value, kind.kind, range, usageSchema, (result, start) =>
    usageEvent(result, kind, start, now),
  );
}

/** Costs by day, line item and project: what matches the invoice. */
export async function readCostWindow(api: OpenAiApi, range: Period, now: Instant): Promise<Result<AiUsageWindow>> {
  const answer = await api.buckets('/organization/costs', {
    start_time: range.start,
    end_time: range.end,
    bucket_width: '1d',
    limit: COSTS_PAGE,
    'group_by[]': ['line_item', 'project_id'],
  });
  if (!answer.ok) return answer;
  return readWindow(answer.value, 'cost', range, costSchema, (result, start): AiUsageEvent => {
    const line = result.line_item ?? NO_GROUP;
    return {
      ...blankEvent(PROVIDER, 'cost', start, now),
      model: modelOf(line),
      lineItem: line,
      projectRef: result.project_id ?? NO_GROUP,
      quantity: result.quantity ?? null,
      quantityUnit: result.quantity_unit ?? null,
      costMicros: result.amount === undefined ? null : decimalToMicros(result.amount.value, 'dollars'),
      costRaw: result.amount === undefined ? null : String(result.amount.value),
      currency: result.amount?.currency?.toUpperCase() ?? null,
    };
  });
}

function readWindow<T>(
  buckets: readonly unknown[],
  kind: AiUsageEvent['kind'],
  range: Period,
  schema: z.ZodType<T>,
  toEvent: (result: T, start: Instant) => AiUsageEvent,
): Result<AiUsageWindow> {
  const read = readItems(bucketSchema, buckets);
  if (read === null || read.rejected > 0) return fail(changed('OpenAI', 'a report'));
  const events: AiUsageEvent[] = [];
  for (const bucket of read.items) {
    const results = readItems(schema, bucket.results);
    if (results === null || results.rejected > 0) return fail(changed('OpenAI', 'a report'));
    events.push(...results.items.map((result) => toEvent(result, bucket.start_time)));
  }
  return succeed({ kind, bucketSeconds: 86_400, range, events: addUpGroups(events) });
}

/**
 * `input_tokens` holds cached and cache-write tokens too: they are taken out, so that the classes are
 * disjoint. Older days lack the newer fields.
 */
function usageEvent(result: UsageResult, kind: UsageKind, start: Instant, now: Instant): AiUsageEvent {
  const quantity = kind.quantity === null ? undefined : optionalNumber.parse(result[kind.quantity.field]);
  return {
    ...blankEvent(PROVIDER, kind.kind, start, now),
    ...(result.input_tokens === undefined ? {} : tokenClasses(result, result.input_tokens)),
    model: kind.groupBy.includes('model') ? (result.model ?? NO_GROUP) : '',
    projectRef: result.project_id ?? NO_GROUP,
    requests: result.num_model_requests ?? null,
    quantity: quantity ?? null,
    quantityUnit: kind.quantity?.unit ?? null,
  };
}

/**
 * Parts that add up to `input`, whichever of them a day has. Of the writes, `_12h` are the long ones;
 * where only their total is known they count as short.
 */
function tokenClasses(result: UsageResult, input: number) {
  const long = result.input_cache_write_12h_tokens ?? 0;
  const short = result.input_cache_write_30m_tokens ?? Math.max(0, (result.input_cache_write_tokens ?? 0) - long);
  const read = Math.max(0, input - short - long);
  const cached = result.input_cached_tokens ?? Math.max(0, read - (result.input_uncached_tokens ?? read));
  return {
    inputUncachedTokens: result.input_uncached_tokens ?? Math.max(0, read - cached),
    inputCachedTokens: cached,
    cacheWriteShortTokens: short,
    cacheWriteLongTokens: long,
    outputTokens: result.output_tokens ?? 0,
  };
}

/** `gpt-6-astra, input_tokens`: the part before the last comma; a product's name has none. */
function modelOf(lineItem: string): string {
  const comma = lineItem.lastIndexOf(', ');
  return comma > 0 ? lineItem.slice(0, comma) : '';
}
