import { randomUUID } from 'node:crypto';
import type { Clock } from '#main/clock';
import type { HttpClient } from '#main/http/http-client';
import { redactor, secretsIn } from '#main/http/redaction';
import type { AssistantCost, AssistantReason, AssistantTask } from '#shared/domain/assistant';
import type { Instant } from '#shared/domain/instant';
import type { ExchangeLog, LoggedRow } from '../exchange-log';
import type { Reservation, Spending } from '../spending';
import { type Endpoint, hostOf } from './endpoint';
import { ModelFailure, reasonOfFailure } from './reason-of';

/** Milliseconds to the first byte, and for one answer. */
const FIRST_BYTE_MS = 60_000;
const ANSWER_MS = 180_000;
/** No answer to a question needs more. */
const MOST_BYTES = 4 * 1024 * 1024;
const MOST_LINES = 30_000;

/** Tokens of an answer, and of what a provider puts before a request. A count beyond is none: it would use up the cap. */
const OWN_TOKENS = 100_000;

export interface WireParts {
  readonly http: () => Promise<HttpClient>;
  readonly clock: Clock;
  readonly log: ExchangeLog;
  readonly spending: Spending;
  /** The most that a request with a body of so many bytes can take. */
  readonly atMost: (bytes: number) => Pick<AssistantCost, 'tokens' | 'usd'>;
  /** What tokens take, once they are told. */
  readonly priced: (use: {
    readonly input: number;
    readonly cachedInput: number;
    readonly output: number;
  }) => Pick<AssistantCost, 'tokens' | 'usd'>;
  /** Milliseconds, for tests that cannot wait. */
  readonly patience?: { readonly firstByteMs: number; readonly answerMs: number };
}

/** One request as it went over the wire. */
interface Exchange {
  readonly id: string;
  readonly at: Instant;
  readonly sent: string;
  received: string;
  reason: AssistantReason | null;
  reservation: Reservation;
  took: AssistantCost;
}

/** The requests of one run to a model. */
export interface Wire {
  /** What the library of models calls in place of `fetch`. */
  readonly fetch: typeof globalThis.fetch;
  /** Why a request came to nothing, the first that did; null: none. */
  readonly failure: AssistantReason | null;
  /** Until when the provider wants to be left alone, where it said so. */
  readonly retryAt: Instant | undefined;
  /** The library told what the oldest request that is not counted yet took. */
  settle(use: { readonly input: number; readonly cachedInput: number; readonly output: number } | null): Promise<void>;
  /** All of it was said: writes the log, and answers what it took. `reason`: how the whole run ended. */
  end(reason: AssistantReason | null): Promise<AssistantCost>;
}

/**
 * Requests of the library of models go through Headroom's own client: safe addresses only, no redirects, caps on time
 * and size, the system's proxy. Each is counted with the most it can take before it is sent, and kept in the log.
 */
export function openWire(parts: WireParts, endpoint: Endpoint, task: AssistantTask, signal: AbortSignal): Wire {
  const exchanges: Exchange[] = [];
  let failure: AssistantReason | null = null;
  let retryAt: Instant | undefined;
  let settled = 0;

  const failWith = (reason: AssistantReason): ModelFailure => {
    failure ??= reason;
    return new ModelFailure(failure);
  };

  const send: typeof globalThis.fetch = async (input, init = {}) => {
    const url = input instanceof Request ? input.url : String(input);
    const headers = Object.fromEntries(new Headers(init.headers).entries());
    const body = typeof init.body === 'string' ? init.body : '';
    const atMost = parts.atMost(Buffer.byteLength(body));
    const reservation = await parts.spending.reserve(atMost).catch(() => {
      throw failWith('uncounted');
    });
    if (reservation === null) {
      throw failWith('cap-reached');
    }
    const exchange: Exchange = {
      id: randomUUID(),
      at: parts.clock.now(),
      sent: body,
      received: '',
      reason: null,
      reservation,
      took: { ...atMost, atMost: true },
    };
    exchanges.push(exchange);
    await parts.log.open(rowOf(exchange, null)).catch(() => undefined);
    return answerTo(exchange, { url, headers, body });
  };

  const rowOf = ({ id, at, sent, received, took }: Exchange, reason: AssistantReason | null): LoggedRow => ({
    ...{ id, at, task, model: endpoint.model, host: hostOf(endpoint.address) },
    ...{ sent, received, reason, ...took },
  });

  async function answerTo(
    exchange: Exchange,
    request: { readonly url: string; readonly headers: Record<string, string>; readonly body: string },
  ): Promise<Response> {
    const http = await parts.http();
    const mask = redactor(secretsIn(request.headers));
    const stop = new AbortController();
    const encoder = new TextEncoder();
    return new Promise<Response>((resolve, reject) => {
      let into: ReadableStreamDefaultController<Uint8Array> | null = null;
      const begin = (): ReadableStreamDefaultController<Uint8Array> => {
        if (into === null) {
          const body = new ReadableStream<Uint8Array>({
            start(controller) {
              into = controller;
            },
            cancel: () => stop.abort(),
          });
          resolve(new Response(body, { status: 200, headers: { 'content-type': 'text/event-stream' } }));
        }
        return into as unknown as ReadableStreamDefaultController<Uint8Array>;
      };
      const broke = (reason: AssistantReason, until?: Instant): void => {
        exchange.reason = reason;
        retryAt ??= until;
        const error = failWith(reason);
        if (into === null) reject(error);
        else into.error(error);
      };
      const onLine = (line: string): void => {
        exchange.received += `${mask(line)}\n`;
        if (!stop.signal.aborted)
          begin().enqueue(encoder.encode(line.startsWith('data:') ? `${line}\n\n` : `${line}\n`));
      };
      void http
        .lines(
          {
            method: 'POST',
            url: request.url,
            headers: { ...request.headers, accept: 'text/event-stream' },
            body: request.body,
            attempts: 1,
            timeoutMs: parts.patience?.firstByteMs ?? FIRST_BYTE_MS,
            totalMs: parts.patience?.answerMs ?? ANSWER_MS,
            maxBytes: MOST_BYTES,
            maxLines: MOST_LINES,
            limitScope: 'assistant',
            from: endpoint.title,
            signal: AbortSignal.any([signal, stop.signal]),
          },
          onLine,
        )
        .then(
          (result) => {
            if (!result.ok) broke(reasonOfFailure(result.failure), result.failure.retryAt);
            else if (result.value.broken !== undefined)
              broke(reasonOfFailure(result.value.broken), result.value.broken.retryAt);
            else if (!stop.signal.aborted) begin().close();
          },
          () => broke('rubbish'),
        );
    });
  }

  return {
    fetch: send,
    get failure() {
      return failure;
    },
    get retryAt() {
      return retryAt;
    },
    async settle(use) {
      const exchange = exchanges[settled];
      settled += 1;
      if (exchange === undefined || use === null || use.input + use.output > mostOf(exchange.sent)) {
        return;
      }
      await count(exchange, { ...parts.priced(use), atMost: false });
    },
    async end(reason) {
      for (const [index, exchange] of exchanges.entries()) {
        // Refused before the model read a word of it: nothing was taken.
        if (exchange.took.atMost && exchange.received === '' && isUnread(exchange.reason)) {
          await count(exchange, { tokens: 0, usd: exchange.took.usd === null ? null : 0, atMost: false });
        }
        const isLast = index === exchanges.length - 1;
        await parts.log.add(rowOf(exchange, exchange.reason ?? (isLast ? reason : null))).catch(() => undefined);
      }
      return sumOf(exchanges.map(({ took }) => took));
    },
  };
}

/** Puts what a request took in the place of the most it could take; that stays counted where the file cannot be written. */
async function count(exchange: Exchange, took: AssistantCost): Promise<void> {
  exchange.took = took;
  await exchange.reservation.settle(took).catch(() => undefined);
}

/** Tokens that a request can take at all: no byte is two of them, and a provider adds words of its own. */
function mostOf(sent: string): number {
  return Buffer.byteLength(sent) + OWN_TOKENS;
}

const UNREAD: ReadonlySet<AssistantReason | null> = new Set([
  'key-refused',
  'unsafe-address',
  'offline',
  'unreachable',
  'rate-limited',
  'unknown-model',
]);

function isUnread(reason: AssistantReason | null): boolean {
  return UNREAD.has(reason);
}

function sumOf(all: readonly AssistantCost[]): AssistantCost {
  return {
    tokens: all.reduce((sum, { tokens }) => sum + tokens, 0),
    usd: all.reduce<number | null>((sum, { usd }) => (sum === null || usd === null ? null : sum + usd), 0),
    atMost: all.some(({ atMost }) => atMost),
  };
}
