import { z } from 'zod';
import { changed } from '#main/http/outcome';
import type { AiUsageEvent } from '#shared/domain/ai-usage';
import { fail, type Result, succeed } from '#shared/domain/failure';
import { DAY, type Instant, type Period } from '#shared/domain/instant';
import { blankEvent, NO_GROUP } from '../ai-report';
import { type AiAnswer, knownWindows, onceEach, rowsOnce } from '../ai-windows';
import { decimalToMicros } from '../decimal';
import {
  expected,
  lacking,
  lenientNumber,
  oddRows,
  optionalNumber,
  optionalText,
  readItems,
  together,
} from '../lenient';
import type { Walk } from '../pages';
import type { OpenAiApi } from './client';
import type { UsageKind } from './kinds';

export const USAGE_SOURCE = 'openai:/organization/usage';
export const COSTS_SOURCE = 'openai:/organization/costs';

const PROVIDER = 'openai';
/** Buckets a page: the most that the reports allow. */
const USAGE_PAGE = 31;
const COSTS_PAGE = 180;

/** A bucket that begins in the middle of a day is no day. */
const dayStart = lenientNumber.refine((at) => at % DAY === 0);
const bucketSchema = z.object({ start_time: dayStart, results: z.array(z.unknown()) });

/** Null is OpenAI's own "none", where it groups by it. */
const groupText = expected(z.string().nullable());

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
  project_id: groupText,
});
type UsageResult = z.infer<typeof usageSchema>;

/** Parts of the tokens that older days lack; one that other results have, all of them should have. What is left is uncached. */
const PARTS = [
  'input_cached_tokens',
  'input_cache_write_tokens',
  'input_cache_write_30m_tokens',
  'input_cache_write_12h_tokens',
];

/** What a result of a kind must have to be a figure at all. */
function schemaOf(kind: UsageKind): z.ZodType<UsageResult> {
  const field = kind.quantity?.field;
  return usageSchema.extend({
    ...(kind.quantity === null ? { input_tokens: lenientNumber } : {}),
    ...(kind.hasOutput === true ? { output_tokens: lenientNumber } : {}),
    ...(kind.groupBy.includes('model') ? { model: groupText, num_model_requests: expected(lenientNumber) } : {}),
    ...(field === undefined ? {} : { [field]: lenientNumber }),
  }) as unknown as z.ZodType<UsageResult>;
}

const amountValue = z.union([z.string(), z.number()]).refine((value) => decimalToMicros(value, 'dollars') !== null);

const costSchema = z.object({
  // A row without an amount is no charge of nothing: it is an amount that is not known.
  amount: expected(z.object({ value: expected(amountValue), currency: expected(z.string()) })),
  line_item: groupText,
  project_id: groupText,
  quantity: optionalNumber,
  quantity_unit: optionalText,
});

/** Usage of one kind by day, model and project. Days are UTC. */
export async function readUsageWindow(
  api: OpenAiApi,
  kind: UsageKind,
  range: Period,
  now: Instant,
): Promise<Result<AiAnswer>> {
  const answer = await api.buckets(`/organization/usage/${kind.path}`, {
    ...reach(range, now),
    bucket_width: '1d',
    limit: USAGE_PAGE,
    'group_by[]': kind.groupBy,
  });
  if (!answer.ok) return answer;
  const missed = (results: readonly UsageResult[]) =>
    lacking(results, PARTS) + results.filter((result) => !addsUp(result)).length;
  return readDays(answer.value, kind.kind, range, schemaOf(kind), missed, (result, start) =>
    usageEvent(result, kind, start, now),
  );
}

/** Costs by day, line item and project: what matches the invoice. */
export async function readCostWindow(api: OpenAiApi, range: Period, now: Instant): Promise<Result<AiAnswer>> {
  const answer = await api.buckets('/organization/costs', {
    ...reach(range, now),
    bucket_width: '1d',
    limit: COSTS_PAGE,
    'group_by[]': ['line_item', 'project_id'],
  });
  if (!answer.ok) return answer;
  // Quantities may be left out of all rows, but not of some; an amount in another currency is in no sum.
  const missed = (results: readonly z.infer<typeof costSchema>[]) =>
    lacking(results, ['quantity', 'quantity_unit']) +
    results.filter(({ amount }) => (amount?.currency ?? 'usd').toUpperCase() !== 'USD').length;
  return readDays(answer.value, 'cost', range, costSchema, missed, (result, start): AiUsageEvent => {
    const line = result.line_item ?? NO_GROUP;
    return {
      ...blankEvent(PROVIDER, 'cost', start, now),
      model: modelOf(line),
      lineItem: line,
      projectRef: result.project_id ?? NO_GROUP,
      quantity: result.quantity ?? null,
      quantityUnit: result.quantity_unit ?? null,
      costMicros: decimalToMicros(result.amount?.value, 'dollars'),
      costRaw: result.amount?.value === undefined ? null : String(result.amount.value),
      currency: result.amount?.currency?.toUpperCase() ?? null,
    };
  });
}

/** Up to now and no further: an end in the future was refused once. */
function reach(range: Period, now: Instant) {
  return { start_time: range.start, end_time: Math.max(range.start + 1, Math.min(range.end, now)) };
}

/**
 * The days of a report. A day of which a result cannot be read is not known, and neither is what comes after a walk
 * that broke off. `missed` tells of how many results something was missed that their schema does not see.
 */
function readDays<T>(
  { items, cut }: Walk,
  kind: AiUsageEvent['kind'],
  range: Period,
  schema: z.ZodType<T>,
  missed: (results: readonly T[]) => number,
  toEvent: (result: T, start: Instant) => AiUsageEvent,
): Result<AiAnswer> {
  const buckets = readItems(bucketSchema, items);
  if (buckets === null || (buckets.items.length === 0 && buckets.rejected > 0)) {
    return fail(changed('OpenAI', 'a report'));
  }
  const told = buckets.items.map(({ start_time: start, results }) => ({ start, rows: rowsOnce(results) }));
  const read = told.map(({ start, rows }) => ({ start, results: readItems(schema, rows.items) }));
  const { days, repeated } = onceEach(
    read.map(({ start, results }) => ({
      start,
      events: (results?.items ?? []).map((result) => toEvent(result, start)),
      isOdd: results === null || results.rejected > 0,
    })),
  );
  const all = read.flatMap(({ results }) => results?.items ?? []);
  const end = cut === null ? range.end : Math.max(range.start, ...days.map(({ start }) => start + DAY));
  return succeed({
    windows: knownWindows(kind, range, days, end, buckets.rejected > 0),
    reading: together(
      buckets.reading,
      ...told.map(({ rows }) => rows.reading),
      ...read.map(({ results }) => results?.reading),
      oddRows(missed(all) + repeated, 0),
    ),
    cut,
  });
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

/** Whether the parts of the input come to its whole, where all of them are told. */
function addsUp(result: UsageResult): boolean {
  const { input_tokens: input, input_uncached_tokens: uncached, input_cached_tokens: cached } = result;
  const written =
    result.input_cache_write_tokens ??
    (result.input_cache_write_30m_tokens ?? 0) + (result.input_cache_write_12h_tokens ?? 0);
  return input === undefined || uncached === undefined || cached === undefined || uncached + cached + written === input;
}

/** `gpt-6-astra, input_tokens`: the part before the last comma; a product's name has none. */
function modelOf(lineItem: string): string {
  const comma = lineItem.lastIndexOf(', ');
  return comma > 0 ? lineItem.slice(0, comma) : '';
}
