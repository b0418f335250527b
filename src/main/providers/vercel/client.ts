import type { HttpClient, HttpRequest } from '#main/http/http-client';
import { changed } from '#main/http/outcome';
import { fail, type Result, succeed } from '#shared/domain/failure';
import { baseUrlOf } from '../base-url';
import { member } from '../lenient';
import type { CollectionContext } from '../monitor';
import { type Cursor, type Page, type Walk, walkPages } from '../pages';
import { VERCEL_ADDRESS } from './constants';
import { explainVercel } from './failures';

/** Pages of a hundred that one list may have. The largest known team deploys some 6,000 times in 30 days. */
const MOST_PAGES = 200;
const PAGE = 100;

type Query = NonNullable<HttpRequest['query']>;

/** Vercel's API for one token and one scope. */
export interface VercelApi {
  /** The team of the scope; null: the token's own default. */
  readonly teamId: string | null;
  get(path: string, query?: Query, scope?: 'team' | 'none'): Promise<Result<unknown>>;
  post(path: string, json: unknown): Promise<Result<unknown>>;
  /** The items of a paged list under `key`; stops early when `enough` says so of a page. */
  list(path: string, key: string, query?: Query, enough?: (page: readonly unknown[]) => boolean): Promise<Result<Walk>>;
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
    explain: (answer) => explainVercel(answer, path),
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
    list: (path, key, query = {}, enough = undefined) =>
      walkPages({ from: 'Vercel', what: key, most: MOST_PAGES, enough }, async (cursor): Promise<Result<Page>> => {
        const answer = await get(path, { limit: PAGE, ...query, ...(cursor === null ? {} : { until: cursor }) });
        if (!answer.ok) return answer;
        const items = member(answer.value, key);
        if (!Array.isArray(items)) return fail(changed('Vercel', `the list of ${key}`));
        return succeed({ items: items as unknown[], next: nextOf(answer.value, items.length) });
      }),
    lines: (path, query, maxLines, onLine) => {
      const request = common(path, query, 'team');
      const headers = { ...request.headers, accept: 'application/jsonl' };
      return http.lines({ ...request, headers, maxLines }, onLine);
    },
  };
}

/** Null on the last page; undefined where it cannot be told whether there is another. */
function nextOf(page: unknown, count: number): Cursor | null | undefined {
  const next = member(member(page, 'pagination'), 'next');
  if (next === null || (next === undefined && count < PAGE)) return null;
  return typeof next === 'string' || typeof next === 'number' ? next : undefined;
}
