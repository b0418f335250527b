import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { VercelPostgresMonitor } from '#main/providers/postgres/monitors/vercel-postgres-monitor';
import { collectionContext, outcomes, samplesOf } from '../support/collection-context';
import { type Pooler, startPooler } from '../support/pgbouncer';
import { hasGerman, type PostgresServer, startPostgresServer } from '../support/postgres-server';

const monitor = new VercelPostgresMonitor({ connect: 1_500, query: 3_000 });
const USERS = { app: 'app', stranger: 'x', admin: 'admin' };
let server: PostgresServer;

function collect(port: number, login = 'app:app', database = 'postgres') {
  const credentials = { url: `postgres://${login}@127.0.0.1:${port}/${database}` };
  return monitor.collectMetrics(collectionContext({ provider: 'postgres', credentials }));
}

async function pooled<T>(work: (pooler: Pooler) => Promise<T>, ...more: readonly (readonly string[])[]): Promise<T> {
  const [settings = [], databases] = more;
  const pooler = await startPooler(server.port, USERS, settings, databases);
  try {
    return await work(pooler);
  } finally {
    await pooler.stop();
  }
}

/** How many connections to the server the pooler has opened so far, by the server's own statistics. */
function opened(): number {
  return Number(server.sql("select sessions from pg_stat_database where datname = 'postgres'"));
}

beforeAll(async () => {
  server = await startPostgresServer({ settings: ['shared_preload_libraries=pg_stat_statements'] });
  server.sql('create extension pg_stat_statements');
  server.sql("create role app login password 'app'; grant pg_monitor to app");
}, 60_000);
afterAll(() => server.stop());

describe('behind pgbouncer', () => {
  it.each(['session', 'transaction', 'statement'])(
    'in %s mode everything is read, and the connection goes back as it was',
    (mode) =>
      pooled(
        async ({ port }) => {
          const first = await collect(port);
          expect(outcomes(first)).toEqual({
            size: 'ok',
            connections: 'ok',
            latency: 'ok',
            activity: 'ok',
            health: 'ok',
            statements: 'ok',
          });
          const admin = new pg.Client({ connectionString: `postgres://admin:admin@127.0.0.1:${port}/pgbouncer` });
          await admin.connect();
          const before = (await admin.query('show servers')).rows.map(({ ptr }: { ptr: string }) => ptr);
          const count = opened();
          for (let visit = 0; visit < 3; visit += 1) expect(outcomes(await collect(port))['size']).toBe('ok');
          const after = (await admin.query('show servers')).rows.map(({ ptr }: { ptr: string }) => ptr);
          await admin.end();
          expect(before).toHaveLength(1);
          expect(after).toEqual(before);
          // One for each look of psql: none of ours.
          expect(opened() - count).toBeLessThanOrEqual(1);
          const app = new pg.Client({ connectionString: `postgres://app:app@127.0.0.1:${port}/postgres` });
          await app.connect();
          const left = await app.query(
            "select current_setting('statement_timeout') as t, current_setting('transaction_read_only') as r",
          );
          await app.end();
          expect(left.rows).toEqual([{ t: '0', r: 'off' }]);
          expect(samplesOf(first, 'STORAGE_MB')).toHaveLength(1);
        },
        [`pool_mode = ${mode}`],
      ),
    20_000,
  );
});

describe('what pgbouncer refuses is told apart', () => {
  it.each([
    ['a wrong password', 'app:wrong-secret', 'postgres', [], 'invalid-credential', 'does not accept'],
    ['an unknown user', 'nobody:x', 'postgres', [], 'invalid-credential', 'user'],
    ['an unknown database', 'app:app', 'nothere', [], 'not-found', 'database nothere'],
    ['no room for clients', 'app:app', 'postgres', ['max_client_conn = 1'], 'provider-error', 'no free connection'],
    ['a user that the server does not know', 'stranger:x', 'postgres', [], 'invalid-credential', 'behind it'],
  ] as const)('%s', (_, login, database, settings, code, words) =>
    pooled(
      async ({ port }) => {
        const other = new pg.Client({ connectionString: `postgres://app:app@127.0.0.1:${port}/postgres` });
        other.on('error', () => undefined);
        // The look whether it listens may still take the one place.
        if (settings.length > 0) await new Promise((resolve) => setTimeout(resolve, 300));
        if (settings.length > 0) await other.connect();
        const result = await collect(port, login, database);
        if (settings.length > 0) await other.end();
        expect(outcomes(result)['size']).toBe(code);
        expect(result.attempts[0]?.message).toContain(words);
        expect(result.attempts[0]?.message).toContain('pooler');
        expect(JSON.stringify(result)).not.toContain('wrong-secret');
      },
      [...settings],
      [`postgres = host=127.0.0.1 port=${server.port}`],
    ),
  );

  // pgbouncer 1.18 passes the server's text on with a code of its own: only the language tells what it was.
  it.runIf(hasGerman())('a server that speaks German behind it', () =>
    pooled(async ({ port }) => {
      await server.speakGerman(true);
      try {
        const result = await collect(port, 'stranger:x');
        expect(result.attempts[0]).toMatchObject({
          outcome: 'provider-error',
          message: expect.stringContaining('The pooler, or the database behind it, does not let this user in'),
          action: expect.stringContaining('Check user, password and database'),
        });
        expect(outcomes(await collect(port))['size']).toBe('ok');
      } finally {
        await server.speakGerman(false);
      }
    }),
  );

  // cybertec-postgresql/pgwatch2 issue 550.
  it('its own console in place of a database', () =>
    pooled(async ({ port }) => {
      const result = await collect(port, 'admin:admin', 'pgbouncer');
      expect(outcomes(result)['size']).toBe('wrong-credential-kind');
      expect(result.attempts[0]?.message).toBe('pgbouncer is the console of the pooler, and no database.');
    }));

  it('a server that is down behind it', () =>
    pooled(
      async ({ port }) => {
        const result = await collect(port, 'app:app', 'gone');
        expect(outcomes(result)['size']).toBe('provider-error');
        expect(result.attempts[0]?.message).toContain('get through');
      },
      ['server_connect_timeout = 1', 'query_wait_timeout = 1', 'server_login_retry = 1'],
      ['gone = host=127.0.0.1 port=1'],
    ));
});
