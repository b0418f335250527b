import { z } from 'zod';
import type { HttpClient } from '#main/http/http-client';
import { changed } from '#main/http/outcome';
import { addDays, dayOf, dayStart, isDay } from '#shared/core/calendar/calendar';
import type { AiUsageEvent, AiUsageWindow } from '#shared/domain/ai-usage';
import { fail, type Result, succeed } from '#shared/domain/failure';
import { DAY, type Instant } from '#shared/domain/instant';
import { addUpGroups, blankEvent, NO_GROUP } from '../ai-report';
import { rowsOnce } from '../ai-windows';
import { baseUrlOf } from '../base-url';
import type { CapabilityResult } from '../collection-run';
import { decimalToMicros } from '../decimal';
import { expected, member, optionalNumber, optionalText, readItems } from '../lenient';
import type { CollectionContext } from '../monitor';
import { explainRefusal } from './credits';
import { aiGatewayDescriptor } from './descriptor';

/** Days that one report holds: this month and the one before. */
const REPORT_DAYS = 62;
const PROVIDER = 'ai-gateway';

const rowSchema = z.object({
  day: z.string().refine(isDay),
  model: optionalText,
  /** What is charged; calls with a key of one's own cost 0 here. A number or a decimal text; one that is neither is not known. */
  total_cost: expected(z.union([z.string(), z.number()]).refine((cost) => decimalToMicros(cost, 'dollars') !== null)),
  input_tokens: optionalNumber,
  output_tokens: optionalNumber,
  cached_input_tokens: optionalNumber,
  cache_creation_input_tokens: optionalNumber,
  request_count: optionalNumber,
});
type ReportRow = z.infer<typeof rowSchema>;

/**
 * `GET /report` by UTC day and model: what the gateway charged, as windows that replace what was kept for those
 * days. Vercel charges half a cent a report, so that it is asked once a day.
 */
export async function readGatewayReport(
  context: Pick<CollectionContext, 'connection' | 'credentials' | 'clock'>,
  http: HttpClient,
): Promise<Result<CapabilityResult>> {
  const now = context.clock.now();
  const today = dayOf(now, 'UTC');
  const first = addDays(today, 1 - REPORT_DAYS);
  const answer = await http.request({
    url: `${baseUrlOf(aiGatewayDescriptor, context.connection)}/report`,
    query: { start_date: first, end_date: today, group_by: 'model', date_part: 'day' },
    headers: { authorization: `Bearer ${context.credentials['apiKey'] ?? ''}` },
    from: 'The AI Gateway',
    explain: explainRefusal,
  });
  if (!answer.ok) return answer;
  const told = member(answer.value.body, 'results');
  const rows = readItems(rowSchema, Array.isArray(told) ? rowsOnce(told).items : told);
  if (rows === null || rows.rejected > 0) return fail(changed('The AI Gateway', 'the report'));
  const range = { start: dayStart(first, 'UTC'), end: dayStart(today, 'UTC') + DAY };
  const windowOf = (
    kind: 'cost' | 'tokens',
    toEvent: (row: ReportRow, at: Instant) => AiUsageEvent,
  ): AiUsageWindow => ({
    kind,
    bucketSeconds: DAY,
    range,
    events: addUpGroups(rows.items.map((row) => toEvent(row, dayStart(row.day, 'UTC')))),
  });
  return succeed({
    facts: {
      aiUsage: [
        windowOf('cost', (row, at) => ({
          ...blankEvent(PROVIDER, 'cost', at, now),
          model: row.model ?? NO_GROUP,
          costMicros: decimalToMicros(row.total_cost, 'dollars'),
          costRaw: row.total_cost === undefined ? null : String(row.total_cost),
          currency: 'USD',
        })),
        windowOf('tokens', (row, at) => ({
          ...blankEvent(PROVIDER, 'tokens', at, now),
          model: row.model ?? NO_GROUP,
          ...tokensOf(row),
        })),
      ],
    },
    cursors: { reportAt: now },
  });
}

/** Here the input holds cache reads and writes too: they are taken out, so that the classes are disjoint. */
function tokensOf(row: ReportRow) {
  const cached = row.cached_input_tokens ?? 0;
  const written = row.cache_creation_input_tokens ?? 0;
  return {
    requests: row.request_count ?? null,
    inputUncachedTokens: Math.max(0, (row.input_tokens ?? 0) - cached - written),
    inputCachedTokens: cached,
    cacheWriteShortTokens: written,
    cacheWriteLongTokens: 0,
    outputTokens: row.output_tokens ?? 0,
  };
}
