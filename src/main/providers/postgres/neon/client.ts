import { z } from 'zod';
import type { ErrorAnswer, HttpClient, HttpRequest } from '#main/http/http-client';
import { changed } from '#main/http/outcome';
import { type Failure, fail, type Result, succeed } from '#shared/domain/failure';
import { baseUrlOf } from '../../base-url';
import { lenientNumber, member, optionalNumber, optionalText, readItems } from '../../lenient';
import type { CollectionContext } from '../../monitor';

import { postgresDescriptor } from '../descriptor';
import { BILLED_METRICS } from './billed-metrics';

/** `GET /projects/{id}`: what the current period has used so far. Counters begin anew with it. */
export const neonProjectSchema = z.object({
  id: z.string(),
  name: optionalText,
  org_id: optionalText,
  compute_time_seconds: optionalNumber,
  data_transfer_bytes: optionalNumber,
  synthetic_storage_size: optionalNumber,
  branch_logical_size_limit_bytes: optionalNumber,
  consumption_period_start: optionalText,
  owner: z.object({ subscription_type: optionalText }).optional().catch(undefined),
  settings: z
    .object({
      quota: z
        .object({
          compute_time_seconds: optionalNumber,
          data_transfer_bytes: optionalNumber,
          logical_size_bytes: optionalNumber,
        })
        .optional()
        .catch(undefined),
    })
    .optional()
    .catch(undefined),
});
export type NeonProject = z.infer<typeof neonProjectSchema>;

const endpointSchema = z.object({ host: z.string(), current_state: optionalText, started_at: optionalText });
export type NeonEndpoint = z.infer<typeof endpointSchema>;

const frameSchema = z.object({
  timeframe_start: z.string(),
  metrics: z.array(z.object({ metric_name: z.string(), value: lenientNumber })),
});
export type NeonFrame = z.infer<typeof frameSchema> & { readonly projectId: string };

/** Neon's HTTP interface. No request of it wakes a compute. */
export interface NeonApi {
  projects(): Promise<Result<NeonProject[]>>;
  project(id: string): Promise<Result<NeonProject>>;
  endpoints(projectId: string): Promise<Result<readonly NeonEndpoint[]>>;
  /** Billed metrics by the UTC day; `from` and `to` in RFC 3339. Refused on Free. */
  consumption(orgId: string, from: string, to: string): Promise<Result<NeonFrame[]>>;
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
  /** Walks a list: its end is an empty page, a missing cursor, or the same cursor again. */
  const walk = async (path: string, query: NonNullable<HttpRequest['query']>): Promise<Result<unknown[]>> => {
    const all: unknown[] = [];
    let cursor = '';
    for (let page = 0; page < MOST_PAGES; page += 1) {
      const answer = await get(path, { ...query, ...(cursor === '' ? {} : { cursor }) });
      if (!answer.ok) return answer;
      const items = member(answer.value, 'projects');
      if (!Array.isArray(items)) return fail(changed('Neon', 'the projects'));
      all.push(...(items as unknown[]));
      const next = cursorOf(answer.value);
      if (items.length === 0 || next === '' || next === cursor) break;
      cursor = next;
    }
    return succeed(all);
  };
  const organization = connection.settings['neonOrgId'];
  return {
    async projects() {
      const answer = await walk('/projects', { limit: 400, ...(organization ? { org_id: organization } : {}) });
      if (!answer.ok) return answer;
      const read = readItems(neonProjectSchema, answer.value);
      return read === null || (read.items.length === 0 && read.rejected > 0)
        ? fail(changed('Neon', 'the projects'))
        : succeed([...read.items]);
    },
    async project(id) {
      const answer = await get(`/projects/${encodeURIComponent(id)}`);
      if (!answer.ok) return answer;
      const read = neonProjectSchema.safeParse(member(answer.value, 'project'));
      return read.success ? succeed(read.data) : fail(changed('Neon', 'a project'));
    },
    async endpoints(projectId) {
      const answer = await get(`/projects/${encodeURIComponent(projectId)}/endpoints`);
      if (!answer.ok) return answer;
      const read = readItems(endpointSchema, member(answer.value, 'endpoints'));
      return read === null ? fail(changed('Neon', 'the computes')) : succeed(read.items);
    },
    async consumption(orgId, from, to) {
      const answer = await walk('/consumption_history/v2/projects', {
        org_id: orgId,
        from,
        to,
        granularity: 'daily',
        metrics: BILLED_METRICS,
        limit: 100,
      });
      return answer.ok ? succeed(answer.value.flatMap(framesOf)) : answer;
    },
  };
}

function cursorOf(page: unknown): string {
  return optionalText.parse(member(member(page, 'pagination'), 'cursor')) ?? '';
}

function framesOf(project: unknown): NeonFrame[] {
  const id = optionalText.parse(member(project, 'project_id'));
  const periods = member(project, 'periods');
  if (id === undefined || !Array.isArray(periods)) return [];
  return periods.flatMap((period: unknown) =>
    (readItems(frameSchema, member(period, 'consumption'))?.items ?? []).map((frame) => ({ ...frame, projectId: id })),
  );
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
