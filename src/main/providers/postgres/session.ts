import { Socket } from 'node:net';
import type { Client } from 'pg';
import type { Clock } from '#main/clock';
import { changed } from '#main/http/outcome';
import { limitTime } from '#main/http/time-limit';
import { type Failure, fail, type Result, succeed } from '#shared/domain/failure';
import { guardConnections } from '../connection-guard';
import { wouldSendInClear } from '../monitor';
import type { PostgresAddress } from './address';
import { postgresFailure } from './failures';
import type { Query } from './queries';

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

/** One connection with one read-only transaction. A query that fails leaves the others alone. */
export interface Session {
  one<T>(query: Query<T>): Promise<Result<T | null>>;
  all<T>(query: Query<T>): Promise<Result<T[]>>;
  /** Milliseconds of `SELECT 1` there and back. */
  roundTrip(): Promise<Result<number>>;
}

/**
 * Opens a connection, runs `work` in a read-only transaction, and closes it whatever happens. The
 * limits are set inside the transaction, since a pooler lets nothing else hold.
 */
export async function withSession<T>(
  address: PostgresAddress,
  clock: Clock,
  work: (session: Session) => Promise<T>,
  options: {
    readonly signal?: AbortSignal;
    readonly timeouts?: Partial<SessionTimeouts>;
    /** The person has agreed to send the password in clear where the server asks for it so. */
    readonly maySendInClear?: boolean;
  } = {},
): Promise<Result<T>> {
  const timeouts = { ...DEFAULT_TIMEOUTS, ...options.timeouts };
  // The client is loaded with the first visit, not when the app starts.
  const { default: pg } = await import('pg');
  const limits = { milliseconds: timeouts.session, maxBytes: MOST_BYTES };
  const guard = guardConnections(clock, limits, options.signal);
  const client = new pg.Client({
    ...address.config,
    application_name: 'headroom',
    connectionTimeoutMillis: timeouts.connect,
    query_timeout: timeouts.query + 3_000,
    stream: () => {
      const socket = new Socket();
      guard.watch(socket);
      return socket;
    },
  });
  let isRefused = false;
  if (address.isReadable && options.maySendInClear !== true) {
    beforeClearPassword(client, (cut) => {
      isRefused = true;
      cut();
    });
  }
  let broken: unknown;
  client.on('error', (error) => {
    broken ??= error;
  });
  const failure = (error: unknown): Failure =>
    (isRefused ? wouldSendInClear(address.host, 'Add sslmode=require to the address.') : null) ??
    guard.failure(address.host, `The database at ${address.host}`) ??
    postgresFailure(broken ?? error, address.host);
  try {
    const opened = await guard.within(open(client, timeouts.query));
    return opened === null ? fail(failure(null)) : succeed(await work(createSession(client, clock, failure)));
  } catch (error) {
    return fail(failure(error));
  } finally {
    const goodbye = limitTime(clock, GOODBYE_MS, options.signal);
    await goodbye.within(client.end().catch(() => undefined));
    goodbye.release();
    guard.release();
  }
}

/** What the client's types do not tell of: the connection under it, with what the server asks for. */
interface Wire {
  readonly stream: Socket;
  once(event: 'authenticationCleartextPassword', listener: () => void): void;
}

/**
 * Calls `refuse` when the server asks for the password as it is, before the client answers: its own listener is added
 * as it connects, and what it writes to a connection that is cut goes nowhere.
 */
function beforeClearPassword(client: Client, refuse: (cut: () => void) => void): void {
  const { connection } = client as unknown as { readonly connection: Wire };
  connection.once('authenticationCleartextPassword', () => refuse(() => connection.stream.destroy()));
}

async function open(client: Client, queryMs: number): Promise<void> {
  await client.connect();
  await client.query(
    `begin transaction read only; set local statement_timeout = ${queryMs};
     set local lock_timeout = 1000; set local idle_in_transaction_session_timeout = 10000`,
  );
}

/** `failure` reads what a query threw. */
function createSession(client: Client, clock: Clock, failure: (error: unknown) => Failure): Session {
  const all = async <T>(query: Query<T>): Promise<Result<T[]>> => {
    try {
      await client.query('savepoint part');
      const { rows } = await client.query<Record<string, unknown>>(query.sql);
      const parsed = rows.map((row) => query.row.safeParse(row));
      const read = parsed.flatMap((row) => (row.success ? [row.data] : []));
      return rows.length > 0 && read.length === 0 ? fail(changed('Postgres', 'its statistics')) : succeed(read);
    } catch (error) {
      await client.query('rollback to savepoint part').catch(() => undefined);
      return fail(failure(error));
    }
  };
  return {
    all,
    async one(query) {
      const rows = await all(query);
      return rows.ok ? succeed(rows.value[0] ?? null) : rows;
    },
    async roundTrip() {
      try {
        await client.query('select 1');
        const before = clock.monotonic();
        await client.query('select 1');
        return succeed(clock.monotonic() - before);
      } catch (error) {
        return fail(failure(error));
      }
    },
  };
}
