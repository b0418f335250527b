import type { HttpClient, HttpRequest } from '#main/http/http-client';
import { changed } from '#main/http/outcome';
import { fail, type Result, succeed } from '#shared/domain/failure';
import { baseUrlOf } from '../base-url';
import { member } from '../loose';
import type { CollectionContext } from '../monitor';
import { VERCEL_ADDRESS } from './constants';
import { explainVercel } from './failures';

/** Most pages of one list; beyond that something is wrong with the cursor. */
const MOST_PAGES = 50;

type Query = NonNullable<HttpRequest['query']>;

/** Vercel's API for one token and one scope. */
export interface VercelApi {
  /** The team of the scope; null: the token's own default. */
  readonly teamId: string | null;
  get(path: string, query?: Query, scope?: 'team' | 'none'): Promise<Result<unknown>>;
  post(path: string, json: unknown): Promise<Result<unknown>>;
  /** All items of a paged list under `key`; stops early when `enough` says so of a page. */
  list(
    path: string,
    key: string,
    query?: Query,
    enough?: (page: readonly unknown[]) => boolean,
  ): Promise<Result<unknown[]>>;
  /** A stream of lines, `maxLines` at most. */
  lines(
    path: string,
    query: Query,
    maxLines: number,
    onLine: (line: string) => void | Promise<void>,
  ): ReturnType<HttpClient['lines']>;
}

/** Speaks for the connection of `context`, over `http`. The token goes into a header only. */
export function vercelApi(context: Pick<CollectionContext, 'connection' | 'credentials'>, http: HttpClient): VercelApi {
  const { connection, credentials } = context;
  const base = baseUrlOf(VERCEL_ADDRESS, connection);
  const teamId = connection.settings['teamId'] || null;
  const common = (path: string, query: Query, scope: 'team' | 'none'): HttpRequest => ({
    url: `${base}${path}`,
    query: { ...query, ...(scope === 'team' && teamId !== null ? { teamId } : {}) },
    headers: { authorization: `Bearer ${credentials['token'] ?? ''}` },
    from: 'Vercel',
    limitScope: path,
    explain: explainVercel,
  });
  const get: VercelApi['get'] = async (path, query = {}, scope = 'team') => {
    const result = await http.request(common(path, query, scope));
    return result.ok ? succeed(result.value.body) : result;
  };
  return {
    teamId,
    get,
    async post(path, json) {
      const result = await http.request({ ...common(path, {}, 'team'), method: 'POST', json });
      return result.ok ? succeed(result.value.body) : result;
    },
    async list(path, key, query = {}, enough = () => false) {
      const all: unknown[] = [];
      let cursor: string | number | null = null;
      for (let page = 0; page < MOST_PAGES; page += 1) {
        const result: Result<unknown> = await get(path, {
          limit: 100,
          ...query,
          ...(cursor === null ? {} : { until: cursor }),
        });
        if (!result.ok) return result;
        const items = member(result.value, key);
        if (!Array.isArray(items)) return fail(changed('Vercel', `the list of ${key}`));
        all.push(...(items as unknown[]));
        const next = nextOf(result.value);
        if (next === null || next === cursor || enough(items)) break;
        cursor = next;
      }
      return succeed(all);
    },
    lines: (path, query, maxLines, onLine) => {
      const request = common(path, query, 'team');
      const headers = { ...request.headers, accept: 'application/jsonl' };
      return http.lines({ ...request, headers, maxLines }, onLine);
    },
  };
}

/** Where the next page begins: opaque, a number or a text; null on the last page. */
function nextOf(page: unknown): string | number | null {
  const next = member(member(page, 'pagination'), 'next');
  return typeof next === 'string' || typeof next === 'number' ? next : null;
}
