import { z } from 'zod';
import { type HttpClient, type HttpRequest, STREAM_TOTAL_MS, TOTAL_MS } from '#main/http/http-client';
import { tooLarge, tooSlow } from '#main/http/outcome';
import { LONGEST_WAIT } from '#main/http/rate-limits';
import type { CollectionAttempt, Reading } from '#shared/domain/cycle';
import { FAILURE_CODES, type Failure, fail, type Result, succeed } from '#shared/domain/failure';
import { failureIn } from '#shared/domain/failure-schema';
import { HOUR, type Instant } from '#shared/domain/instant';
import { latestKept } from '#shared/domain/instant-bounds';
import type { MetricSample } from '#shared/domain/series';
import { countingReads } from './lenient';
import type { CollectedFacts, CollectionContext, CollectionResult } from './monitor';
import { leftOut, validFacts, validSamples } from './validate-facts';

/** What asking one capability brought. */
export interface CapabilityResult {
  readonly samples?: readonly MetricSample[];
  readonly facts?: CollectedFacts;
  /** Cursors to keep until the next cycle, added to the others. */
  readonly cursors?: Readonly<Record<string, unknown>>;
  /** How many rows the answers had, and of how many something was not understood; told with the attempt. */
  readonly reading?: Reading;
  /** Samples came, but not all is well: the attempt is recorded with this outcome. */
  readonly partly?: Failure;
  /** What a person has to know of figures that are all there; told with an attempt that went well. */
  readonly note?: string;
}

const askedSchema = z.record(
  z.string(),
  z.object({ at: z.number(), outcome: z.enum(['ok', ...FAILURE_CODES]), notBefore: z.number().optional() }),
);

type Asked = z.infer<typeof askedSchema>;

/** Cycles start a little early or late; a capability counts as due this much before its time. */
const SLACK = 60;

/** Milliseconds and unpacked bytes for all requests of one capability in one collection; a stream counts by its time only. */
const CAPABILITY_MS = 300_000;
const CAPABILITY_BYTES = 64 * 1024 * 1024;

/** Refusals that a later cycle will meet again: they are asked less often. Seconds. */
const REFUSED_PAUSE: Readonly<Record<string, number>> = {
  'not-on-plan': 6 * HOUR,
  'not-permitted': HOUR,
  'wrong-credential-kind': HOUR,
  // What is far beyond any right answer would come again, at its full length.
  'too-large': 6 * HOUR,
};

/**
 * One collection of one connection: decides which capability is due, asks each by itself, and keeps
 * every attempt. A capability that fails, or even throws, loses nothing of the others.
 */
export class CollectionRun {
  readonly #samples: MetricSample[] = [];
  readonly #attempts: CollectionAttempt[] = [];
  #facts: CollectedFacts = {};
  #cursors: Record<string, unknown>;
  readonly #asked: Asked;

  constructor(readonly context: CollectionContext) {
    this.#cursors = { ...context.cursors };
    const asked = askedSchema.safeParse(context.cursors['asked']);
    this.#asked = asked.success ? { ...asked.data } : {};
  }

  /** True when `capability` was not asked for `every` seconds, or never. A refusal waits longer. */
  isDue(capability: string, every: number): boolean {
    const last = this.#asked[capability];
    if (last === undefined || this.context.backfill !== undefined) {
      return true;
    }
    const now = this.context.clock.now();
    const pause = Math.max(every, REFUSED_PAUSE[last.outcome] ?? 0);
    const failed = last.outcome !== 'ok' && REFUSED_PAUSE[last.outcome] === undefined;
    // A pause that was asked for while the clock stood elsewhere is none.
    const notBefore = now < last.at ? 0 : (last.notBefore ?? 0);
    const mayAsk = now >= notBefore || notBefore > now + LONGEST_WAIT;
    return mayAsk && (failed || now - last.at >= pause - SLACK || now < last.at);
  }

  /** When `capability` last went well, or null. */
  lastGood(capability: string): Instant | null {
    const last = this.#asked[capability];
    // Nothing went well in a future that never was: what is asked for begins with it.
    return last?.outcome === 'ok' && last.at <= latestKept(this.context.clock.now()) ? last.at : null;
  }

  /** Forgets when everything was asked, as after a change of plan. */
  askAllAgain(): void {
    for (const capability of Object.keys(this.#asked)) delete this.#asked[capability];
  }

  cursor(name: string): unknown {
    return this.#cursors[name];
  }

  /**
   * Asks one capability and records the attempt, with the requests that it took. Work that goes on when the
   * collection's signal has ended it is left behind, and what it brings later is dropped.
   */
  async ask(
    capability: string,
    work: (http: HttpClient) => Promise<Result<CapabilityResult>>,
  ): Promise<Result<CapabilityResult>> {
    const { clock, connection, backfill, capabilities } = this.context;
    if (backfill !== undefined && capabilities?.includes(capability) === false) {
      return fail(NOT_WANTED);
    }
    const startedAt = clock.now();
    const begin = clock.monotonic();
    let requests = 0;
    const http = budgetedClient(this.context, () => {
      requests += 1;
    });
    const read = await countingReads(() => unlessEnded(this.context.signal, work(http)));
    const answer = read.value;
    const result = answer.ok ? validated(answer.value, startedAt) : answer;
    const failure = result.ok ? (result.value.partly ?? null) : result.failure;
    const samples = this.#gather(result);
    const reading = result.ok ? (result.value.reading ?? read.reading ?? undefined) : undefined;
    this.#attempts.push({
      connectionId: connection.id,
      capability,
      ...told(failure, result.ok ? (result.value.note ?? '') : ''),
      startedAt,
      durationMs: Math.round(clock.monotonic() - begin),
      samples: samples.length,
      requests,
      ...(reading === undefined ? {} : { reading }),
    });
    if (this.context.backfill === undefined && failure?.code !== 'cancelled') {
      this.#asked[capability] = {
        at: startedAt,
        outcome: failure?.code ?? 'ok',
        ...(failure?.retryAt === undefined ? {} : { notBefore: failure.retryAt }),
      };
    }
    return result;
  }

  /** Adds what was brought to the others; answers its samples. */
  #gather(result: Result<CapabilityResult>): readonly MetricSample[] {
    if (!result.ok) return [];
    const { samples = [], facts = {}, cursors } = result.value;
    for (const sample of samples) this.#samples.push(sample);
    this.#facts = mergeFacts(this.#facts, facts);
    this.#cursors = { ...this.#cursors, ...cursors };
    return samples;
  }

  result(): CollectionResult {
    return {
      samples: this.#samples,
      attempts: this.#attempts,
      facts: this.#facts,
      cursors: { ...this.#cursors, asked: this.#asked },
    };
  }
}

/** How an attempt that failed, or did not, is told. */
function told(
  failure: Failure | null,
  note: string,
): Pick<CollectionAttempt, 'outcome' | 'message' | 'action' | 'retryAt' | 'noNetwork'> {
  if (failure === null) return { outcome: 'ok', message: note, action: '', retryAt: null };
  const { code, message, action, retryAt = null, noNetwork } = failure;
  return { outcome: code, message, action, retryAt, ...(noNetwork === true ? { noNetwork } : {}) };
}

/** Lists of two capabilities are put together; anything else is taken from whoever told it last. */
function mergeFacts(before: CollectedFacts, added: CollectedFacts): CollectedFacts {
  const merged: Record<string, unknown> = { ...before };
  for (const [name, value] of Object.entries(added)) {
    const known = merged[name];
    merged[name] =
      Array.isArray(known) && Array.isArray(value) ? [...(known as unknown[]), ...(value as unknown[])] : value;
  }
  return merged;
}

/**
 * The client of the context for one capability: with the context's signal, telling each request to `count`, and with
 * an end to time and size over all of its pages, since a list can go on for ever one quick page after the other.
 */
function budgetedClient({ http, signal, clock, connection }: CollectionContext, count: () => void): HttpClient {
  const endsAt = clock.monotonic() + CAPABILITY_MS;
  let bytes = 0;
  const spent = (request: HttpRequest): Failure | null => {
    const from = request.from ?? connection.title;
    if (bytes > CAPABILITY_BYTES) return tooLarge(from, CAPABILITY_BYTES);
    return clock.monotonic() >= endsAt ? tooSlow(from, CAPABILITY_MS) : null;
  };
  const counted = (request: HttpRequest, totalMs: number): HttpRequest => ({
    ...request,
    signal: request.signal ?? signal,
    totalMs: Math.min(request.totalMs ?? totalMs, endsAt - clock.monotonic()),
    onSend: () => {
      count();
      request.onSend?.();
    },
  });
  return {
    async request(request) {
      const failure = spent(request);
      if (failure !== null) return fail(failure);
      const answer = await http.request(counted(request, TOTAL_MS));
      if (answer.ok) bytes += answer.value.bytes;
      return answer;
    },
    async lines(request, onLine) {
      const failure = spent(request);
      return failure === null ? http.lines(counted(request, STREAM_TOTAL_MS), onLine) : fail(failure);
    },
    get requestCount() {
      return http.requestCount;
    },
  };
}

/** The answer to `work`; as soon as `signal` aborts, the failure that it aborts with. Never throws. */
async function unlessEnded(
  signal: AbortSignal | undefined,
  work: Promise<Result<CapabilityResult>>,
): Promise<Result<CapabilityResult>> {
  const answer = work.catch((error: unknown) => fail(failureIn(error) ?? DEFECT));
  if (signal === undefined) return answer;
  const ended = () => fail(failureIn(signal.reason) ?? STOPPED);
  let tell: (failure: Result<CapabilityResult>) => void = () => undefined;
  const stop = () => tell(ended());
  const end = new Promise<Result<CapabilityResult>>((resolve) => {
    tell = resolve;
    signal.addEventListener('abort', stop, { once: true });
    if (signal.aborted) stop();
  });
  try {
    const first = await Promise.race([answer, end]);
    // A request that was cut off says that it was stopped, not why.
    return !first.ok && first.failure.code === 'cancelled' && signal.aborted ? ended() : first;
  } finally {
    signal.removeEventListener('abort', stop);
  }
}

/** The result without what cannot be right; what was left out is told with the attempt. */
function validated(capabilityResult: CapabilityResult, now: Instant): Result<CapabilityResult> {
  const samples = validSamples(capabilityResult.samples ?? []);
  const facts = validFacts(capabilityResult.facts ?? {}, now);
  const refused = samples.refused + facts.refused;
  const partly = capabilityResult.partly ?? (refused > 0 ? leftOut(refused) : undefined);
  return succeed({
    ...capabilityResult,
    samples: samples.kept,
    facts: facts.kept,
    ...(partly === undefined ? {} : { partly }),
  });
}

/** Of a capability that is not wanted now: no attempt. */
const NOT_WANTED: Failure = {
  code: 'cancelled',
  message: 'This was not asked for now.',
  action: 'Headroom asks for it when it is due.',
  retryable: true,
};

const STOPPED: Failure = {
  code: 'cancelled',
  message: 'The collection was stopped.',
  action: 'Collect again when you want to.',
  retryable: true,
};

/** What was thrown stays out: it may hold anything. */
const DEFECT: Failure = {
  code: 'internal',
  message: 'Headroom made a mistake while it read these figures.',
  action: 'The other figures are not touched. If it stays, please report it.',
  retryable: true,
};
