import type { ErrorAnswer, HttpClient, HttpRequest } from '#main/http/http-client';
import { badResponse, changed } from '#main/http/outcome';
import { parseInstant } from '#shared/core/calendar/calendar';
import { type Failure, fail, type Result, succeed } from '#shared/domain/failure';
import type { Instant } from '#shared/domain/instant';
import { baseUrlOf } from '../base-url';
import { member, textAt } from '../loose';
import type { CollectionContext } from '../monitor';
import { ANALYTICS_BETA, VERSION } from './constants';
import { anthropicDescriptor } from './descriptor';

const MOST_PAGES = 100;

type Query = NonNullable<HttpRequest['query']>;

/** All rows of a report, and up to when they were counted (the older reports do not say). */
export interface Report {
  readonly rows: readonly unknown[];
  readonly refreshedAt: Instant | null;
}

/** Anthropic's administration interface. */
export interface AnthropicApi {
  get(path: string, query?: Query): Promise<Result<unknown>>;
  /** Walks all pages; fails rather than answering a part. */
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
      const rows: unknown[] = [];
      let page: string | undefined;
      let refreshedAt: Instant | null = null;
      for (let count = 0; count < MOST_PAGES; count += 1) {
        const answer = await get(path, { ...query, page });
        if (!answer.ok) return answer;
        const read = readPage(answer.value);
        if (read === null) return fail(changed('Anthropic', 'a report'));
        rows.push(...read.rows);
        refreshedAt = read.refreshedAt ?? refreshedAt;
        if (!read.hasMore) return succeed({ rows, refreshedAt });
        page = read.next;
        if (page === undefined) break;
      }
      return fail(badResponse('Anthropic', 'it has more pages but does not say where'));
    },
  };
}

function readPage(body: unknown) {
  const data = member(body, 'data');
  if (!Array.isArray(data)) return null;
  return {
    rows: data as unknown[],
    refreshedAt: parseInstant(textAt(body, 'data_refreshed_at') ?? ''),
    hasMore: member(body, 'has_more') === true,
    next: textAt(body, 'next_page'),
  };
}

function explain({ status }: ErrorAnswer): Failure | null {
  if (status === 401) {
    return {
      code: 'invalid-credential',
      message: 'Anthropic does not accept the key.',
      action: 'An admin of the organization makes an admin key (sk-ant-admin01-…) in the Console.',
      retryable: false,
    };
  }
  if (status === 403) {
    return {
      code: 'not-permitted',
      message: 'The key of Anthropic may not read the usage of the organization.',
      action: 'Use an admin key (sk-ant-admin01-…); individual accounts have none and cannot be watched.',
      retryable: false,
    };
  }
  return null;
}
