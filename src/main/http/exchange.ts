import got, { type Request } from 'got';
import type { Clock } from '#main/clock';
import { type Failure, fail, type Result, succeed } from '#shared/domain/failure';
import type { AgentPair } from './agents';
import { BeyondCap, createBody, createErrorBody, createLineReader, ReaderBroke } from './body';
import type { HttpRequest, HttpResponse } from './http-client';
import { isMarkup } from './lines';
import { badResponse, cancelled, networkCode, networkFailure, notTheProvider, tooSlow } from './outcome';
import { proxyFailure } from './proxy-failure';
import { limitTime, type StopReason, type TimeLimit } from './time-limit';

const DEFAULT_TIMEOUT_MS = 15_000;
const DEFAULT_MAX_BYTES = 8 * 1024 * 1024;
const STREAM_FIRST_BYTE_MS = 60_000;
/** Longest silence within a stream. */
const STREAM_SILENCE_MS = 30_000;

/** A failure with whether repeating the request at once may help. */
export interface Broken {
  readonly failure: Failure;
  readonly again: boolean;
}

/** What one attempt brought: an answer of any status, or a broken exchange. */
export type Exchange = { readonly response: HttpResponse } | { readonly broken: Broken };

export interface Wire {
  readonly url: URL;
  readonly headers: Readonly<Record<string, string>>;
  readonly agents: AgentPair;
  readonly clock: Clock;
  readonly from: string;
  /** Of the request with all its attempts; holds the caller's signal. */
  readonly limit: TimeLimit;
}

/** Codes of a connection that broke by chance, so that a second try is worth it. */
const BY_CHANCE = new Set(['ECONNRESET', 'EPIPE', 'EAI_AGAIN', 'ERR_STREAM_PREMATURE_CLOSE', 'ERR_ABORTED']);

/** Sends once and reads the whole body, up to `maxBytes` and for `timeoutMs` in all. */
export async function exchange(request: HttpRequest, wire: Wire): Promise<Exchange> {
  const timeoutMs = request.timeoutMs ?? DEFAULT_TIMEOUT_MS;
  const body = createBody(wire.from, request.maxBytes ?? DEFAULT_MAX_BYTES);
  const received = await receive(request, wire, { totalMs: timeoutMs, phases: {} }, body.add);
  if ('broken' in received || !isSuccess(received.response.status)) return received;
  const text = body.text();
  if (request.ignoreAnswer && !isMarkup(text)) return received;
  if (isPage(received.response, text)) return { broken: { failure: notTheProvider(wire.from), again: false } };
  const parsed = parseBody(text, received.response.headers['content-type'] ?? '');
  return parsed.ok
    ? { response: { ...received.response, body: parsed.value, bytes: body.size() } }
    : { broken: { failure: badResponse(wire.from, 'it is no valid JSON'), again: true } };
}

/** What became of a stream of lines: an answer with another status than 2xx, or the count. */
export type LineExchange =
  | { readonly response: HttpResponse }
  | { readonly broken: Broken; readonly lines: number }
  | { readonly lines: number; readonly complete: boolean; readonly durationMs: number };

/** Sends once and hands over each line as it arrives; the sender is slowed down to the reader's speed. */
export async function exchangeLines(
  request: HttpRequest,
  wire: Wire,
  onLine: (line: string) => void | Promise<void>,
): Promise<LineExchange> {
  const reader = createLineReader(request, wire.from, onLine);
  const patience = {
    totalMs: wire.limit.remaining(),
    phases: { response: request.timeoutMs ?? STREAM_FIRST_BYTE_MS, socket: STREAM_SILENCE_MS },
  };
  const received = await receive(request, wire, patience, reader.read);
  if ('broken' in received) return { ...received, lines: reader.count() };
  const { status, durationMs } = received.response;
  if (!isSuccess(status)) return received;
  if (isPage(received.response, reader.count() === 0 ? reader.open() : '')) {
    return { broken: { failure: notTheProvider(wire.from), again: false }, lines: 0 };
  }
  return { complete: await reader.finish(), lines: reader.count(), durationMs };
}

interface Patience {
  /** Milliseconds to the last byte. */
  readonly totalMs: number;
  /** got's own time-outs by phase. */
  readonly phases: Readonly<Record<string, number>>;
}

/** Sends once. Chunks of a good answer go to `onChunk`; of another one, the beginning is kept as its body. */
async function receive(
  request: HttpRequest,
  wire: Wire,
  { totalMs, phases }: Patience,
  onChunk: (chunk: Uint8Array) => undefined | Promise<void>,
): Promise<Exchange> {
  const startedAt = wire.clock.monotonic();
  const limit = limitTime(wire.clock, totalMs, wire.limit.signal);
  const opened = open(request, wire, phases, limit.signal);
  const errorBody = createErrorBody(wire.clock, () => opened.stream.destroy(new Error('enough')));
  opened.onHead(({ status }) => {
    if (!isSuccess(status)) errorBody.begin();
  });
  const answered = (): Exchange => {
    const head = opened.head();
    const text = errorBody.text();
    const body = parseBody(text, head.headers['content-type'] ?? '');
    const durationMs = wire.clock.monotonic() - startedAt;
    return { response: { ...head, body: body.ok ? body.value : text, bytes: Buffer.byteLength(text), durationMs } };
  };
  try {
    for await (const chunk of opened.stream) {
      const pending = isSuccess(opened.head().status) ? onChunk(chunk) : errorBody.add(chunk);
      if (pending !== undefined && (await pending) === 'enough') break;
    }
    return answered();
  } catch (error) {
    if (error instanceof ReaderBroke) throw error.cause;
    const stop = limit.reason === null ? null : (wire.limit.reason ?? limit.reason);
    return errorBody.isBeyondPatience(stop)
      ? answered()
      : { broken: brokenBy(error, stop, wire, opened.head().status, totalMs) };
  } finally {
    errorBody.end();
    opened.close();
    limit.release();
  }
}

interface Head {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
}

interface Opened {
  readonly stream: Request;
  /** Known once the first chunk or the end came; status 0 before. */
  head(): Head;
  onHead(listener: (head: Head) => void): void;
  /** Ends the connection unless its answer was read to the end, and lets go of the signal. */
  close(): void;
}

function open(
  request: HttpRequest,
  wire: Wire,
  timeout: Readonly<Record<string, number>>,
  signal: AbortSignal,
): Opened {
  const stream = got.stream(wire.url, {
    method: request.method ?? 'GET',
    headers: wire.headers,
    agent: { http: wire.agents.http, https: wire.agents.https },
    timeout,
    throwHttpErrors: false,
    followRedirect: false,
    retry: { limit: 0 },
    ...(request.json === undefined ? {} : { json: request.json }),
    ...(request.body === undefined ? {} : { body: request.body }),
  });
  let head: Head = { status: 0, headers: {} };
  let listener: ((head: Head) => void) | null = null;
  stream.once(
    'response',
    (response: { statusCode: number; headers: Record<string, string | string[] | undefined> }) => {
      head = { status: response.statusCode, headers: flatten(response.headers) };
      listener?.(head);
    },
  );
  // got's own `signal` stays attached to a finished request and then throws where nobody can catch it.
  const stop = () => stream.destroy(new Error('stopped'));
  if (signal.aborted) stop();
  signal.addEventListener('abort', stop, { once: true });
  return {
    stream,
    head: () => head,
    onHead(told) {
      listener = told;
    },
    close() {
      signal.removeEventListener('abort', stop);
      stream.destroy();
    },
  };
}

/** `status` 0: nothing came. An answer that took too long is not asked for again at once: it would take as long. */
function brokenBy(error: unknown, stop: StopReason | null, wire: Wire, status: number, totalMs: number): Broken {
  const { from, url } = wire;
  if (stop === 'cancelled') return { failure: cancelled(from), again: false };
  if (stop === 'timeout' && status !== 0) return { failure: tooSlow(from, totalMs), again: false };
  if (stop === 'timeout') return { failure: networkFailure(url.hostname, { code: 'ETIMEDOUT' }, from), again: false };
  if (error instanceof BeyondCap) return { failure: error.failure, again: false };
  if (error instanceof RangeError) return { failure: badResponse(from, error.message), again: false };
  const { proxy } = wire.agents;
  const atProxy = proxy === undefined || status !== 0 ? null : proxyFailure(proxy, url.hostname, error);
  if (atProxy !== null) return { failure: atProxy, again: false };
  return { failure: networkFailure(url.hostname, error, from), again: BY_CHANCE.has(networkCode(error)) };
}

function parseBody(text: string, contentType: string): Result<unknown> {
  if (text === '' || !/^application\/([\w.+-]+\+)?json\b/i.test(contentType)) {
    return succeed(text);
  }
  try {
    return succeed(JSON.parse(text) as unknown);
  } catch {
    return fail(badResponse('', 'it is no valid JSON'));
  }
}

/** True for what is meant for a person's eyes: no provider answers so. */
function isPage({ headers }: Pick<HttpResponse, 'headers'>, text = ''): boolean {
  if (isMarkup(text)) return true;
  return /^(text\/html|application\/xhtml\+xml)\b/i.test(headers['content-type'] ?? '');
}

export function isSuccess(status: number): boolean {
  return status >= 200 && status < 300;
}

function flatten(headers: Readonly<Record<string, string | string[] | undefined>>): Record<string, string> {
  const flat: Record<string, string> = {};
  for (const [name, value] of Object.entries(headers)) {
    if (value !== undefined) flat[name] = Array.isArray(value) ? value.join(', ') : value;
  }
  return flat;
}
