import PQueue from 'p-queue';
import type { Clock } from '#main/clock';
import { type Failure, fail, type Result, succeed } from '#shared/domain/failure';
import { type AgentPair, createAgents } from './agents';
import { type Broken, exchange, exchangeLines, isSuccess, type Wire } from './exchange';
import type { HttpClient, HttpRequest, HttpResponse } from './http-client';
import { cancelled, rateLimited, statusFailure } from './outcome';
import { environmentProxy, type ProxyResolver } from './proxy';
import { createRateLimitMemory } from './rate-limits';
import { plainAddress, redactor, secretsIn } from './redaction';
import { createRetryBudget, DEFAULT_ATTEMPTS, LONGEST_PAUSE_MS, pauseBefore } from './retry-policy';

/** What the client tells about each attempt; pino fits. Nothing secret is ever in `fields`. */
export interface HttpLog {
  debug(fields: Readonly<Record<string, unknown>>, message: string): void;
}

export interface HttpClientOptions {
  readonly clock: Clock;
  /** Such as `Headroom/0.1.0`. */
  readonly userAgent: string;
  /** Default: the environment's proxy variables. */
  readonly proxy?: ProxyResolver;
  readonly logger?: HttpLog;
  /** In [0, 1), for the jitter of retries. */
  readonly random?: () => number;
}

/** Requests under way at one host. */
const HOST_CONCURRENCY = 4;

/** What one attempt came to. `value` stands for success. */
type Attempt<T> = { readonly value: T } | { readonly broken: Broken };

interface Job {
  readonly request: HttpRequest;
  readonly url: URL;
  readonly from: string;
  /** 1 for the first attempt. */
  readonly number: number;
}

/**
 * The one client that every provider uses: at most four requests at a host, three attempts with jitter
 * from a budget, `Retry-After` and `X-RateLimit-*` obeyed and remembered, kept-alive connections, a cap
 * on sizes, no redirects (they could carry a token elsewhere).
 */
export function createHttpClient(options: HttpClientOptions): HttpClient {
  const { clock, userAgent, logger, random = Math.random } = options;
  const agents = createAgents(options.proxy ?? environmentProxy);
  const memory = createRateLimitMemory();
  const budget = createRetryBudget();
  const queues = new Map<string, PQueue>();
  let requestCount = 0;

  const queueOf = (host: string): PQueue => {
    const queue = queues.get(host) ?? new PQueue({ concurrency: HOST_CONCURRENCY });
    queues.set(host, queue);
    return queue;
  };

  /** Waits out what the host asked for; a failure when that takes too long or was cancelled. */
  const waitForTurn = async (request: HttpRequest, host: string, from: string): Promise<Failure | null> => {
    const scope = request.limitScope ?? '';
    const until = memory.blockedUntil(host, scope, clock.now());
    if (until === null) return null;
    const pause = (until - clock.now()) * 1000;
    if (pause > LONGEST_PAUSE_MS) return rateLimited(from, until);
    if (!(await sleepUnless(clock, pause, request.signal))) return cancelled(from);
    memory.forget(host, scope);
    return null;
  };

  /** Judges an answer: a value for 2xx, else the failure, with what the headers say about waiting. */
  const judge = (request: HttpRequest, wire: Wire, response: HttpResponse): Attempt<HttpResponse> => {
    const told = memory.learn(wire.url.host, request.limitScope ?? '', response, clock.now());
    if (isSuccess(response.status)) return { value: response };
    const retryAt = response.status === 429 || response.status === 503 ? told : null;
    const failure = request.explain?.(response) ?? statusFailure(wire.from, response, retryAt);
    const withTime = failure.retryable && retryAt !== null ? { ...failure, retryAt } : failure;
    return { broken: { failure: withTime, again: failure.retryable } };
  };

  /** One attempt in its host's queue, told to the log. */
  const send = async <T>(job: Job, attempt: (wire: Wire) => Promise<Attempt<T>>): Promise<Attempt<T>> => {
    const { request, url, from, number } = job;
    const pair: AgentPair = await agents.for(url.href);
    const wire: Wire = { url, headers: headersOf(request, userAgent), agents: pair, clock, from };
    let result: Attempt<T> | undefined;
    await queueOf(url.host).add(async () => {
      requestCount += 1;
      request.onSend?.();
      result = await attempt(wire);
    });
    if (result === undefined) throw new Error('The queue dropped a request.');
    const mask = redactor(secretsIn(request.headers ?? {}));
    const fields = { method: request.method ?? 'GET', url: mask(plainAddress(url.href)), attempt: number };
    if ('value' in result) {
      logger?.debug(fields, 'answered');
      return result;
    }
    const failure = masked(result.broken.failure, mask);
    logger?.debug({ ...fields, code: failure.code }, failure.message);
    return { broken: { failure, again: result.broken.again } };
  };

  /** Waits before the next attempt; the failure to give up with where there is none. */
  const prepareNext = async ({ request, url, from, number }: Job, broken: Broken): Promise<Failure | null> => {
    const pause = pauseAfter(broken.failure, clock, number, random());
    const last = number >= (request.attempts ?? DEFAULT_ATTEMPTS);
    if (!broken.again || last || pause > LONGEST_PAUSE_MS || !budget.spend()) return broken.failure;
    if (!(await sleepUnless(clock, pause, request.signal))) return cancelled(from);
    memory.forget(url.host, request.limitScope ?? '');
    return null;
  };

  const run = async <T>(request: HttpRequest, attempt: (wire: Wire) => Promise<Attempt<T>>): Promise<Result<T>> => {
    const url = addressOf(request);
    if (url === null) return fail(badAddress(request));
    const from = request.from ?? url.hostname;
    budget.earn();
    for (let number = 1; ; number += 1) {
      const wait = await waitForTurn(request, url.host, from);
      if (wait !== null) return fail(wait);
      const job: Job = { request, url, from, number };
      const result = await send(job, attempt);
      if ('value' in result) return succeed(result.value);
      const end = await prepareNext(job, result.broken);
      if (end !== null) return fail(end);
    }
  };

  return {
    request: (request) =>
      run<HttpResponse>(request, async (wire) => {
        const outcome = await exchange(request, wire);
        return 'broken' in outcome ? outcome : judge(request, wire, outcome.response);
      }),
    lines: (request, onLine) =>
      run(request, async (wire) => {
        const outcome = await exchangeLines(request, wire, onLine);
        if ('response' in outcome) {
          const judged = judge(request, wire, outcome.response);
          return 'broken' in judged ? judged : { value: { lines: 0, complete: true, durationMs: 0 } };
        }
        if (!('broken' in outcome)) return { value: outcome };
        // Lines that were handed over cannot be taken back, so a repetition would count them twice.
        return outcome.lines === 0
          ? { broken: outcome.broken }
          : { value: { lines: outcome.lines, complete: false, durationMs: 0 } };
      }),
    get requestCount() {
      return requestCount;
    },
  };
}

/** Waits; false when `signal` came first. */
function sleepUnless(clock: Clock, milliseconds: number, signal: AbortSignal | undefined): Promise<boolean> {
  if (signal === undefined) return clock.sleep(milliseconds).then(() => true);
  if (signal.aborted) return Promise.resolve(false);
  return new Promise((resolve) => {
    const stop = () => {
      timer.cancel();
      resolve(false);
    };
    const timer = clock.after(milliseconds, () => {
      signal.removeEventListener('abort', stop);
      resolve(true);
    });
    signal.addEventListener('abort', stop, { once: true });
  });
}

function pauseAfter(failure: Failure, clock: Clock, attempt: number, random: number): number {
  const jittered = pauseBefore(attempt + 1, random);
  return failure.retryAt === undefined ? jittered : (failure.retryAt - clock.now()) * 1000 + jittered;
}

function addressOf(request: HttpRequest): URL | null {
  if (!URL.canParse(request.url)) return null;
  const url = new URL(request.url);
  if (url.protocol !== 'https:' && url.protocol !== 'http:') return null;
  for (const [name, value] of Object.entries(request.query ?? {})) {
    for (const one of Array.isArray(value) ? value : [value]) {
      if (one !== undefined) url.searchParams.append(name, String(one));
    }
  }
  return url;
}

function headersOf(request: HttpRequest, userAgent: string): Record<string, string> {
  const headers: Record<string, string> = { accept: 'application/json', 'user-agent': userAgent };
  for (const [name, value] of Object.entries(request.headers ?? {})) {
    headers[name.toLowerCase()] = value;
  }
  return headers;
}

function masked(failure: Failure, mask: (text: string) => string): Failure {
  return { ...failure, message: mask(failure.message), action: mask(failure.action) };
}

function badAddress(request: HttpRequest): Failure {
  return {
    code: 'invalid-input',
    message: `The address for ${request.from ?? 'the provider'} is no web address.`,
    action: 'Enter one that begins with https://.',
    retryable: false,
  };
}
