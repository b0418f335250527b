import { within } from '#main/clock';
import type { ChargeBatch, CollectionResult } from '#main/providers/monitor';
import { MOST_CHARGES, validCharges } from '#main/providers/validate-facts';
import { type Connection, FROM_ENVIRONMENT, ORIGIN_SETTING } from '#shared/domain/connection';
import type { Failure } from '#shared/domain/failure';
import { failureIn } from '#shared/domain/failure-schema';
import type { Period } from '#shared/domain/instant';
import { allFailed, monitorBroke, placeOf } from './attempts';
import type { CycleParts } from './cycle-parts';
import { keepCharges } from './keep-charges';
import { unknownProvider } from './unknown-provider';

/** What one connection answered, before anything of it is kept. */
export interface ConnectionAnswer {
  readonly connection: Connection;
  readonly result: CollectionResult;
  /** Charges that were kept while they streamed in. */
  readonly charges?: number;
}

export interface AskOptions {
  readonly signal?: AbortSignal;
  /** Asks for these days of history instead of the latest. */
  readonly backfill?: Period;
  /** With `backfill`: only these capabilities; default all that can tell history. */
  readonly capabilities?: readonly string[];
  /** What this source may take; what has not answered by then has timed out. Default four minutes. */
  readonly budgetMs?: number;
}

/**
 * What one source may take of a cycle. A cycle asks all sources at once, so that none takes longer, nor does the
 * next one wait longer. Well below the lease.
 */
const SOURCE_BUDGET_MS = 240_000;
/** What a source gets to hand over what it has, once its time is up. */
const GRACE_MS = 1_000;

/**
 * Asks one connection. Never throws: whatever goes wrong becomes an attempt with its reason, so that
 * the other connections go on. Nor does it take longer than its budget: a source that heeds no signal is left
 * behind, and what it brings later is dropped.
 */
export async function askConnection(
  parts: CycleParts,
  connection: Connection,
  options: AskOptions,
): Promise<ConnectionAnswer> {
  const { clock } = parts;
  const startedAt = clock.now();
  const began = clock.monotonic();
  const budgetMs = options.budgetMs ?? SOURCE_BUDGET_MS;
  const late = timedOut(connection);
  const end = new AbortController();
  const budget = clock.after(budgetMs, () => end.abort(new TooLate(late)));
  const signals = options.signal === undefined ? [end.signal] : [end.signal, options.signal];
  const charges = chargeKeeper(parts, connection);
  const failed = (failure: Failure): ConnectionAnswer => ({
    connection,
    result: {
      samples: [],
      attempts: allFailed(parts, connection, failure, startedAt, clock.monotonic() - began),
      facts: {},
      cursors: {},
    },
    charges: charges.saved,
  });
  const asking = ask(parts, connection, { ...options, signal: AbortSignal.any(signals) }, charges.keep).then(
    (answer) => ('code' in answer ? failed(answer) : { connection, result: answer, charges: charges.saved }),
    (error: unknown) => {
      parts.logger.error({ connection: connection.id, error: placeOf(error) }, 'a monitor threw');
      return failed(failureIn(error) ?? monitorBroke(connection));
    },
  );
  try {
    return await within(clock, budgetMs + GRACE_MS, asking, () => {
      charges.close();
      return failed(late);
    });
  } finally {
    budget.cancel();
  }
}

/** What the monitor of `connection` says, or why it could not be asked. */
async function ask(
  parts: CycleParts,
  connection: Connection,
  { signal, backfill, capabilities }: AskOptions,
  onCharges: (batch: ChargeBatch) => Promise<void>,
): Promise<CollectionResult | Failure> {
  const cursors = await parts.store.connections.cursors(connection.id);
  const entry = parts.providers.find((known) => known.descriptor.id === connection.provider);
  if (entry === undefined) {
    return unknownProvider(connection);
  }
  const credentials = await parts.credentials.read(connection);
  if (!credentials.ok) {
    return isElsewhere(connection, credentials.failure) ? skipped(cursors) : credentials.failure;
  }
  const provider = await entry.load();
  const http = await parts.http();
  const { clock } = parts;
  const context = { connection, credentials: credentials.value, http, clock, cursors, onCharges };
  const result = await provider.monitor.collectMetrics({ ...context, signal, backfill, capabilities });
  return { ...result, cursors: { ...cursors, ...result.cursors } };
}

/** Keeps charges as they stream in, as many as one collection may bring, and counts them. */
function chargeKeeper(parts: CycleParts, connection: Connection) {
  let saved = 0;
  let isClosed = false;
  let broken: unknown = null;
  return {
    get saved() {
      return saved;
    },
    /** From now on nothing is kept: the source was left behind. */
    close() {
      isClosed = true;
    },
    async keep(batch: ChargeBatch): Promise<void> {
      if (broken !== null) {
        throw broken;
      }
      if (isClosed) {
        return;
      }
      const room = MOST_CHARGES - saved;
      const { kept } = validCharges(batch, parts.clock.now());
      const isCut = kept.charges.length > room;
      const fitting = isCut ? { ...kept, charges: kept.charges.slice(0, room), complete: false } : kept;
      try {
        await keepCharges(parts.store, connection.id, fitting);
        saved += fitting.charges.length;
        if (isCut) {
          throw new TooLate(tooManyCharges(connection));
        }
      } catch (error) {
        // Whoever streams may take it for a broken line and hand over the rest: that meets it again.
        broken = error;
        throw error;
      }
    },
  };
}

/** Ends what goes on for too long with the failure that its attempts are to show. */
class TooLate extends Error {
  constructor(readonly failure: Failure) {
    super(failure.message);
  }
}

function timedOut(connection: Connection): Failure {
  return {
    code: 'timeout',
    message: `${connection.title} did not come to an end in the time that one collection has.`,
    action: 'Headroom went on without it and asks again with the next collection.',
    retryable: true,
  };
}

function tooManyCharges(connection: Connection): Failure {
  return {
    code: 'too-large',
    message: `${connection.title} sent more than ${MOST_CHARGES.toLocaleString('en')} charges, so the rest was not kept.`,
    action: 'What came first is kept. If your account is that large, please report it.',
    retryable: false,
  };
}

/** The variables of this account are set where another Headroom runs, which reads it. */
function isElsewhere({ settings }: Connection, { code }: Failure): boolean {
  const isMissing = code === 'not-configured' || code === 'keychain-unavailable';
  return settings[ORIGIN_SETTING] === FROM_ENVIRONMENT && isMissing;
}

/** No attempt: what the other one read last stands, with its own age. */
function skipped(cursors: CollectionResult['cursors']): CollectionResult {
  return { samples: [], attempts: [], facts: {}, cursors };
}
