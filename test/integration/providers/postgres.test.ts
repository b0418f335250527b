import type { AddressInfo } from 'node:net';
import { createServer } from 'node:net';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { settableClock } from '#main/clock';
import { readPostgresAddress } from '#main/providers/postgres/address';
import { VercelPostgresMonitor } from '#main/providers/postgres/monitors/vercel-postgres-monitor';
import { postgres } from '#main/providers/postgres/provider';
import { activity } from '#main/providers/postgres/queries';
import { withSession } from '#main/providers/postgres/session';
import { collectionContext, NOW, outcomes, samplesOf } from '../support/collection-context';
import { type PostgresServer, startPostgresServer } from '../support/postgres-server';

const monitor = new VercelPostgresMonitor({ connect: 1_500, query: 1_500 });
const ALL_OK = { size: 'ok', connections: 'ok', latency: 'ok', activity: 'ok', health: 'ok', statements: 'ok' };
let server: PostgresServer;

function collect(url: string, more: Partial<Parameters<typeof collectionContext>[0]> = {}) {
  return monitor.collectMetrics(collectionContext({ provider: 'postgres', credentials: { url }, ...more }));
}

beforeAll(async () => {
  server = await startPostgresServer({
    settings: ['shared_preload_libraries=pg_stat_statements', 'max_connections=12', 'superuser_reserved_connections=2'],
  });
  server.sql('create extension pg_stat_statements');
  server.sql("create role headroom login password 'head' connection limit 2; grant pg_monitor to headroom");
  server.sql("create role plain login password 'plain'");
  server.sql('create table t as select i, md5(i::text) as text from generate_series(1, 20000) i');
  server.sql('create database bare');
}, 60_000);
afterAll(() => server.stop());

describe('a real PostgreSQL', () => {
  it('gives everything to a member of pg_monitor', async () => {
    const result = await collect(server.url('headroom', 'head'));
    expect(outcomes(result)).toEqual(ALL_OK);
    const bytes = Number(server.sql('select pg_database_size(current_database())'));
    expect(samplesOf(result, 'STORAGE_MB')[0]).toMatchObject({
      service: 'VERCEL_POSTGRES',
      kind: 'gauge',
      unit: 'MB',
      time: NOW,
    });
    expect(samplesOf(result, 'STORAGE_MB')[0]?.value).toBeCloseTo(bytes / 1024 / 1024, 0);
    expect(samplesOf(result, 'CONNECTIONS')[0]?.value).toBe(1);
    expect(samplesOf(result, 'LATENCY_MS')[0]?.value).toBeGreaterThan(0);
    expect(samplesOf(result, 'WRAPAROUND_PERCENT')[0]?.value).toBeGreaterThanOrEqual(0);
    expect(samplesOf(result, 'WRAPAROUND_PERCENT')[0]?.value).toBeLessThan(1);
    expect(result.facts.limits).toEqual([
      expect.objectContaining({ metric: 'CONNECTIONS', value: 10, unit: 'connections', atLimit: 'hard' }),
    ]);
  });

  it('counts queries and their mean time between two readings', async () => {
    const clock = settableClock(NOW);
    const first = await collect(server.url('headroom', 'head'), { clock });
    for (let sent = 0; sent < 3; sent += 1) server.sql('select pg_sleep(0.05)');
    clock.set(NOW + 900);
    const second = await collect(server.url('headroom', 'head'), { clock, cursors: first.cursors });
    expect(samplesOf(second, 'QUERIES_PER_DAY')[0]?.value).toBeGreaterThanOrEqual(3);
    const mean = samplesOf(second, 'QUERY_LATENCY_MS')[0]?.value ?? 0;
    expect(mean).toBeGreaterThan(5);
    expect(mean).toBeLessThan(200);
  });

  it('tells the statements that took most, without their values', async () => {
    server.sql("select count(*) from t where text = 'my-private-word' or i = 424242");
    const { facts } = await collect(server.url('headroom', 'head'));
    const queries = facts.topQueries ?? [];
    expect(queries.length).toBeGreaterThan(3);
    expect(queries[0]?.totalMs).toBeGreaterThanOrEqual(queries[1]?.totalMs ?? 0);
    expect(queries.some(({ text }) => text?.includes('count(*) from t'))).toBe(true);
    expect(JSON.stringify(queries)).not.toMatch(/my-private-word|424242|PASSWORD '|'head'/i);
  });

  it('measures cache hits, dead rows and idle transactions', async () => {
    const clock = settableClock(NOW);
    const url = server.url('headroom', 'head');
    const first = await collect(url, { clock });
    server.sql('update t set text = text where i <= 5000');
    for (let read = 0; read < 80; read += 20) {
      server.sql(Array.from({ length: 20 }, () => 'select count(*) from t').join('; '));
    }
    const idle = new pg.Client({ connectionString: server.url() });
    await idle.connect();
    await idle.query('begin');
    await idle.query('select 1');
    await new Promise((resolve) => setTimeout(resolve, 1_200));
    clock.set(NOW + 900);
    const second = await collect(url, { clock, cursors: first.cursors });
    await idle.end();
    expect(samplesOf(second, 'CACHE_HIT_RATE')[0]?.value).toBeGreaterThan(50);
    expect(samplesOf(second, 'DEAD_ROWS_PERCENT')[0]?.value).toBeGreaterThan(5);
    expect(samplesOf(second, 'IDLE_IN_TRANSACTION_SECONDS')[0]?.value).toBeGreaterThanOrEqual(1);
    expect(samplesOf(second, 'CONNECTIONS')[0]?.value).toBe(2);
  });

  it('measures by the clock what began after its own transaction', async () => {
    const [own, other] = [0, 1].map(() => new pg.Client({ connectionString: server.url() }));
    await Promise.all([own?.connect(), other?.connect()]);
    await own?.query('begin');
    await own?.query('select 1');
    const slow = other?.query('select pg_sleep(0.6)');
    await new Promise((resolve) => setTimeout(resolve, 400));
    const seen = activity.row.parse((await own?.query(activity.sql))?.rows[0]);
    await slow;
    await Promise.all([own?.end(), other?.end()]);
    // By `now()` it would be below zero: that is when our own transaction began.
    expect(seen.longest_query).toBeGreaterThan(0.2);
    expect(seen.longest_query).toBeLessThan(2);
  });

  it('gives right values or the exact grant to an ordinary role', async () => {
    const result = await collect(server.url('plain', 'plain'));
    expect(outcomes(result)).toEqual({ ...ALL_OK, activity: 'not-permitted' });
    const activity = result.attempts.find(({ capability }) => capability === 'activity');
    expect(activity?.action).toBe('Run: grant pg_monitor to "plain";');
    expect(samplesOf(result, 'CONNECTIONS')[0]?.value).toBe(1);
    expect(result.facts.topQueries?.some(({ text }) => text === null)).toBe(true);
  });

  it('says how to get query statistics where they are missing', async () => {
    const result = await collect(server.url('headroom', 'head', 'bare'));
    expect(outcomes(result)).toEqual({ ...ALL_OK, statements: 'not-on-plan' });
    expect(result.attempts.find(({ capability }) => capability === 'statements')?.action).toContain('create extension');
    expect(samplesOf(result, 'LATENCY_MS')).toHaveLength(1);
  });

  it('cannot write and does not stay', async () => {
    const result = await collect(server.url());
    expect(outcomes(result)).toEqual(ALL_OK);
    const address = readPostgresAddress(server.url());
    const write = { sql: 'create table written (i int)', row: z.object({}) };
    const attempt =
      address.ok && (await withSession(address.value, settableClock(NOW), (session) => session.one(write)));
    expect(attempt).toMatchObject({
      ok: true,
      value: { ok: false, failure: { message: expect.stringContaining('25006') } },
    });
    expect(server.sql("select to_regclass('written') is null")).toBe('t');
    expect(server.sql("select count(*) from pg_stat_activity where application_name = 'headroom'")).toBe('0');
  });

  it('takes a restart for a new beginning', async () => {
    const clock = settableClock(NOW);
    const first = await collect(server.url(), { clock });
    await server.restart();
    clock.set(NOW + 900);
    const second = await collect(server.url(), { clock, cursors: first.cursors });
    expect(outcomes(second)).toEqual(ALL_OK);
    expect(samplesOf(second, 'QUERY_LATENCY_MS')).toEqual([]);
    expect(samplesOf(second, 'QUERIES_PER_DAY').every(({ lowerBound }) => lowerBound === true)).toBe(true);
  });
});

describe('what goes wrong', () => {
  it.each([
    ['a wrong password', () => server.url('headroom', 'wrong-secret'), 'invalid-credential'],
    ['an unknown role', () => server.url('nobody', 'wrong-secret'), 'invalid-credential'],
    ['an unknown database', () => server.url('headroom', 'head', 'nothere'), 'not-found'],
    ['nobody listening', () => 'postgres://a:wrong-secret@127.0.0.1:1/x', 'unreachable'],
    ['TLS where there is none', () => `${server.url('headroom', 'head')}?sslmode=require`, 'tls'],
    ['no address', () => 'mysql://x', 'invalid-input'],
  ])('%s', async (_, url, code) => {
    const result = await collect(url());
    expect(new Set(Object.values(outcomes(result)))).toEqual(new Set([code]));
    expect(result.attempts[0]?.message).not.toBe('');
    expect(result.attempts[0]?.action).not.toBe('');
    expect(JSON.stringify(result)).not.toContain('wrong-secret');
  });

  it('says when all connections are taken', async () => {
    const clients = await Promise.all(
      Array.from({ length: 2 }, async () => {
        const client = new pg.Client({ connectionString: server.url('headroom', 'head') });
        await client.connect();
        return client;
      }),
    );
    const result = await collect(server.url('headroom', 'head'));
    expect(outcomes(result)['size']).toBe('provider-error');
    expect(result.attempts[0]?.message).toContain('no free connection');
    await Promise.all(clients.map((client) => client.end()));
  });

  it('gives up on a server that hangs', async () => {
    const silent = createServer(() => undefined);
    await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve));
    const result = await collect(`postgres://a:b@127.0.0.1:${(silent.address() as AddressInfo).port}/x`);
    expect(outcomes(result)['size']).toBe('timeout');
    silent.close();
  });
});

describe('TLS', () => {
  it('checks the certificate unless told not to', async () => {
    const secured = await startPostgresServer({ tls: true });
    try {
      const refused = await collect(`${secured.url()}?sslmode=require`);
      expect(outcomes(refused)['size']).toBe('tls');
      expect(refused.attempts[0]?.message).toContain('signed by itself');
      expect(outcomes(await collect(`${secured.url()}?sslmode=no-verify`))['size']).toBe('ok');
    } finally {
      await secured.stop();
    }
  });
});

describe('verify', () => {
  it('names the database and what is missing', async () => {
    const context = collectionContext({ provider: 'postgres', credentials: { url: server.url('plain', 'plain') } });
    const result = await postgres.verify(context);
    expect(result).toMatchObject({
      ok: true,
      value: {
        title: `postgres at 127.0.0.1:${server.port}`,
        capabilities: [{ outcome: 'ok' }, { outcome: 'not-permitted' }, { outcome: 'ok' }],
      },
    });
  });
});
