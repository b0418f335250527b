import type { Failure, Result } from '#shared/domain/failure';

/** Milliseconds for a request with its waiting, attempts and pauses; a stream of lines may be long. */
export const TOTAL_MS = 120_000;
export const STREAM_TOTAL_MS = 300_000;

/** An answer with a status other than 2xx, as the provider's own folder may read it. */
export interface ErrorAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  /** Parsed when the content type says JSON, else text. */
  readonly body: unknown;
}

/** One request to a provider. Secrets belong in `headers`, `json` or `body`; they never reach a log or a message. */
export interface HttpRequest {
  readonly method?: 'GET' | 'POST';
  readonly url: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly query?: Readonly<Record<string, string | number | readonly string[] | undefined>>;
  /** Sent as `application/json`. */
  readonly json?: unknown;
  /** Sent as it stands, in place of `json`: its type is among the headers. */
  readonly body?: string;
  /** Of a good answer only the status counts: whatever came with it, but for a web page, is well. */
  readonly ignoreAnswer?: boolean;
  /** A person has chosen that this address of their own network may be asked by `http:`. */
  readonly inOwnNetwork?: boolean;
  /** Milliseconds for one exchange, to the last byte of the answer. Default 15,000. Of a stream: to its first byte; default 60,000. */
  readonly timeoutMs?: number;
  /** Milliseconds for everything: waiting for a turn, all attempts, the pauses between them. Default 120,000; of a stream 300,000. */
  readonly totalMs?: number;
  /** Cap on the unpacked body. Default 8 MiB; of a stream 1 GiB. */
  readonly maxBytes?: number;
  /** Cap on the lines of a stream, empty ones counted. Default 2,000,000. */
  readonly maxLines?: number;
  /** Stops the request wherever it is: waiting, under way, between attempts. */
  readonly signal?: AbortSignal;
  /** Who is asked, as a person knows it: `Vercel`. Default: the host. */
  readonly from?: string;
  /** What shares one rate limit at the host, such as `usage`. Default: the whole host. */
  readonly limitScope?: string;
  /** Attempts in all; default 3. One for what must not be repeated. */
  readonly attempts?: number;
  /** The provider's own reading of an error answer; null leaves it to the general rules. */
  readonly explain?: (answer: ErrorAnswer) => Failure | null;
  /** Called before each attempt, so that a caller can count its own requests. */
  readonly onSend?: () => void;
}

export interface HttpResponse {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  /** Parsed when the content type says JSON, else text. */
  readonly body: unknown;
  /** Size of the body, unpacked. */
  readonly bytes: number;
  /** Of the attempt that succeeded, waiting for a free slot excluded; a fraction is kept. */
  readonly durationMs: number;
}

/** The same client, each of whose requests `signal` stops unless it has one of its own. */
export function withSignal(http: HttpClient, signal: AbortSignal | undefined): HttpClient {
  if (signal === undefined) return http;
  return {
    request: (request) => http.request({ signal, ...request }),
    lines: (request, onLine) => http.lines({ signal, ...request }, onLine),
    get requestCount() {
      return http.requestCount;
    },
  };
}

/** What a stream of lines came to. */
export interface LineCount {
  /** Lines handed over. */
  readonly lines: number;
  /** False: more was to come. */
  readonly complete: boolean;
  readonly durationMs: number;
  /** Why it broke off, where that is known: too slow, too long, the connection lost. */
  readonly broken?: Failure;
}

/** The one client that every provider uses. Expected failures are values of the closed list. */
export interface HttpClient {
  /** Answers only for a status of 2xx; everything else is a failure from `outcome.ts`. */
  request(request: HttpRequest): Promise<Result<HttpResponse>>;
  /** Streams a body of lines (JSONL): `onLine` sees each line once; a cut-off last line is told by `complete: false`. */
  lines(request: HttpRequest, onLine: (line: string) => void | Promise<void>): Promise<Result<LineCount>>;
  /** Requests sent so far, retries included. */
  readonly requestCount: number;
}
