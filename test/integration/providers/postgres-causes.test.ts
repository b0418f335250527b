import { networkInterfaces } from 'node:os';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { CollectionResult } from '#main/providers/monitor';
import { VercelPostgresMonitor } from '#main/providers/postgres/monitors/vercel-postgres-monitor';
import { collectionContext, outcomes } from '../support/collection-context';
import { hasGerman, type PostgresServer, startPostgresServer } from '../support/postgres-server';

const monitor = new VercelPostgresMonitor({ connect: 1_500, query: 3_000 });
let server: PostgresServer;
let secured: PostgresServer;
let unloaded: PostgresServer;

function collect(url: string) {
  return monitor.collectMetrics(collectionContext({ provider: 'postgres', credentials: { url } }));
}

const outside = Object.values(networkInterfaces())
  .flat()
  .find((one) => one?.family === 'IPv4' && !one.internal)?.address;

beforeAll(async () => {
  [server, secured, unloaded] = await Promise.all([
    startPostgresServer({
      settings: [
        'shared_preload_libraries=pg_stat_statements',
        'max_connections=6',
        'superuser_reserved_connections=3',
      ],
      listen: '*',
    }),
    startPostgresServer({ tls: true, access: ['hostnossl all all all reject', 'hostssl all all all scram-sha-256'] }),
    startPostgresServer(),
  ]);
  server.sql("create role app login password 'app'; grant pg_monitor to app");
  server.sql("create role guest password 'guest'");
  server.sql("create role narrow login password 'narrow' connection limit 0");
  for (const database of ['closed', 'revoked', 'crowded', 'hidden', 'old', 'walled'])
    server.sql(`create database ${database}`);
  server.sql('alter database closed allow_connections false');
  server.sql('revoke connect on database revoked from public');
  server.sql('alter database crowded connection limit 0');
  server.sql('create schema stats; create extension pg_stat_statements schema stats', 'hidden');
  server.sql("create extension pg_stat_statements version '1.7'", 'old');
  server.sql('create extension pg_stat_statements; revoke select on pg_stat_statements from public', 'walled');
  unloaded.sql('create extension pg_stat_statements');
}, 60_000);
afterAll(() => Promise.all([server.stop(), secured.stop(), unloaded.stop()]));

interface Cause {
  readonly cause: string;
  /** Code, function and text of PostgreSQL 15, as psql shows them with \set VERBOSITY verbose. */
  readonly words: string;
  readonly url: () => string;
  readonly capability?: string;
  readonly outcome: string;
  readonly sentence: string;
  readonly command: string;
}

const CAUSES: readonly Cause[] = [
  {
    cause: 'a database that takes no connections',
    words: '55000 CheckMyDatabase: database "closed" is not currently accepting connections',
    url: () => server.url('app', 'app', 'closed'),
    outcome: 'not-permitted',
    sentence: 'The database closed takes no connections at all.',
    command: 'alter database "closed" allow_connections true;',
  },
  {
    cause: 'CONNECT revoked',
    words: '42501 CheckMyDatabase: permission denied for database "revoked"',
    url: () => server.url('app', 'app', 'revoked'),
    outcome: 'not-permitted',
    sentence: 'The role app may not connect to the database revoked.',
    command: 'grant connect on database "revoked" to "app";',
  },
  {
    cause: 'the limit of a database',
    words: '53300 CheckMyDatabase: too many connections for database "crowded"',
    url: () => server.url('app', 'app', 'crowded'),
    outcome: 'provider-error',
    sentence: 'The database crowded has no free connection',
    command: 'alter database "crowded" connection limit NUMBER;',
  },
  {
    cause: 'the limit of a role',
    words: '53300 InitializeSessionUserId: too many connections for role "narrow"',
    url: () => server.url('narrow', 'narrow'),
    outcome: 'provider-error',
    sentence: 'The role narrow has no free connection',
    command: 'alter role "narrow" connection limit NUMBER;',
  },
  {
    cause: 'a role that may not log in',
    words: '28000 InitializeSessionUserId: role "guest" is not permitted to log in',
    url: () => server.url('guest', 'guest'),
    outcome: 'invalid-credential',
    sentence: 'There is no role guest, or it may not log in.',
    command: 'alter role "guest" login;',
  },
  {
    cause: 'a wrong password',
    words: '28P01 auth_failed: password authentication failed for user "app"',
    url: () => server.url('app', 'wrong-secret'),
    outcome: 'invalid-credential',
    sentence: 'does not accept the password',
    command: 'Copy the address again',
  },
  {
    cause: 'TLS demanded, and switched off in the address',
    words:
      '28000 ClientAuthentication: pg_hba.conf rejects connection for host "127.0.0.1", user "postgres", database "postgres", no encryption',
    url: () => `${secured.url()}?sslmode=disable`,
    outcome: 'not-permitted',
    sentence: 'it may demand TLS',
    command: 'write sslmode=require',
  },
  {
    cause: 'no TLS at the server',
    words: 'N',
    url: () => `${server.url('app', 'app')}?sslmode=require`,
    outcome: 'tls',
    sentence: 'knows no TLS, which the address demands',
    command: 'ssl = on in postgresql.conf',
  },
  {
    cause: 'an extension in a schema without USAGE',
    words: '42501 aclcheck_error: permission denied for schema stats',
    url: () => server.url('app', 'app', 'hidden'),
    capability: 'statements',
    outcome: 'not-permitted',
    sentence: 'in the schema stats, which the role app may not use',
    command: 'grant usage on schema stats to "app";',
  },
  {
    cause: 'an extension not updated after an upgrade',
    words: '42703 errorMissingColumn: column "total_exec_time" does not exist',
    url: () => server.url('app', 'app', 'old'),
    capability: 'statements',
    outcome: 'not-on-plan',
    sentence: 'still at version 1.7',
    command: 'alter extension pg_stat_statements update;',
  },
  {
    cause: 'SELECT on the statistics revoked',
    words: '42501 aclcheck_error: permission denied for view pg_stat_statements',
    url: () => server.url('app', 'app', 'walled'),
    capability: 'statements',
    outcome: 'not-permitted',
    sentence: 'The role app may not read pg_stat_statements.',
    command: 'grant select on public.pg_stat_statements, public.pg_stat_statements_info to "app";',
  },
  {
    cause: 'an extension that the server has not loaded',
    words: '55000 pg_stat_statements_internal: pg_stat_statements must be loaded via shared_preload_libraries',
    url: () => unloaded.url(),
    capability: 'statements',
    outcome: 'not-on-plan',
    sentence: 'installed but not loaded by the server',
    command: 'shared_preload_libraries',
  },
  {
    cause: 'no extension',
    words: '(no row of pg_extension)',
    url: () => server.url('app', 'app'),
    capability: 'statements',
    outcome: 'not-on-plan',
    sentence: 'not installed in this database',
    command: 'create extension pg_stat_statements;',
  },
];

describe('cause, the words of the server, our sentence and the command', () => {
  /** What was told of each cause, the server speaking English. */
  const told = new Map<string, unknown>();
  const toldOf = ({ attempts }: CollectionResult) =>
    attempts.map(({ capability, outcome, message, action }) => ({ capability, outcome, message, action }));

  it.each(CAUSES)('$cause', async ({ cause, url, capability = 'size', outcome, sentence, command, words }) => {
    const result = await collect(url());
    told.set(cause, toldOf(result));
    expect(outcomes(result)[capability]).toBe(outcome);
    const attempt = result.attempts.find((one) => one.capability === capability);
    expect(attempt?.message).toContain(sentence);
    expect(attempt?.action).toContain(command);
    expect(JSON.stringify(result)).not.toContain('wrong-secret');
    // The words beside each cause are those of this very server.
    if (capability === 'size' && words !== 'N') expect(await saidBy(url())).toBe(words);
  });

  it.runIf(hasGerman())('a server that speaks German is understood all the same, word for word', async () => {
    const all = [server, secured, unloaded];
    try {
      for (const one of all) await one.speakGerman(true);
      expect(await saidBy(server.url('app', 'wrong-secret'))).toContain('Passwort-Authentifizierung');
      for (const { cause, url } of CAUSES)
        expect([cause, toldOf(await collect(url()))]).toEqual([cause, told.get(cause)]);
    } finally {
      for (const one of all) await one.speakGerman(false);
    }
  });

  it('all connections taken', async () => {
    const others = await Promise.all(
      Array.from({ length: 3 }, async () => {
        const client = new pg.Client({ connectionString: server.url('app', 'app') });
        client.on('error', () => undefined);
        await client.connect();
        return client;
      }),
    );
    const result = await collect(server.url('app', 'app'));
    await Promise.all(others.map((one) => one.end()));
    expect(outcomes(result)['size']).toBe('provider-error');
    expect(result.attempts[0]?.message).toContain('no free connection: the highest number is reached');
  });

  it.runIf(outside !== undefined)('a computer that the server does not know', async () => {
    const url = `${server.url('app', 'app').replace('127.0.0.1', outside ?? '')}?sslmode=disable`;
    const result = await collect(url);
    expect(await saidBy(url)).toMatch(/^28000 ClientAuthentication: no pg_hba\.conf entry/);
    expect(outcomes(result)['size']).toBe('not-permitted');
    expect(result.attempts[0]?.action).toContain('hostssl in pg_hba.conf');
  });
});

/** Code, function and text that the server itself answers a connection with. */
async function saidBy(url: string): Promise<string> {
  const client = new pg.Client({ connectionString: url });
  client.on('error', () => undefined);
  try {
    await client.connect();
    await client.end();
    return 'it let us in';
  } catch (error) {
    const { code, routine, message } = error as { code: string; routine: string; message: string };
    return `${code} ${routine}: ${message}`;
  }
}
