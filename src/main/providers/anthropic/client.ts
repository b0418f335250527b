import type { ErrorAnswer, HttpClient, HttpRequest } from '#main/http/http-client';
import { changed } from '#main/http/outcome';
import { parseInstant } from '#shared/core/calendar/calendar';
import type { Reading } from '#shared/domain/cycle';
import { type Failure, fail, type Result, succeed } from '#shared/domain/failure';
import type { Instant } from '#shared/domain/instant';
import { baseUrlOf } from '../base-url';
import { member, oddRows } from '../lenient';
import type { CollectionContext } from '../monitor';
import { nextPage, walkPages } from '../pages';
import { ANALYTICS_BETA, VERSION } from './constants';
import { anthropicDescriptor } from './descriptor';

const MOST_PAGES = 100;

type Query = NonNullable<HttpRequest['query']>;

/** The rows of a report, and up to when they were counted (the older reports do not say). */
export interface Report {
  readonly rows: readonly unknown[];
  readonly refreshedAt: Instant | null;
  /** Why it broke off; null where it is whole. */
  readonly cut: Failure | null;
  /** What was not understood around the rows. */
  readonly reading: Reading;
}

/** Anthropic's administration interface. */
export interface AnthropicApi {
  get(path: string, query?: Query): Promise<Result<unknown>>;
  /** Walks the pages, up to where the report breaks off. */
  report(path: string, query: Query): Promise<Result<Report>>;
}

export function anthropicApi(
  { connection, credentials }: Pick<CollectionContext, 'connection' | 'credentials'>,
  http: HttpClient,
): AnthropicApi {
  const base = baseUrlOf(anthropicDescriptor, connection);
  const get: AnthropicApi['get'] = async (path, query = {}) => {
    const answer = await http.request({
      url: `${base}${path}`,
      query,
      headers: {
        'x-api-key': credentials['adminKey'] ?? '',
        'anthropic-version': VERSION,
        ...(path.includes('/analytics/') ? { 'anthropic-beta': ANALYTICS_BETA } : {}),
      },
      from: 'Anthropic',
      explain,
    });
    return answer.ok ? succeed(answer.value.body) : answer;
  };
  return {
    get,
    async report(path, query) {
      let refreshedAt: Instant | null = null;
      const odd = { dates: 0 };
      const walk = await walkPages({ from: 'Anthropic', what: 'rows', most: MOST_PAGES }, async (page) => {
        const answer = await get(path, { ...query, page: page ?? undefined });
        if (!answer.ok) return answer;
        const data = member(answer.value, 'data');
        if (!Array.isArray(data)) return fail(changed('Anthropic', 'a report'));
        const told = path.includes('/analytics/') ? refreshOf(answer.value) : null;
        if (told === undefined) odd.dates += 1;
        refreshedAt = told ?? refreshedAt;
        return succeed({ items: data as unknown[], next: nextPage(answer.value, member(answer.value, 'next_page')) });
      });
      return walk.ok
        ? succeed({ rows: walk.value.items, cut: walk.value.cut, refreshedAt, reading: oddRows(odd.dates, 0) })
        : walk;
    },
  };
}

/** Up to when the rows were counted; null where Anthropic does not know, undefined where it cannot be read. */
function refreshOf(body: unknown): Instant | null | undefined {
  const told = member(body, 'data_refreshed_at');
  if (told === null) return null;
  return typeof told === 'string' ? (parseInstant(told) ?? undefined) : undefined;
}

function explain({ status }: ErrorAnswer): Failure | null {
  if (status === 401) {
    return {
      code: 'invalid-credential',
      message: 'Anthropic does not accept the key.',
      action: 'Enter it again, or make a new one: an admin of the organization makes keys in the Console.',
      retryable: false,
    };
  }
  if (status === 403) {
    return {
      code: 'not-permitted',
      message: 'The key of Anthropic may not read the usage of the organization.',
      action:
        'Use an admin key, an analytics key or another with the right to read usage; a key of a workspace or of an individual account has none.',
      retryable: false,
    };
  }
  return null;
}
