import { z } from 'zod';
import { changed } from '#main/http/outcome';
import { formatInstant, parseInstant } from '#shared/core/calendar/calendar';
import type { AiUsageEvent } from '#shared/domain/ai-usage';
import type { Reading } from '#shared/domain/cycle';
import { fail, type Result, succeed } from '#shared/domain/failure';
import { DAY, type Instant, type Period } from '#shared/domain/instant';
import { blankEvent, NO_GROUP } from '../ai-report';
import { type AiAnswer, knownWindows, onceEach, type ReadDay, rowsOnce } from '../ai-windows';
import { decimalToMicros } from '../decimal';
import { expected, instantIn, member, oddRows, optionalText, readOne, together } from '../lenient';
import type { AnthropicApi, Report } from './client';
import { ANALYTICS_FROM } from './constants';
import { tokenClasses, tokensSchema } from './tokens';

const PROVIDER = 'anthropic';
/** Longest stretch of one request. */
const MOST_DAYS = 31;
const ROWS_A_PAGE = 1000;

/** What one report tells of a stretch of time, and which report it was. */
export interface AnthropicAnswer extends AiAnswer {
  readonly source: string;
}

export type ReportKind = 'tokens' | 'cost';

/** Null is Anthropic's own "none", where it groups by it. */
const groupText = expected(z.string().nullable());

/** Rows may differ by tier and context window alone: they are rows of their own. Not every answer tells them. */
const place = { service_tier: optionalText, context_window: optionalText };

const groupSchema = expected(z.object({ model: groupText, workspace_id: groupText, ...place }));
const amountText = z.union([z.string(), z.number()]).refine((value) => decimalToMicros(value, 'cents') !== null);
const costSchema = z.object({ amount: expected(amountText), list_amount: z.unknown(), currency: expected(z.string()) });
const rowSchema = z.object({ starting_at: z.string(), group: groupSchema });
const placeSchema = z.object({ starting_at: z.string() });

/** The new reports: flat rows, hours behind, up to `data_refreshed_at`. */
export async function readAnalytics(
  api: AnthropicApi,
  kind: ReportKind,
  asked: Period,
  now: Instant,
): Promise<Result<AnthropicAnswer>> {
  const range = { start: Math.max(asked.start, parseInstant(ANALYTICS_FROM) ?? 0), end: asked.end };
  const path = `/v1/organizations/analytics/${kind === 'tokens' ? 'usage' : 'cost'}`;
  const report = await inParts(range, (part) =>
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
  if (!report.ok) return report;
  const { cut } = report.value;
  const { items: rows, reading: repeated } = rowsOnce(report.value.rows);
  const asOf = report.value.refreshedAt ?? now;
  const read = rows.map((row) => analyticsRow(row, kind, asOf));
  // A row that cannot be placed may be of any day: nothing is known then.
  const placed = read.filter(({ day }) => day !== null).length;
  if (placed < rows.length) return fail(changed('Anthropic', 'the analytics'));
  const days = read.flatMap(({ day }) => (day === null ? [] : [day]));
  // Rows come in the order of time, so that only the last day can lack some.
  const end = cut === null ? range.end : Math.max(range.start, ...days.map(({ start }) => start));
  return succeed({
    windows: knownWindows(kind, range, days, end),
    reading: together(report.value.reading, repeated, ...read.map(({ reading }) => reading)),
    cut,
    source: `anthropic:/analytics/${kind}`,
  });
}

/** One row as a part of its day; no day where it does not say of which it is. */
function analyticsRow(
  row: unknown,
  kind: ReportKind,
  asOf: Instant,
): { readonly day: ReadDay | null; readonly reading: Reading } {
  const start = dayIn(row);
  const counts = kind === 'tokens' ? tokensOf(member(row, 'usage')) : amountsOf(member(row, 'cost'));
  const { value, reading } = readOne(rowSchema, row);
  if (start === null) return { day: null, reading: oddRows(1) };
  const isOdd = counts.figures === null;
  const event: AiUsageEvent = {
    ...blankEvent(PROVIDER, kind, start, asOf),
    model: value?.group?.model ?? NO_GROUP,
    projectRef: value?.group?.workspace_id ?? NO_GROUP,
    ...placeOf(value?.group),
    ...counts.figures,
  };
  const isMissed = isOdd || counts.isOdd || reading.notUnderstood > 0;
  return { day: { start, events: isOdd ? [] : [event], isOdd }, reading: oddRows(isMissed ? 1 : 0, 1) };
}

/** The day that a row or bucket is of; null where it does not say, or is of a part of one. */
function dayIn(row: unknown): Instant | null {
  const { value } = readOne(placeSchema, row);
  const start = value === null ? null : instantIn(value.starting_at, 'UTC');
  return start === null || start % DAY !== 0 ? null : start;
}

/** Figures of a row, null where they cannot be read, and whether something of them was missed. */
interface Figures {
  readonly figures: Partial<AiUsageEvent> | null;
  readonly isOdd: boolean;
}

function tokensOf(row: unknown): Figures {
  const { value, reading } = readOne(tokensSchema, row);
  const total = member(row, 'total_tokens');
  const figures = value === null ? null : tokenClasses(value);
  const isOff = typeof total === 'number' && figures !== null && total !== totalOf(figures);
  const lacksRequests = total !== undefined && value?.requests === undefined;
  return { figures, isOdd: reading.notUnderstood > 0 || isOff || lacksRequests };
}

function totalOf(figures: ReturnType<typeof tokenClasses>): number {
  const { inputUncachedTokens, inputCachedTokens, cacheWriteShortTokens, cacheWriteLongTokens, outputTokens } = figures;
  return inputUncachedTokens + inputCachedTokens + cacheWriteShortTokens + cacheWriteLongTokens + outputTokens;
}

/** Money of a row: an amount that cannot be read is not known, and the rest of its day is. */
function amountsOf(row: unknown): Figures {
  const { value, reading } = readOne(costSchema, row);
  const figures = moneyOf(value ?? {});
  const isForeign = figures.currency !== 'USD';
  return { figures, isOdd: reading.notUnderstood > 0 || figures.listCostMicros === null || isForeign };
}

const legacySchema = z.object({ starting_at: z.string(), results: z.array(z.unknown()) });
const legacyGroup = z.object({ model: groupText, workspace_id: groupText, ...place });
const legacyCostGroup = legacyGroup.extend({
  description: groupText,
  cost_type: groupText,
  token_type: groupText,
  service_tier: groupText,
  context_window: groupText,
});

/** The older reports: buckets with results in them, minutes behind. Here the default workspace has no id. */
export async function readLegacy(
  api: AnthropicApi,
  kind: ReportKind,
  range: Period,
  now: Instant,
): Promise<Result<AnthropicAnswer>> {
  const path = `/v1/organizations/${kind === 'tokens' ? 'usage_report/messages' : 'cost_report'}`;
  const groupBy = kind === 'tokens' ? ['model', 'workspace_id'] : ['workspace_id', 'description'];
  const report = await inParts(range, (part) =>
    api.report(path, {
      starting_at: formatInstant(part.start),
      ending_at: formatInstant(part.end),
      bucket_width: '1d',
      'group_by[]': groupBy,
      limit: MOST_DAYS,
    }),
  );
  if (!report.ok) return report;
  const { rows, cut } = report.value;
  const buckets = rows.map((bucket) => legacyDay(bucket, kind, now));
  const placed = buckets.flatMap(({ day }) => (day === null ? [] : [day]));
  if (placed.length === 0 && rows.length > 0) return fail(changed('Anthropic', 'a report'));
  const { days, repeated } = onceEach(placed);
  const end = cut === null ? range.end : Math.max(range.start, ...days.map(({ start }) => start + DAY));
  return succeed({
    windows: knownWindows(kind, range, days, end, placed.length < rows.length),
    reading: together(report.value.reading, ...buckets.map(({ reading }) => reading), oddRows(repeated, 0)),
    cut,
    source: `anthropic:/${path.split('/').slice(3).join('/')}`,
  });
}

function legacyDay(
  bucket: unknown,
  kind: ReportKind,
  now: Instant,
): { readonly day: ReadDay | null; readonly reading: Reading } {
  const { value } = readOne(legacySchema, bucket);
  const start = dayIn(bucket);
  if (start === null) return { day: null, reading: oddRows(1) };
  if (value === null) return { day: { start, events: [], isOdd: true }, reading: oddRows(1) };
  const { items, reading: repeated } = rowsOnce(value.results);
  const results = items.map((result) => legacyResult(result, kind, start, now));
  return {
    day: {
      start,
      events: results.flatMap(({ event }) => (event === null ? [] : [event])),
      isOdd: results.some(({ event }) => event === null),
    },
    reading: together({ rows: 1, notUnderstood: 0 }, repeated, ...results.map(({ reading }) => reading)),
  };
}

function legacyResult(
  result: unknown,
  kind: ReportKind,
  start: Instant,
  now: Instant,
): { readonly event: AiUsageEvent | null; readonly reading: Reading } {
  const counts = kind === 'tokens' ? tokensOf(result) : legacyAmount(result);
  const group = kind === 'tokens' ? readOne(legacyGroup, result) : readOne(legacyCostGroup, result);
  if (counts.figures === null) return { event: null, reading: oddRows(1) };
  const cost = kind === 'cost' ? legacyCostGroup.safeParse(result).data : undefined;
  const event: AiUsageEvent = {
    ...blankEvent(PROVIDER, kind, start, now),
    model: group.value?.model ?? NO_GROUP,
    projectRef: group.value?.workspace_id ?? NO_GROUP,
    ...placeOf(cost ?? group.value),
    ...(kind === 'cost'
      ? {
          lineItem: cost?.description ?? NO_GROUP,
          costType: cost?.cost_type ?? NO_GROUP,
          tokenType: cost?.token_type ?? NO_GROUP,
        }
      : {}),
    ...counts.figures,
  };
  return { event, reading: oddRows(counts.isOdd || group.reading.notUnderstood > 0 ? 1 : 0, 1) };
}

/** The older reports know no list price. */
function legacyAmount(result: unknown): Figures {
  const { value, reading } = readOne(costSchema.omit({ list_amount: true }), result);
  if (value === null) return { figures: null, isOdd: true };
  const figures = moneyOf(value);
  return { figures, isOdd: reading.notUnderstood > 0 || figures.currency !== 'USD' };
}

function placeOf(
  row: { readonly service_tier?: string | null; readonly context_window?: string | null } | null | undefined,
) {
  return { serviceTier: row?.service_tier ?? '', contextWindow: row?.context_window ?? '' };
}

/** Amounts are decimal texts in cents. */
function moneyOf(cost: {
  readonly amount?: string | number | undefined;
  readonly list_amount?: unknown;
  readonly currency?: string;
}) {
  return {
    costMicros: decimalToMicros(cost.amount, 'cents'),
    listCostMicros: decimalToMicros(cost.list_amount, 'cents'),
    costRaw: cost.amount === undefined ? null : String(cost.amount),
    currency: (cost.currency ?? 'USD').toUpperCase(),
  };
}

/** Asks for stretches of at most 31 days, one after the other. */
async function inParts(range: Period, ask: (part: Period) => Promise<Result<Report>>): Promise<Result<Report>> {
  const rows: unknown[] = [];
  let refreshedAt: Instant | null = null;
  let reading: Reading | undefined;
  for (let start = range.start; start < range.end; start += MOST_DAYS * DAY) {
    const answer = await ask({ start, end: Math.min(range.end, start + MOST_DAYS * DAY) });
    if (!answer.ok) return answer;
    rows.push(...answer.value.rows);
    refreshedAt = answer.value.refreshedAt ?? refreshedAt;
    reading = together(reading, answer.value.reading);
    if (answer.value.cut !== null) return succeed({ rows, refreshedAt, reading, cut: answer.value.cut });
  }
  return succeed({ rows, refreshedAt, reading: together(reading), cut: null });
}
