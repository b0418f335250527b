import PQueue from 'p-queue';
import type { Clock } from '#main/clock';
import { type Failure, fail, type Result, succeed } from '#shared/domain/failure';
import { type AgentPair, createAgents } from './agents';
import { type Broken, exchange, exchangeLines, isSuccess, type Wire } from './exchange';
import {
  type HttpClient,
  type HttpRequest,
  type HttpResponse,
  type LineCount,
  STREAM_TOTAL_MS,
  TOTAL_MS,
} from './http-client';
import { cancelled, networkFailure, rateLimited, statusFailure } from './outcome';
import { environmentProxy, type ProxyResolver } from './proxy';
import { createRateLimitMemory } from './rate-limits';
import { plainAddress, redactor, secretsIn } from './redaction';
import { createRetryBudget, DEFAULT_ATTEMPTS, LONGEST_PAUSE_MS, pauseBefore } from './retry-policy';
import { addressFault, unsafeAddress } from './safe-address';
import { limitTime, type TimeLimit } from './time-limit';

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
  /** Over all attempts. */
  readonly limit: TimeLimit;
  /** 1 for the first attempt. */
  readonly number: number;
}

/**
 * The one client that every provider uses. It asks safe addresses only; at most four requests at a host, three
 * attempts with jitter from a budget, `Retry-After` and `X-RateLimit-*` obeyed and remembered, kept-alive
 * connections, a cap on time and size over all of it, no redirects (they could carry a token elsewhere).
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

  const blockedUntil = ({ request, url }: Job) => memory.blockedUntil(url.host, request.limitScope ?? '', clock.now());

  /** Waits out what the host asked for; a failure when that takes too long or was cancelled. */
  const waitForTurn = async (job: Job): Promise<Failure | null> => {
    const until = blockedUntil(job);
    if (until === null) return job.limit.reason === null ? null : stopped(job);
    const pause = (until - clock.now()) * 1000;
    if (pause > Math.min(LONGEST_PAUSE_MS, job.limit.remaining())) {
      return job.limit.reason === null ? rateLimited(job.from, until) : stopped(job);
    }
    if (!(await job.limit.sleep(pause))) return stopped(job);
    memory.forget(job.url.host, job.request.limitScope ?? '', until);
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

  /**
   * One attempt in its host's queue, told to the log. Null when it was not made: the time was up while it waited, or
   * the host asked to be left alone meanwhile.
   */
  const send = async <T>(job: Job, attempt: (wire: Wire) => Promise<Attempt<T>>): Promise<Attempt<T> | null> => {
    const { request, url, from, limit, number } = job;
    const found = await limit.within(agents.for(url.href));
    if (found === null) return null;
    const pair: AgentPair = found.value;
    const wire: Wire = { url, headers: headersOf(request, userAgent), agents: pair, clock, from, limit };
    const result = await takeTurn(queueOf(url.host), limit, () => {
      if (blockedUntil(job) !== null) return null;
      requestCount += 1;
      request.onSend?.();
      return attempt(wire);
    });
    if (result === null) return null;
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
  const prepareNext = async (job: Job, broken: Broken): Promise<Failure | null> => {
    const { request, url, limit, number } = job;
    const pause = pauseAfter(broken.failure, clock, number, random());
    const last = number >= (request.attempts ?? DEFAULT_ATTEMPTS);
    const tooLong = pause > Math.min(LONGEST_PAUSE_MS, limit.remaining());
    if (!broken.again || last || tooLong || !budget.spend()) return broken.failure;
    const { retryAt } = broken.failure;
    if (!(await limit.sleep(pause))) return limit.reason === 'cancelled' ? cancelled(job.from) : broken.failure;
    if (retryAt !== undefined) memory.forget(url.host, request.limitScope ?? '', retryAt);
    return null;
  };

  /** Attempt after attempt, until one succeeds or there is no point in another. */
  const attemptAll = async <T>(first: Job, attempt: (wire: Wire) => Promise<Attempt<T>>): Promise<Result<T>> => {
    let job = first;
    for (;;) {
      const wait = await waitForTurn(job);
      if (wait !== null) return fail(wait);
      const result = await send(job, attempt);
      if (result === null) continue;
      if ('value' in result) return succeed(result.value);
      const end = await prepareNext(job, result.broken);
      if (end !== null) return fail(end);
      job = { ...job, number: job.number + 1 };
    }
  };

  const run = async <T>(
    request: HttpRequest,
    totalMs: number,
    attempt: (wire: Wire) => Promise<Attempt<T>>,
  ): Promise<Result<T>> => {
    const fault = addressFault(request.url, { inOwnNetwork: request.inOwnNetwork ?? false });
    if (fault !== null) return fail(unsafeAddress(request.from ?? 'the provider', request.url, fault));
    const url = addressOf(request);
    const limit = limitTime(clock, request.totalMs ?? totalMs, request.signal);
    budget.earn();
    try {
      return await attemptAll({ request, url, from: request.from ?? url.hostname, limit, number: 1 }, attempt);
    } finally {
      limit.release();
    }
  };

  return {
    request: (request) =>
      run<HttpResponse>(request, TOTAL_MS, async (wire) => {
        const outcome = await exchange(request, wire);
        return 'broken' in outcome ? outcome : judge(request, wire, outcome.response);
      }),
    lines: (request, onLine) =>
      run<LineCount>(request, STREAM_TOTAL_MS, async (wire) => {
        const outcome = await exchangeLines(request, wire, onLine);
        if ('response' in outcome) {
          const judged = judge(request, wire, outcome.response);
          return 'broken' in judged ? judged : { value: { lines: 0, complete: true, durationMs: 0 } };
        }
        if (!('broken' in outcome)) return { value: outcome };
        // Lines that were handed over cannot be taken back, so a repetition would count them twice.
        return outcome.lines === 0
          ? { broken: outcome.broken }
          : { value: { lines: outcome.lines, complete: false, durationMs: 0, broken: outcome.broken.failure } };
      }),
    get requestCount() {
      return requestCount;
    },
  };
}

/**
 * Runs `work` when its turn comes. Null when the limit came before that, or when `work` did not begin. Work that has
 * begun is waited for: it obeys the limit itself, and has to close what it opened.
 */
async function takeTurn<T>(queue: PQueue, limit: TimeLimit, work: () => Promise<T> | null): Promise<T | null> {
  let running: Promise<T> | null = null;
  await limit.within(
    new Promise<void>((begun) => {
      void queue.add(async () => {
        if (limit.reason === null) running = work();
        begun();
        // Whoever asked hears of an error; the queue only has to know that the turn is over.
        await running?.catch(() => undefined);
      });
    }),
  );
  return running;
}

function stopped({ url, from, limit }: Job): Failure {
  return limit.reason === 'cancelled' ? cancelled(from) : networkFailure(url.hostname, { code: 'ETIMEDOUT' }, from);
}

function pauseAfter(failure: Failure, clock: Clock, attempt: number, random: number): number {
  const jittered = pauseBefore(attempt + 1, random);
  return failure.retryAt === undefined ? jittered : Math.max(0, failure.retryAt - clock.now()) * 1000 + jittered;
}

function addressOf(request: HttpRequest): URL {
  const url = new URL(request.url);
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
