import type { ErrorAnswer, HttpClient, HttpRequest } from '#main/http/http-client';
import { changed } from '#main/http/outcome';
import { type Failure, fail, type Result, succeed } from '#shared/domain/failure';
import { baseUrlOf } from '../base-url';
import { member, textAt } from '../lenient';
import type { CollectionContext } from '../monitor';
import { nextPage, type Walk, walkPages } from '../pages';
import { openAiDescriptor } from './descriptor';

const MOST_PAGES = 100;

type Query = NonNullable<HttpRequest['query']>;

/** OpenAI's interface for organizations. Asks one page at a time, as its limits are not published. */
export interface OpenAiApi {
  get(path: string, query?: Query): Promise<Result<unknown>>;
  /** The buckets of a report, oldest first, up to where it breaks off. */
  buckets(path: string, query: Query): Promise<Result<Walk>>;
}

/** Always OpenAI's own host, whatever base URL the person uses for models; tests and the sample set another. */
export function openAiApi(
  { connection, credentials }: Pick<CollectionContext, 'connection' | 'credentials'>,
  http: HttpClient,
): OpenAiApi {
  const base = baseUrlOf(openAiDescriptor, connection);
  const get: OpenAiApi['get'] = async (path, query = {}) => {
    const answer = await http.request({
      url: `${base}${path}`,
      query,
      headers: { authorization: `Bearer ${credentials['adminKey'] ?? ''}` },
      from: 'OpenAI',
      explain,
    });
    return answer.ok ? succeed(answer.value.body) : answer;
  };
  return {
    get,
    buckets: (path, query) =>
      walkPages({ from: 'OpenAI', what: 'days', most: MOST_PAGES }, async (page) => {
        const answer = await get(path, { ...query, page: page ?? undefined });
        if (!answer.ok) return answer;
        const data = member(answer.value, 'data');
        if (!Array.isArray(data)) return fail(changed('OpenAI', 'a report'));
        return succeed({ items: data as unknown[], next: nextPage(answer.value, member(answer.value, 'next_page')) });
      }),
  };
}

const ADMIN_KEY =
  'An owner of the organization makes an admin key (sk-admin-…) in its settings, with the right to read usage.';

function explain({ status, body }: ErrorAnswer): Failure | null {
  const error = member(body, 'error');
  const message = typeof error === 'string' ? error : (textAt(error, 'message') ?? '');
  // A missing right comes as 401 or as 403; only the text tells.
  if ((status === 401 || status === 403) && /missing scopes|insufficient permissions/i.test(message)) {
    return {
      code: 'not-permitted',
      message: 'The key of OpenAI may not read the usage of the organization.',
      action: ADMIN_KEY,
      retryable: false,
    };
  }
  if (status === 401) {
    return {
      code: 'invalid-credential',
      message: 'OpenAI does not accept the key.',
      action: ADMIN_KEY,
      retryable: false,
    };
  }
  return null;
}
