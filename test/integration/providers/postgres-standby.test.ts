import { setTimeout as wait } from 'node:timers/promises';
import pg from 'pg';
import { expect, it } from 'vitest';
import { settableClock } from '#main/clock';
import { VercelPostgresMonitor } from '#main/providers/postgres/monitors/vercel-postgres-monitor';
import { collectionContext, NOW, outcomes, samplesOf } from '../support/collection-context';
import { startPostgresServer } from '../support/postgres-server';
import { startStandby } from '../support/postgres-standby';

const monitor = new VercelPostgresMonitor({ connect: 3_000, query: 3_000 });
const PRELOADED = ['shared_preload_libraries=pg_stat_statements'];

it('a standby is read like any other, and takes over without its past', async () => {
  const primary = await startPostgresServer({ settings: PRELOADED });
  primary.sql('create extension pg_stat_statements');
  const standby = await startStandby(primary, PRELOADED);
  try {
    const clock = settableClock(NOW);
    const collect = (port: number, cursors = {}) =>
      monitor.collectMetrics(
        collectionContext({
          provider: 'postgres',
          credentials: { url: `postgres://postgres:postgres@127.0.0.1:${port}/postgres` },
          clock,
          cursors,
        }),
      );
    const reader = new pg.Client({
      connectionString: `postgres://postgres:postgres@127.0.0.1:${standby.port}/postgres`,
    });
    await reader.connect();
    for (let sent = 0; sent < 400; sent += 1) await reader.query('select count(*) from pg_class');
    await reader.end();
    await wait(1_000);
    const first = await collect(primary.port);
    primary.sql('select 1');
    clock.set(NOW + 900);
    const second = await collect(primary.port, first.cursors);
    const known = samplesOf(second, 'QUERIES_PER_DAY')[0]?.value;
    expect(known).toBe(1);
    clock.set(NOW + 1_800);
    const third = await collect(standby.port, second.cursors);
    expect(outcomes(third)).toEqual({
      size: 'ok',
      connections: 'ok',
      latency: 'ok',
      activity: 'ok',
      health: 'ok',
      statements: 'provider-error',
    });
    expect(samplesOf(third, 'QUERIES_PER_DAY')[0]).toMatchObject({ value: known, lowerBound: true });
    expect(samplesOf(third, 'CACHE_HIT_RATE')).toEqual([]);
    clock.set(NOW + 2_700);
    expect(outcomes(await collect(standby.port, third.cursors))['statements']).toBe('ok');
  } finally {
    await standby.stop();
    await primary.stop();
  }
}, 90_000);
