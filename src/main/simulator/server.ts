import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import { systemClock } from '#main/clock';
import { distort } from './distort';
import { type Ask, findRoute, type Payload, type ProviderCloud, type Refusal, type Reply } from './exchange';
import { type Fault, type FaultKind, type FaultTable, isFailing } from './fault';

/** Larger request bodies are no request that a client of ours would send. */
const MOST_BODY_BYTES = 1_048_576;
/** Lines of a stream that travel in one chunk. */
const LINES_PER_CHUNK = 200;

export interface ServerParts {
  readonly clouds: readonly ProviderCloud[];
  readonly faults: FaultTable;
  /** Epoch seconds, for dates in headers. */
  readonly httpDate: (secondsFromNow: number) => string;
  readonly count: (method: string, path: string) => void;
}

/** The HTTP server of all clouds; not listening yet. */
export function createCloudServer(parts: ServerParts): Server {
  return createServer((request, response) => {
    answer(parts, request, response).catch(() => {
      // The client went away while the answer was on its way; there is nobody left to tell.
      response.destroy();
    });
  });
}

async function answer(parts: ServerParts, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const method = request.method ?? 'GET';
  const url = new URL(request.url ?? '/', 'http://127.0.0.1');
  const body = await readBody(request);
  parts.count(method, url.pathname);

  const cloud = cloudOf(parts.clouds, url.pathname);
  const path = url.pathname.slice(cloud.prefix.length) || '/';
  const struck = parts.faults.strike(method, url.pathname);
  const kinds = new Set<FaultKind>(struck.map((fault) => fault.kind));
  const ask: Ask = { method, path, query: url.searchParams, headers: request.headers, body, params: {}, faults: kinds };

  const slow = struck.find((fault) => fault.kind === 'slow');
  if (slow !== undefined) {
    await systemClock.sleep(slow.delayMilliseconds);
  }
  if (kinds.has('hang')) {
    return;
  }
  if (kinds.has('reset')) {
    request.socket.resetAndDestroy();
    return;
  }
  const failing = struck.find((fault) => isFailing(fault.kind));
  const found = failing === undefined ? dispatch(cloud, ask) : failed(parts, cloud, failing);
  const reply = cloud.stamp === undefined ? found : cloud.stamp(ask, found);
  await send(request, response, reply, kinds);
}

function cloudOf(clouds: readonly ProviderCloud[], path: string): ProviderCloud {
  const named = clouds.find(({ prefix }) => prefix !== '' && (path === prefix || path.startsWith(`${prefix}/`)));
  const root = named ?? clouds.find(({ prefix }) => prefix === '');
  if (root === undefined) {
    throw new Error('No cloud serves the root path.');
  }
  return root;
}

function dispatch(cloud: ProviderCloud, ask: Ask): Reply {
  const refused = cloud.authorize(ask);
  if (refused !== null) {
    return refused;
  }
  const match = findRoute(cloud.routes, ask.method, ask.path);
  if (match === null) {
    return cloud.refuse({ status: 404, code: 'not_found', message: 'The requested resource was not found.' });
  }
  if (match === 'method') {
    return cloud.refuse({ status: 405, code: 'method_unknown', message: 'The method is not allowed here.' });
  }
  return match.route.handle({ ...ask, params: match.params });
}

const REFUSALS: Partial<Record<FaultKind, Refusal>> = {
  unauthorized: { status: 401, code: 'unauthorized', message: 'Not authorized.' },
  forbidden: { status: 403, code: 'forbidden', message: 'You do not have permission to access this resource.' },
  'invalid-token': { status: 403, code: 'forbidden', message: 'Not authorized', extra: { invalidToken: true } },
  'payment-required': { status: 402, code: 'payment_required', message: 'This needs Observability Plus.' },
  'costs-not-found': { status: 404, code: 'costs_not_found', message: 'No billing data for this range.' },
  'server-error': { status: 500, code: 'internal_server_error', message: 'An unexpected error occurred.' },
  unavailable: { status: 503, code: 'service_unavailable', message: 'The service is temporarily unavailable.' },
  'gateway-timeout': { status: 504, code: 'gateway_timeout', message: 'The query took too long.' },
};

const BAD_GATEWAY_PAGE =
  '<html><head><title>502 Bad Gateway</title></head><body><h1>502 Bad Gateway</h1></body></html>';

function failed(parts: ServerParts, cloud: ProviderCloud, fault: Fault): Reply {
  if (fault.kind === 'bad-gateway') {
    return { status: 502, headers: {}, payload: { kind: 'text', type: 'text/html', text: BAD_GATEWAY_PAGE } };
  }
  const refusal: Refusal = REFUSALS[fault.kind] ?? { status: 429, code: 'rate_limited', message: 'Too many requests.' };
  const reply = cloud.refuse(refusal);
  if (fault.retryAfterSeconds === undefined) {
    return reply;
  }
  const when = fault.retryAfterAsDate ? parts.httpDate(fault.retryAfterSeconds) : String(fault.retryAfterSeconds);
  return { ...reply, headers: { ...reply.headers, 'retry-after': when } };
}

async function readBody(request: IncomingMessage): Promise<unknown> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request) {
    const bytes = Buffer.isBuffer(chunk) ? chunk : Buffer.from(String(chunk));
    size += bytes.length;
    if (size <= MOST_BODY_BYTES) {
      chunks.push(bytes);
    }
  }
  const text = Buffer.concat(chunks).toString('utf8');
  try {
    return text === '' ? undefined : JSON.parse(text);
  } catch {
    return undefined;
  }
}

async function send(
  request: IncomingMessage,
  response: ServerResponse,
  reply: Reply,
  kinds: ReadonlySet<FaultKind>,
): Promise<void> {
  const { payload } = reply;
  response.statusCode = reply.status;
  for (const [name, value] of Object.entries({ 'content-type': contentType(payload), ...reply.headers })) {
    response.setHeader(name, value);
  }
  if (payload.kind === 'lines') {
    await sendLines(request, response, payload.lines, kinds);
    return;
  }
  const text = payload.kind === 'json' ? JSON.stringify(distort(payload.value, kinds)) : payload.text;
  if (kinds.has('truncated')) {
    // The socket closes in the middle of a body that was announced longer.
    response.write(text.slice(0, Math.ceil(text.length / 2)), () => request.socket.destroySoon());
    return;
  }
  response.end(kinds.has('malformed') ? `${text.slice(0, Math.ceil(text.length / 2))}<` : text);
}

function contentType(payload: Payload): string {
  return payload.kind === 'json' ? 'application/json; charset=utf-8' : payload.type;
}

async function sendLines(
  request: IncomingMessage,
  response: ServerResponse,
  content: Iterable<string>,
  kinds: ReadonlySet<FaultKind>,
): Promise<void> {
  const source = Readable.from(chunked(content, kinds));
  const zipped = /\bgzip\b/.test(String(request.headers['accept-encoding'] ?? ''));
  if (zipped) {
    response.setHeader('content-encoding', 'gzip');
    await pipeline(source, createGzip(), response);
  } else {
    await pipeline(source, response);
  }
}

function* chunked(content: Iterable<string>, kinds: ReadonlySet<FaultKind>): Generator<string> {
  const cutOff = kinds.has('cut-off-line') || kinds.has('truncated');
  let pending: string[] = [];
  for (const line of content) {
    pending.push(kinds.size === 0 ? line : JSON.stringify(distort(JSON.parse(line), kinds)));
    if (pending.length > LINES_PER_CHUNK) {
      const rest = pending.pop();
      yield `${pending.join('\n')}\n`;
      pending = rest === undefined ? [] : [rest];
    }
  }
  const last = pending.pop();
  if (last === undefined) {
    return;
  }
  yield pending.map((line) => `${line}\n`).join('');
  if (kinds.has('malformed')) {
    yield `${last}\n{"BilledCost":\n`;
  } else {
    yield cutOff ? last.slice(0, Math.ceil(last.length / 2)) : `${last}\n`;
  }
}
