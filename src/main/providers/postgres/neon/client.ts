import { z } from 'zod';
import type { ErrorAnswer, HttpClient, HttpRequest } from '#main/http/http-client';
import { changed } from '#main/http/outcome';
import { parseInstant } from '#shared/core/calendar/calendar';
import type { Reading } from '#shared/domain/cycle';
import { type Failure, fail, type Result, succeed } from '#shared/domain/failure';
import { baseUrlOf } from '../../base-url';
import { expected, lenientNumber, listOf, member, optional, optionalText, readItems, readOne } from '../../lenient';
import type { CollectionContext } from '../../monitor';
import { type Cursor, walkPages } from '../../pages';
import { postgresDescriptor } from '../descriptor';
import { BILLED_METRICS } from './billed-metrics';

/** A count that Neon tells; below zero it would be none. */
const amount = lenientNumber.pipe(z.number().min(0));
const optionalAmount = optional(amount);
const moment = z.string().refine((text) => parseInstant(text) !== null);

/** `GET /projects`: which projects there are. What they used is told by the answer of each one alone. */
const listedSchema = z.object({ id: z.string() });

/** `GET /projects/{id}`: what the current period has used so far. Counters begin anew with it. */
const projectSchema = z.object({
  id: z.string(),
  name: expected(z.string()),
  org_id: optionalText,
  compute_time_seconds: expected(amount),
  data_transfer_bytes: expected(amount),
  synthetic_storage_size: expected(amount),
  branch_logical_size_limit_bytes: expected(amount),
  consumption_period_start: expected(moment),
  owner: expected(z.object({ subscription_type: expected(z.string()) })),
  settings: optional(
    z.object({
      quota: optional(z.object({ compute_time_seconds: optionalAmount, logical_size_bytes: optionalAmount })),
    }),
  ),
});
export type NeonProject = z.infer<typeof projectSchema>;

const endpointSchema = z.object({
  host: z.string(),
  current_state: expected(z.string()),
  started_at: optional(moment),
});
export type NeonEndpoint = z.infer<typeof endpointSchema>;

const frameSchema = z.object({
  timeframe_start: moment,
  metrics: listOf(z.object({ metric_name: z.string(), value: amount })),
});
export type NeonFrame = z.infer<typeof frameSchema> & { readonly projectId: string };

const consumedSchema = z.object({
  project_id: z.string(),
  periods: listOf(z.object({ consumption: listOf(frameSchema) })),
});

/** What a list told, and why it is not the whole of it; null where it is. */
export interface NeonList<T> {
  readonly items: readonly T[];
  readonly reading: Reading;
  readonly cut: Failure | null;
}

/** Neon's HTTP interface. No request of it wakes a compute. */
export interface NeonApi {
  /** Ids of all projects, those too of which Neon could not gather the rest in time. */
  projectIds(): Promise<Result<NeonList<string>>>;
  project(id: string): Promise<Result<{ readonly project: NeonProject; readonly reading: Reading }>>;
  endpoints(projectId: string): Promise<Result<readonly NeonEndpoint[]>>;
  /** Billed metrics by the UTC day; `from` and `to` in RFC 3339. Refused on Free. */
  consumption(orgId: string, from: string, to: string): Promise<Result<NeonList<NeonFrame>>>;
}

/** Most pages of a list. */
const MOST_PAGES = 20;

export function neonApi(
  { connection, credentials }: Pick<CollectionContext, 'connection' | 'credentials'>,
  http: HttpClient,
): NeonApi {
  const base = baseUrlOf(postgresDescriptor, connection);
  const get = async (path: string, query: NonNullable<HttpRequest['query']> = {}): Promise<Result<unknown>> => {
    const answer = await http.request({
      url: `${base}${path}`,
      query,
      headers: { authorization: `Bearer ${credentials['neonApiKey'] ?? ''}` },
      from: 'Neon',
      limitScope: path.startsWith('/consumption') ? 'consumption' : '',
      explain,
    });
    return answer.ok ? succeed(answer.value.body) : answer;
  };
  /** Walks a list of projects: its end is an empty page, or a page that is not full and leads nowhere new. */
  const walk = (path: string, what: string, limit: number, query: NonNullable<HttpRequest['query']>) =>
    walkPages({ from: 'Neon', what, most: MOST_PAGES }, async (cursor) => {
      const answer = await get(path, { ...query, limit, ...(cursor === null ? {} : { cursor }) });
      if (!answer.ok) return answer;
      const listed = member(answer.value, 'projects');
      if (!Array.isArray(listed)) return fail(changed('Neon', 'the projects'));
      const late = member(answer.value, 'unavailable_project_ids') ?? [];
      if (!Array.isArray(late)) return fail(changed('Neon', 'the projects'));
      const items = [...(listed as unknown[]), ...late.map((id: unknown) => ({ id }))];
      return succeed({ items, next: nextOf(answer.value, items.length, limit, cursor) });
    });
  const organization = connection.settings['neonOrgId'];
  return {
    async projectIds() {
      const list = await walk('/projects', 'projects', 400, organization ? { org_id: organization } : {});
      if (!list.ok) return list;
      const read = readItems(listedSchema, list.value.items);
      if (read === null || (read.items.length === 0 && read.rejected > 0)) return fail(changed('Neon', 'the projects'));
      const items = [...new Set(read.items.map(({ id }) => id))];
      return succeed({ items, reading: read.reading, cut: list.value.cut });
    },
    async project(id) {
      const answer = await get(`/projects/${encodeURIComponent(id)}`);
      if (!answer.ok) return answer;
      const { value: project, reading } = readOne(projectSchema, member(answer.value, 'project'));
      return project === null ? fail(changed('Neon', 'a project')) : succeed({ project, reading });
    },
    async endpoints(projectId) {
      const answer = await get(`/projects/${encodeURIComponent(projectId)}/endpoints`);
      if (!answer.ok) return answer;
      const read = readItems(endpointSchema, member(answer.value, 'endpoints'));
      // With one missing, nobody knows whether it is the one that is asked about.
      return read === null || read.rejected > 0 ? fail(changed('Neon', 'the computes')) : succeed(read.items);
    },
    async consumption(orgId, from, to) {
      const list = await walk('/consumption_history/v2/projects', 'projects', 100, {
        org_id: orgId,
        from,
        to,
        granularity: 'daily',
        metrics: BILLED_METRICS,
      });
      if (!list.ok) return list;
      const read = readItems(consumedSchema, list.value.items);
      if (read === null || (read.items.length === 0 && read.rejected > 0))
        return fail(changed('Neon', 'the use by day'));
      const items = read.items.flatMap(({ project_id: projectId, periods }) =>
        periods.flatMap(({ consumption }) => consumption.map((frame) => ({ ...frame, projectId }))),
      );
      return succeed({ items, reading: read.reading, cut: list.value.cut });
    },
  };
}

/**
 * Where the page after this one begins; null on the last one, undefined where it has more but does not say where. Neon
 * gives a cursor with the last page too: the page behind it is empty, or says the same cursor again.
 */
function nextOf(page: unknown, count: number, limit: number, sent: Cursor | null): Cursor | null | undefined {
  const next = member(member(page, 'pagination'), 'cursor');
  const isFull = count >= limit;
  if (count === 0 || (next === sent && !isFull)) return null;
  if (typeof next === 'string' && next !== '') return next;
  return !isFull || next === '' ? null : undefined;
}

function explain({ status }: ErrorAnswer): Failure | null {
  if (status === 401) {
    return {
      code: 'invalid-credential',
      message: 'Neon does not accept the API key.',
      action: 'Make a new one at Neon (Account settings, API keys) and give it to Headroom.',
      retryable: false,
    };
  }
  return null;
}
