import { setTimeout as wait } from 'node:timers/promises';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { settableClock } from '#main/clock';
import type { CollectionResult } from '#main/providers/monitor';
import { VercelPostgresMonitor } from '#main/providers/postgres/monitors/vercel-postgres-monitor';
import { collectionContext, NOW, outcomes, samplesOf } from '../support/collection-context';
import { type PostgresServer, startPostgresServer } from '../support/postgres-server';

const monitor = new VercelPostgresMonitor({ connect: 1_500, query: 3_000 });
let server: PostgresServer;

function collect(url: string, more: Partial<Parameters<typeof collectionContext>[0]> = {}) {
  return monitor.collectMetrics(collectionContext({ provider: 'postgres', credentials: { url }, ...more }));
}

const queriesOf = (result: CollectionResult) => samplesOf(result, 'QUERIES_PER_DAY')[0];
const attemptOf = (result: CollectionResult, id: string) => result.attempts.find(({ capability }) => capability === id);

async function connected(url: string): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: url });
  client.on('error', () => undefined);
  await client.connect();
  return client;
}

beforeAll(async () => {
  server = await startPostgresServer({
    settings: [
      'shared_preload_libraries=pg_stat_statements',
      'pg_stat_statements.max=100',
      'max_connections=30',
      'superuser_reserved_connections=3',
    ],
  });
  server.sql('create extension pg_stat_statements');
  server.sql("create role app login password 'app'; grant pg_monitor to app; grant create on schema public to app");
  server.sql("create role aloof login noinherit password 'aloof'; grant pg_monitor to aloof");
  server.sql("create role few login password 'few' connection limit 2; grant pg_monitor to few");
}, 60_000);
afterAll(() => server.stop());

describe('the queries of a day', () => {
  it('do not grow by a clean restart, over which the statistics live on', async () => {
    const clock = settableClock(NOW);
    const url = server.url('app', 'app');
    const app = await connected(url);
    for (let sent = 0; sent < 300; sent += 1) await app.query('select count(*) from pg_class');
    const first = await collect(url, { clock });
    for (let sent = 0; sent < 40; sent += 1) await app.query('select count(*) from pg_class');
    await app.end();
    clock.set(NOW + 900);
    const second = await collect(url, { clock, cursors: first.cursors });
    expect(queriesOf(second)?.value).toBe(40);
    await server.restart();
    clock.set(NOW + 1_800);
    const third = await collect(url, { clock, cursors: second.cursors });
    // A new server may ask itself something as it starts, but nobody ran a query.
    expect((queriesOf(third)?.value ?? 0) - 40).toBeLessThan(5);
    expect(outcomes(third)['statements']).toBe('ok');
  });

  it('leave out what Headroom asks, with the role that the app uses too, and nothing else', async () => {
    const clock = settableClock(NOW);
    const url = server.url('app', 'app');
    let before = await collect(url, { clock });
    for (const [at, ran] of [5, 0, 3].entries()) {
      const app = await connected(url);
      for (let sent = 0; sent < ran; sent += 1) await app.query("select 1 as a where 'x' <> $1", [String(sent)]);
      // The same words as ours, but for the mark.
      await app.query('select pg_database_size(current_database())');
      await app.end();
      clock.set(NOW + 900 * (at + 1));
      const after = await collect(url, { clock, cursors: before.cursors });
      expect(queriesOf(after)?.value).toBe([6, 7, 11][at]);
      expect(after.facts.topQueries?.filter(({ text }) => /headroom|set_config/.test(text ?? ''))).toEqual([]);
      before = after;
    }
    const texts = before.facts.topQueries?.map(({ text }) => text);
    expect(texts).toContain('select pg_database_size(current_database())');
  });

  it('are the least that they can be where statistics were dropped for lack of room', async () => {
    const clock = settableClock(NOW);
    const url = server.url('app', 'app');
    const app = await connected(url);
    for (let sent = 0; sent < 2_000; sent += 1) await app.query('select count(*) from pg_am');
    const first = await collect(url, { clock });
    // Of more forms than there is room for, so that older ones go.
    for (let form = 1; form <= 150; form += 1) {
      await app.query(`select ${Array.from({ length: form }, () => '1').join(' + ')}`);
    }
    await app.end();
    clock.set(NOW + 900);
    const second = await collect(url, { clock, cursors: first.cursors });
    expect(queriesOf(second)?.value ?? 0).toBeLessThanOrEqual(150);
    expect(queriesOf(second)?.lowerBound ?? true).toBe(true);
    expect(samplesOf(second, 'QUERY_LATENCY_MS')).toEqual([]);
    expect(outcomes(second)['statements']).toBe('provider-error');
    expect(attemptOf(second, 'statements')?.action).toContain('pg_stat_statements.max');
  });

  it('count on from a reset in between, as a lower bound', async () => {
    const clock = settableClock(NOW);
    const url = server.url('app', 'app');
    const first = await collect(url, { clock });
    server.sql('select pg_stat_statements_reset()');
    const app = await connected(url);
    for (let sent = 0; sent < 7; sent += 1) await app.query('select count(*) from pg_am');
    await app.end();
    clock.set(NOW + 900);
    const second = await collect(url, { clock, cursors: first.cursors });
    // What is asked as the statistics begin may be counted or not.
    expect(queriesOf(second)?.value).toBeGreaterThanOrEqual(7);
    expect(queriesOf(second)?.value).toBeLessThanOrEqual(9);
    expect(queriesOf(second)?.lowerBound).toBe(true);
  });

  it('take nothing of another server with a history of its own', async () => {
    const clock = settableClock(NOW);
    const other = await startPostgresServer({ settings: ['shared_preload_libraries=pg_stat_statements'] });
    try {
      other.sql('create extension pg_stat_statements');
      const app = await connected(other.url());
      for (let sent = 0; sent < 500; sent += 1) await app.query('select 1');
      await app.end();
      await wait(1_100);
      const first = await collect(server.url('app', 'app'), { clock });
      clock.set(NOW + 900);
      const second = await collect(other.url(), { clock, cursors: first.cursors });
      expect(samplesOf(second, 'QUERIES_PER_DAY')).toEqual([]);
      expect(samplesOf(second, 'CACHE_HIT_RATE')).toEqual([]);
      expect(outcomes(second)['statements']).toBe('provider-error');
      clock.set(NOW + 1_800);
      const third = await collect(other.url(), { clock, cursors: second.cursors });
      expect(queriesOf(third)).toMatchObject({ value: 0, lowerBound: true });
    } finally {
      await other.stop();
    }
  });

  it('take nothing of the reading of an older Headroom, which counted other statements', async () => {
    const clock = settableClock(NOW);
    const old = {
      statements: {
        counter: { at: NOW - 900, value: 12, runId: '1795500000', day: '2026-11-24', dayTotal: 5, lowerBound: false },
        totalMs: 3,
      },
    };
    const result = await collect(server.url('app', 'app'), { clock, cursors: old });
    expect(queriesOf(result)).toMatchObject({ value: 5, lowerBound: true });
    expect(outcomes(result)['statements']).toBe('ok');
  });
});

describe('what sessions do', () => {
  it('is never below zero: a session that begins after our own statement did is looked at by the clock', async () => {
    const url = server.url('app', 'app');
    const busy = await connected(url);
    const asked: number[] = [];
    const running = (async () => {
      for (let sent = 0; sent < 400; sent += 1) await busy.query('select 1');
    })();
    for (let read = 0; read < 5; read += 1) {
      const result = await collect(url);
      expect(outcomes(result)['activity']).toBe('ok');
      asked.push(
        ...['LONGEST_QUERY_SECONDS', 'IDLE_IN_TRANSACTION_SECONDS'].map(
          (metric) => samplesOf(result, metric)[0]?.value ?? -1,
        ),
      );
    }
    await running;
    await busy.end();
    expect(asked.every((value) => value >= 0)).toBe(true);
  });

  it('is told to a member of pg_monitor only where it has its rights', async () => {
    const idle = await connected(server.url('app', 'app'));
    await idle.query('begin; select 1');
    await wait(1_100);
    const aloof = await collect(server.url('aloof', 'aloof'));
    expect(outcomes(aloof)['activity']).toBe('not-permitted');
    expect(samplesOf(aloof, 'IDLE_IN_TRANSACTION_SECONDS')).toEqual([]);
    expect(attemptOf(aloof, 'activity')?.action).toBe('Run: alter role "aloof" inherit;');
    server.sql('alter role aloof inherit');
    const after = await collect(server.url('aloof', 'aloof'));
    server.sql('alter role aloof noinherit');
    expect(samplesOf(after, 'IDLE_IN_TRANSACTION_SECONDS')[0]?.value).toBeGreaterThanOrEqual(1);
    await idle.end();
  });
});

describe('connections', () => {
  const limitOf = (result: CollectionResult, metric: string) =>
    result.facts.limits?.find((limit) => limit.metric === metric)?.value;

  it('of a role with a limit of its own are beside those of the server', async () => {
    const app = await connected(server.url('few', 'few'));
    const result = await collect(server.url('few', 'few'));
    expect(samplesOf(result, 'ROLE_CONNECTIONS')[0]?.value).toBe(2);
    expect(limitOf(result, 'ROLE_CONNECTIONS')).toBe(2);
    expect(samplesOf(result, 'CONNECTIONS')[0]?.value).toBe(2);
    expect(limitOf(result, 'CONNECTIONS')).toBe(27);
    const second = await connected(server.url('few', 'few'));
    const refused = await collect(server.url('few', 'few'));
    expect(outcomes(refused)['size']).toBe('provider-error');
    expect(refused.attempts[0]?.message).toContain('The role few has no free connection');
    await Promise.all([app.end(), second.end()]);
  });

  it('of a role that only Headroom uses are no figure', async () => {
    const result = await collect(server.url('few', 'few'));
    expect(samplesOf(result, 'ROLE_CONNECTIONS')).toEqual([]);
    expect(limitOf(result, 'ROLE_CONNECTIONS')).toBeUndefined();
  });

  it('of a database with a limit of its own', async () => {
    server.sql('create database small');
    server.sql('alter database small connection limit 4');
    const app = await connected(server.url('app', 'app', 'small'));
    const result = await collect(server.url('app', 'app', 'small'));
    expect(samplesOf(result, 'DATABASE_CONNECTIONS')[0]?.value).toBe(2);
    expect(limitOf(result, 'DATABASE_CONNECTIONS')).toBe(4);
    await app.end();
  });

  it('do not include the workers of a parallel query', async () => {
    const app = await connected(server.url('app', 'app'));
    await app.query('create table wide as select i, md5(i::text) as text from generate_series(1, 50000) i');
    await app.query('analyze wide');
    await app.query(
      'set parallel_setup_cost = 0; set parallel_tuple_cost = 0; set min_parallel_table_scan_size = 0; set max_parallel_workers_per_gather = 3',
    );
    // Sleeps at every row, in all workers: it goes on until it is ended below.
    const slow = app.query('select count(pg_sleep(0.001)) from wide').catch(() => null);
    const countWorkers = () =>
      Number(server.sql("select count(*) from pg_stat_activity where backend_type = 'parallel worker'"));
    let workers = 0;
    for (let tries = 0; tries < 60 && workers === 0; tries += 1) {
      await wait(100);
      workers = countWorkers();
    }
    expect(workers).toBeGreaterThan(0);
    const result = await collect(server.url('aloof', 'aloof'));
    const member = await collect(server.url('app', 'app'));
    // They were there all the time.
    expect(countWorkers()).toBe(workers);
    server.sql("select pg_terminate_backend(pid) from pg_stat_activity where usename = 'app'");
    await slow;
    expect(samplesOf(member, 'CONNECTIONS')[0]?.value).toBe(2);
    // A role that may not see it says so.
    expect(attemptOf(result, 'connections')).toMatchObject({
      outcome: 'ok',
      message: expect.stringContaining('parallel'),
    });
  });
});
