import { setTimeout as wait } from 'node:timers/promises';
import { afterEach, describe, expect, it } from 'vitest';
import { settableClock } from '#main/clock';
import type { CollectionResult } from '#main/providers/monitor';
import { VercelKVMonitor } from '#main/providers/redis/monitors/vercel-kv-monitor';
import { redis } from '#main/providers/redis/provider';
import { collectionContext, NOW, outcomes, samplesOf } from '../support/collection-context';
import { type RedisServer, startRedisServer } from '../support/redis-server';
import { bulk, info, type StandIn, startRedisStandIn } from '../support/redis-stand-in';

const monitor = new VercelKVMonitor({ connect: 1_000, visit: 1_500 });
const servers: { stop(): Promise<void> }[] = [];

async function server(...args: Parameters<typeof startRedisServer>): Promise<RedisServer> {
  const started = await startRedisServer(...args);
  servers.push(started);
  return started;
}

/** A server that says this under INFO; `HELLO` is answered as Redis 7 does. */
async function saying(fields: () => Readonly<Record<string, string | number>>): Promise<StandIn> {
  const started = await startRedisStandIn(([name]) => {
    if (name === 'INFO') return info(fields());
    return name === 'PING' ? '+PONG\r\n' : '%1\r\n+proto\r\n:3\r\n';
  });
  servers.push(started);
  return started;
}

function collect(port: number, more: Partial<Parameters<typeof collectionContext>[0]> = {}) {
  const credentials = { url: `redis://127.0.0.1:${port}` };
  return monitor.collectMetrics(collectionContext({ provider: 'redis', credentials, ...more }));
}

const commandsOf = (result: CollectionResult) => samplesOf(result, 'COMMANDS_PER_DAY')[0];

afterEach(async () => {
  for (const one of servers.splice(0)) await one.stop();
});

describe('another server answers under the same address (a failover)', () => {
  it('does not add what that server has counted in all its life', async () => {
    const [primary, replica] = [await server(), await server()];
    replica.cli('EVAL', "for i=1,50000 do redis.call('GET','a') end", '0');
    // Both must be older than the second that passes between the readings.
    await wait(2_100);
    const clock = settableClock(NOW);
    const first = await collect(primary.port, { clock });
    for (let sent = 0; sent < 8; sent += 1) primary.cli('PING');
    clock.set(NOW + 1);
    const before = await collect(primary.port, { clock, cursors: first.cursors });
    const known = commandsOf(before)?.value ?? 0;
    expect(known).toBeGreaterThanOrEqual(8);
    expect(known).toBeLessThan(50);
    clock.set(NOW + 2);
    const after = await collect(replica.port, { clock, cursors: before.cursors });
    expect(commandsOf(after)).toMatchObject({ value: known, lowerBound: true });
    expect(samplesOf(after, 'HIT_RATE')).toEqual([]);
    expect(outcomes(after)).toEqual({ info: 'provider-error', latency: 'ok' });
    expect(after.attempts[0]?.message).toContain('another server answers in its place');
    clock.set(NOW + 3);
    const later = await collect(replica.port, { clock, cursors: after.cursors });
    expect((commandsOf(later)?.value ?? 0) - known).toBeLessThan(20);
    expect(outcomes(later)['info']).toBe('ok');
  });

  it('counts on where a computer that was asleep finds the same run with a short uptime', async () => {
    const fields = { redis_version: '7.0.15', run_id: 'a'.repeat(40), uptime_in_seconds: 30 };
    let commands = 1_000;
    const store = await saying(() => ({ ...fields, total_commands_processed: commands }));
    const clock = settableClock(NOW);
    const first = await collect(store.port, { clock });
    commands += 40;
    // The clock of this computer was put right meanwhile: fifteen minutes are more than the server is old.
    clock.set(NOW + 900);
    expect(commandsOf(await collect(store.port, { clock, cursors: first.cursors }))?.value).toBe(40);
  });
});

describe('what other servers say', () => {
  // INFO of dragonflydb/dragonfly issue 4693: a count below zero, written without its sign. It has no run_id either.
  it('takes a negative number of clients without its sign for no number', async () => {
    const store = await saying(() => ({
      redis_version: '6.2.6',
      connected_clients: 4_294_964_742,
      maxclients: 10_000,
      used_memory: 1_048_576,
    }));
    const result = await collect(store.port);
    expect(samplesOf(result, 'CONNECTIONS')).toEqual([]);
    expect(samplesOf(result, 'STORAGE_MB')[0]?.value).toBe(1);
    expect(outcomes(result)['info']).toBe('bad-response');
    expect(result.attempts[0]?.message).toContain('connected_clients');
  });

  // Field names of the same INFO.
  it('reads the limit of Dragonfly', async () => {
    const store = await saying(() => ({
      redis_version: '7.4.0',
      dragonfly_version: 'df-v1.31.0',
      redis_mode: 'standalone',
      connected_clients: 3,
      max_clients: 64_000,
      used_memory: 2_097_152,
      maxmemory: 4_194_304,
      cache_mode: 'store',
    }));
    const result = await collect(store.port);
    expect(outcomes(result)).toEqual({ info: 'ok', latency: 'ok' });
    expect(result.facts.limits).toContainEqual(expect.objectContaining({ metric: 'CONNECTIONS', value: 64_000 }));
  });

  it('says of a real node of a cluster that it is one node', async () => {
    const node = await server({ args: ['--cluster-enabled', 'yes'] });
    const result = await collect(node.port);
    expect(outcomes(result)).toEqual({ info: 'ok', latency: 'ok' });
    expect(result.attempts[0]?.message).toContain('one node of a cluster');
    expect(result.facts.limits?.every(({ reason }) => reason.includes('this one node of the cluster'))).toBe(true);
    const credentials = { url: `redis://127.0.0.1:${node.port}` };
    const verified = await redis.verify(collectionContext({ provider: 'redis', credentials }));
    expect(verified).toMatchObject({ value: { capabilities: [{ message: expect.stringContaining('one node') }, {}] } });
  });

  it('says nothing of a cluster elsewhere', async () => {
    expect((await collect((await server()).port)).attempts[0]?.message).toBe('');
  });

  // Proxies and services of the cloud leave fields out: the figure is missing then, and that is said.
  it('says which figures a server does not tell', async () => {
    const store = await saying(() => ({
      redis_version: '7.0.15',
      used_memory: 1_048_576,
      maxmemory: 0,
      maxclients: 9,
    }));
    const result = await collect(store.port);
    expect(samplesOf(result, 'STORAGE_MB')[0]?.value).toBe(1);
    expect(result.attempts[0]).toMatchObject({
      outcome: 'ok',
      message:
        'The store does not say keyspace, total_commands_processed, evicted_keys, keyspace_hits, keyspace_misses, connected_clients (INFO), so there is no figure for it.',
    });
  });

  // INFO of predixy, a proxy: headings of its own, and the fields of each server behind it under the same names.
  it('counts lines that it cannot place', async () => {
    const proxy = await startRedisStandIn(([name]) =>
      name === 'INFO'
        ? bulk(
            '# Proxy\r\nVersion:7.0.1\r\n\r\n# Servers\r\nServer:10.0.0.1:6379\r\nRole:master\r\n\r\nServer:10.0.0.2:6379\r\nRole:slave\r\nodd\r\n',
          )
        : '+PONG\r\n',
    );
    servers.push(proxy);
    const result = await collect(proxy.port);
    expect(result.samples.map(({ metric }) => metric)).toEqual(['LATENCY_MS']);
    expect(result.attempts[0]).toMatchObject({ reading: { rows: 8, notUnderstood: 3 } });
    expect(result.attempts[0]?.message).toContain('does not say');
  });

  it('says of a real Sentinel what it is, and takes no figure of it', async () => {
    const sentinel = await server({ sentinel: true });
    const result = await collect(sentinel.port);
    expect(result.samples.map(({ metric }) => metric)).toEqual(['LATENCY_MS']);
    expect(result.attempts[0]).toMatchObject({
      outcome: 'wrong-credential-kind',
      message: expect.stringContaining('Sentinel'),
    });
    const credentials = { url: `redis://127.0.0.1:${sentinel.port}` };
    const verified = await redis.verify(collectionContext({ provider: 'redis', credentials }));
    expect(verified).toMatchObject({ ok: false, failure: { message: expect.stringContaining('Sentinel') } });
  });
});
