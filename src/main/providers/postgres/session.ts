import type { Client } from 'pg';
import type { Clock } from '#main/clock';
import { cancelled, changed } from '#main/http/outcome';
import { fail, type Result, succeed } from '#shared/domain/failure';
import type { PostgresAddress } from './address';
import { postgresFailure } from './failures';
import type { Query } from './queries';

export interface SessionTimeouts {
  /** Milliseconds for the connection; a sleeping Neon takes some hundred. */
  readonly connect: number;
  /** Milliseconds for one query. */
  readonly query: number;
}

export const DEFAULT_TIMEOUTS: SessionTimeouts = { connect: 10_000, query: 5_000 };

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
  options: { readonly signal?: AbortSignal; readonly timeouts?: SessionTimeouts } = {},
): Promise<Result<T>> {
  const timeouts = options.timeouts ?? DEFAULT_TIMEOUTS;
  // The client is loaded with the first visit, not when the app starts.
  const { default: pg } = await import('pg');
  const client = new pg.Client({
    ...address.config,
    application_name: 'headroom',
    connectionTimeoutMillis: timeouts.connect,
    query_timeout: timeouts.query + 3_000,
  });
  let broken: unknown;
  client.on('error', (error) => {
    broken ??= error;
  });
  const abort = () => {
    broken ??= new Error('stopped');
    void client.end().catch(() => undefined);
  };
  options.signal?.addEventListener('abort', abort, { once: true });
  try {
    await client.connect();
    await client.query(
      `begin transaction read only; set local statement_timeout = ${timeouts.query};
       set local lock_timeout = 1000; set local idle_in_transaction_session_timeout = 10000`,
    );
    return succeed(await work(createSession(client, address.host, clock)));
  } catch (error) {
    if (options.signal?.aborted === true) return fail(cancelled(address.host));
    return fail(postgresFailure(broken ?? error, address.host));
  } finally {
    options.signal?.removeEventListener('abort', abort);
    await client.end().catch(() => undefined);
  }
}

function createSession(client: Client, host: string, clock: Clock): Session {
  const all = async <T>(query: Query<T>): Promise<Result<T[]>> => {
    try {
      await client.query('savepoint part');
      const { rows } = await client.query<Record<string, unknown>>(query.sql);
      const parsed = rows.map((row) => query.row.safeParse(row));
      const read = parsed.flatMap((row) => (row.success ? [row.data] : []));
      return rows.length > 0 && read.length === 0 ? fail(changed('Postgres', 'its statistics')) : succeed(read);
    } catch (error) {
      await client.query('rollback to savepoint part').catch(() => undefined);
      return fail(postgresFailure(error, host));
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
        return fail(postgresFailure(error, host));
      }
    },
  };
}
