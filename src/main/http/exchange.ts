import got, { type Request } from 'got';
import type { Clock } from '#main/clock';
import { type Failure, fail, type Result, succeed } from '#shared/domain/failure';
import type { AgentPair } from './agents';
import type { HttpRequest, HttpResponse } from './http-client';
import { createLineSplitter, isWholeJson } from './lines';
import { badResponse, cancelled, networkCode, networkFailure, tooLarge } from './outcome';

const DEFAULT_TIMEOUT_MS = 15_000;
const DEFAULT_MAX_BYTES = 8 * 1024 * 1024;
/** Longest silence within a stream. */
const STREAM_SILENCE_MS = 30_000;
/** An error answer is read this far. */
const ERROR_BYTES = 64 * 1024;

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
}

/** Codes of a connection that broke by chance, so that a second try is worth it. */
const BY_CHANCE = new Set(['ECONNRESET', 'EPIPE', 'EAI_AGAIN', 'ERR_STREAM_PREMATURE_CLOSE', 'ERR_ABORTED']);

/** Sends once and reads the whole body, up to `maxBytes`. */
export async function exchange(request: HttpRequest, wire: Wire): Promise<Exchange> {
  const maxBytes = request.maxBytes ?? DEFAULT_MAX_BYTES;
  const startedAt = wire.clock.monotonic();
  const timeout = { request: request.timeoutMs ?? DEFAULT_TIMEOUT_MS };
  const opened = open(request, wire, timeout);
  try {
    const chunks: Uint8Array[] = [];
    let size = 0;
    for await (const chunk of opened.stream) {
      size += chunk.length;
      if (size > maxBytes) {
        opened.stream.destroy();
        return { broken: { failure: tooLarge(wire.from, maxBytes), again: false } };
      }
      chunks.push(chunk);
    }
    const head = opened.head();
    const text = Buffer.concat(chunks).toString('utf8');
    const body = parseBody(text, head.headers['content-type'] ?? '');
    if (body.ok) {
      return { response: { ...head, body: body.value, durationMs: wire.clock.monotonic() - startedAt } };
    }
    if (head.status >= 200 && head.status < 300) {
      return { broken: { failure: badResponse(wire.from, 'it is no valid JSON'), again: true } };
    }
    return { response: { ...head, body: text, durationMs: wire.clock.monotonic() - startedAt } };
  } catch (error) {
    return { broken: brokenBy(error, request, wire) };
  } finally {
    opened.close();
  }
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
  const startedAt = wire.clock.monotonic();
  const timeout = { response: request.timeoutMs ?? 60_000, socket: STREAM_SILENCE_MS };
  const opened = open(request, wire, timeout);
  const reader = createLineReader(onLine);
  const errorText = createErrorText();
  try {
    for await (const chunk of opened.stream) {
      if (isSuccess(opened.head().status)) await reader.read(chunk);
      else errorText.add(chunk);
    }
    const head = opened.head();
    const durationMs = wire.clock.monotonic() - startedAt;
    if (isSuccess(head.status)) {
      return { complete: await reader.finish(), lines: reader.count(), durationMs };
    }
    const text = errorText.text();
    const body = parseBody(text, head.headers['content-type'] ?? '');
    return { response: { ...head, body: body.ok ? body.value : text, durationMs } };
  } catch (error) {
    return { broken: brokenBy(error, request, wire), lines: reader.count() };
  } finally {
    opened.close();
  }
}

interface LineReader {
  read(chunk: Uint8Array): Promise<void>;
  /** Hands over a last line without an end if it is whole; false when it was cut off. */
  finish(): Promise<boolean>;
  count(): number;
}

function createLineReader(onLine: (line: string) => void | Promise<void>): LineReader {
  const splitter = createLineSplitter();
  let count = 0;
  return {
    async read(chunk) {
      for (const line of splitter.push(chunk)) {
        count += 1;
        const pending = onLine(line);
        if (pending !== undefined) await pending;
      }
    },
    async finish() {
      const rest = splitter.rest();
      if (rest === '') return true;
      if (!isWholeJson(rest)) return false;
      count += 1;
      await onLine(rest);
      return true;
    },
    count: () => count,
  };
}

function createErrorText() {
  const chunks: Uint8Array[] = [];
  let size = 0;
  return {
    add(chunk: Uint8Array) {
      if (size < ERROR_BYTES) chunks.push(chunk);
      size += chunk.length;
    },
    text: () => Buffer.concat(chunks).toString('utf8'),
  };
}

interface Opened {
  readonly stream: Request;
  /** Status and headers; known once the first chunk or the end came. */
  head(): { readonly status: number; readonly headers: Readonly<Record<string, string>> };
  /** Lets go of the signal. */
  close(): void;
}

function open(request: HttpRequest, wire: Wire, timeout: Readonly<Record<string, number>>): Opened {
  const stream = got.stream(wire.url, {
    method: request.method ?? 'GET',
    headers: wire.headers,
    agent: wire.agents,
    timeout,
    throwHttpErrors: false,
    followRedirect: false,
    retry: { limit: 0 },
    ...(request.json === undefined ? {} : { json: request.json }),
  });
  let head: ReturnType<Opened['head']> = { status: 0, headers: {} };
  stream.once(
    'response',
    (response: { statusCode: number; headers: Record<string, string | string[] | undefined> }) => {
      head = { status: response.statusCode, headers: flatten(response.headers) };
    },
  );
  // got's own `signal` stays attached to a finished request and then throws where nobody can catch it.
  const stop = () => stream.destroy(new Error('stopped'));
  if (request.signal?.aborted === true) stop();
  request.signal?.addEventListener('abort', stop, { once: true });
  return { stream, head: () => head, close: () => request.signal?.removeEventListener('abort', stop) };
}

function brokenBy(error: unknown, request: HttpRequest, wire: Wire): Broken {
  if (request.signal?.aborted === true) {
    return { failure: cancelled(wire.from), again: false };
  }
  if (error instanceof RangeError) {
    return { failure: badResponse(wire.from, error.message), again: false };
  }
  return { failure: networkFailure(wire.url.hostname, error, wire.from), again: BY_CHANCE.has(networkCode(error)) };
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
