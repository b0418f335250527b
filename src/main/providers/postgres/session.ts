import type { Socket } from 'node:net';
import type { Client, QueryResult } from 'pg';
import type { Clock } from '#main/clock';
import { changed } from '#main/http/outcome';
import { limitTime } from '#main/http/time-limit';
import type { Connection } from '#shared/domain/connection';
import { type Failure, fail, type Result, succeed } from '#shared/domain/failure';
import { type ConnectionGuard, guardConnections } from '../connection-guard';
import { maySendInClear, wouldSendInClear } from '../monitor';
import { CERTIFICATE_SETTING } from '../store-tls';
import type { PostgresAddress } from './address';
import { postgresFailure } from './failures';
import { APPLICATION_NAME, MARK, type Query, ROUND_TRIP } from './queries';
import { openWire, type PostgresWire } from './wire';

export interface SessionTimeouts {
  /** Milliseconds for the connection; a sleeping Neon takes some hundred. */
  readonly connect: number;
  /** Milliseconds for one query. */
  readonly query: number;
  /** Milliseconds for the whole session. */
  readonly session: number;
}

export const DEFAULT_TIMEOUTS: SessionTimeouts = { connect: 10_000, query: 5_000, session: 40_000 };

/** Bytes. Statistics with twenty statements of five hundred characters take some ten thousand. */
const MOST_BYTES = 8 * 1024 * 1024;
/** Milliseconds to say goodbye in; then the connection is closed without. */
const GOODBYE_MS = 1_000;

/** What a query brought: its rows, and how many more came in a form that Headroom does not know. */
export interface Rows<T> {
  readonly rows: readonly T[];
  readonly unread: number;
}

/** One connection that only reads. A query that fails leaves the others alone. */
export interface Session {
  /** How the connection is secured. */
  readonly security: PostgresWire['security'];
  one<T>(query: Query<T>): Promise<Result<T | null>>;
  all<T>(query: Query<T>): Promise<Result<Rows<T>>>;
  /** Milliseconds of the least of queries there and back. */
  roundTrip(): Promise<Result<number>>;
}

export interface SessionOptions {
  readonly signal?: AbortSignal;
  readonly timeouts?: Partial<SessionTimeouts>;
  /** The person has agreed to send the password in clear where the server asks for it so. */
  readonly maySendInClear?: boolean;
  /** What the person set on the certificate of the server. */
  readonly certificate?: string;
}

/** What a person has set for a connection, as far as a session is about it. */
export function sessionOptions(
  connection: Pick<Connection, 'settings'>,
): Pick<SessionOptions, 'maySendInClear' | 'certificate'> {
  return { maySendInClear: maySendInClear(connection), certificate: connection.settings[CERTIFICATE_SETTING] };
}

/**
 * Opens a connection, runs `work`, and closes it whatever happens. Every query is a read-only transaction of its own
 * that ends with it, limits and all: so a pooler gets its connection back in the state that it gave it in, and one
 * that knows single statements only (statement pooling) serves too.
 */
export async function withSession<T>(
  address: PostgresAddress,
  clock: Clock,
  work: (session: Session) => Promise<T>,
  options: SessionOptions = {},
): Promise<Result<T>> {
  const timeouts = { ...DEFAULT_TIMEOUTS, ...options.timeouts };
  const limits = { milliseconds: timeouts.session, maxBytes: MOST_BYTES };
  const guard = guardConnections(clock, limits, options.signal);
  const isAllowed = options.maySendInClear === true;
  const place = { host: address.host, database: address.database, role: address.login.user };
  const failure = (error: unknown): Failure =>
    guard.failure(address.host, `The database at ${address.host}`) ?? postgresFailure(error, place);
  try {
    const wire = await guard.within(
      openWire(address, guard, clock, {
        connectMs: timeouts.connect,
        maySendInClear: isAllowed,
        certificate: options.certificate,
      }),
    );
    if (wire === null) return fail(failure(null));
    if (!wire.value.ok) return wire.value;
    const parts = { address, clock, guard, timeouts, isAllowed, failure, signal: options.signal };
    return await overWire(wire.value.value, parts, work);
  } catch (error) {
    return fail(failure(error));
  } finally {
    guard.release();
  }
}

interface Parts extends Pick<SessionOptions, 'signal'> {
  readonly address: PostgresAddress;
  readonly clock: Clock;
  readonly guard: ConnectionGuard;
  readonly timeouts: SessionTimeouts;
  /** The person has agreed to send the password as it is. */
  readonly isAllowed: boolean;
  readonly failure: (error: unknown) => Failure;
}

async function overWire<T>(
  wire: PostgresWire,
  { address, clock, guard, timeouts, isAllowed, failure, signal }: Parts,
  work: (session: Session) => Promise<T>,
): Promise<Result<T>> {
  // The client is loaded with the first visit, not when the app starts.
  const { default: pg } = await import('pg');
  const { user, password } = address.login;
  const client = new pg.Client({
    host: address.hostname,
    port: address.port,
    ...(user === '' ? {} : { user }),
    // A function, so that an empty one is not looked up in the environment or a file, of another server perhaps.
    password: () => password,
    ...(address.database === '' ? { database: user } : { database: address.database }),
    ssl: false,
    application_name: APPLICATION_NAME,
    connectionTimeoutMillis: timeouts.connect,
    query_timeout: timeouts.query + 3_000,
    stream: () => alreadyOpen(wire.socket),
  });
  let isRefused = false;
  if (wire.isReadable && !isAllowed) {
    beforeClearPassword(client, (cut) => {
      isRefused = true;
      cut();
    });
  }
  let broken: unknown;
  client.on('error', (error) => {
    broken ??= error;
  });
  const reason = (error: unknown): Failure =>
    isRefused ? wouldSendInClear(address.host, ENCRYPT) : failure(broken ?? error);
  try {
    const opened = await guard.within(client.connect());
    if (opened === null) return fail(reason(null));
    return succeed(await work(createSession(client, wire.security, clock, timeouts.query, reason)));
  } catch (error) {
    return fail(reason(error));
  } finally {
    const goodbye = limitTime(clock, GOODBYE_MS, signal);
    await goodbye.within(client.end().catch(() => undefined));
    goodbye.release();
  }
}

const ENCRYPT = 'Use a connection that is encrypted and checked: sslmode=require in the address.';

/** The client connects what it is given: this one is open already, so that only the client's waiting is answered. */
function alreadyOpen(socket: Socket): Socket {
  socket.connect = () => {
    process.nextTick(() => socket.emit('connect'));
    return socket;
  };
  return socket;
}

/** What the client's types do not tell of: the connection under it, with what the server asks for. */
interface ClientWire {
  readonly stream: Socket;
  once(event: 'authenticationCleartextPassword', listener: () => void): void;
}

/**
 * Calls `refuse` when the server asks for the password as it is, before the client answers: its own listener is added
 * as it connects, and what it writes to a connection that is cut goes nowhere.
 */
function beforeClearPassword(client: Client, refuse: (cut: () => void) => void): void {
  const { connection } = client as unknown as { readonly connection: ClientWire };
  connection.once('authenticationCleartextPassword', () => refuse(() => connection.stream.destroy()));
}

/**
 * Sent before each query, in one message with it, which makes both one transaction. As a single odd expression, since
 * the server counts statements of one form together, and this one must not be one with a form that the app uses too.
 */
function limited(sql: string, queryMs: number): string {
  const settings = [
    ['transaction_read_only', 'on'],
    ['statement_timeout', String(queryMs)],
    ['lock_timeout', '1000'],
  ].map(([name, value]) => `set_config('${name}', '${value}', true)`);
  return `select ${MARK} ${settings.join(' || ')} as limits; ${sql}`;
}

/** The rows of an answer that are in the form that `query` has, and how many are not. */
export function readRows<T>(query: Query<T>, answered: readonly unknown[]): Rows<T> {
  const rows = answered.flatMap((row) => {
    const parsed = query.row.safeParse(row);
    return parsed.success ? [parsed.data] : [];
  });
  return { rows, unread: answered.length - rows.length };
}

/** The one row of an answer, null without any. */
export function readOneRow<T>({ rows, unread }: Rows<T>): Result<T | null> {
  return unread > 0 ? fail(changed('Postgres', 'its statistics')) : succeed(rows[0] ?? null);
}

/** `failure` reads what a query threw. */
function createSession(
  client: Client,
  security: PostgresWire['security'],
  clock: Clock,
  queryMs: number,
  failure: (error: unknown) => Failure,
): Session {
  const run = async (sql: string): Promise<readonly unknown[]> => {
    const results = (await client.query(limited(sql, queryMs))) as unknown as readonly QueryResult[];
    return results[1]?.rows ?? [];
  };
  const all = async <T>(query: Query<T>): Promise<Result<Rows<T>>> => {
    try {
      return succeed(readRows(query, await run(query.sql)));
    } catch (error) {
      return fail(failure(error));
    }
  };
  return {
    security,
    all,
    async one(query) {
      const answer = await all(query);
      return answer.ok ? readOneRow(answer.value) : answer;
    },
    async roundTrip() {
      try {
        await run(ROUND_TRIP);
        const before = clock.monotonic();
        await run(ROUND_TRIP);
        return succeed(clock.monotonic() - before);
      } catch (error) {
        return fail(failure(error));
      }
    },
  };
}
