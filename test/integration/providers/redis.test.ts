import { readFileSync } from 'node:fs';
import { type AddressInfo, createServer, type Server } from 'node:net';
import tls from 'node:tls';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { settableClock } from '#main/clock';
import type { CollectionResult } from '#main/providers/monitor';
import { VercelKVMonitor } from '#main/providers/redis/monitors/vercel-kv-monitor';
import { redis } from '#main/providers/redis/provider';
import { collectionContext, NOW, outcomes, samplesOf } from '../support/collection-context';
import { type RedisServer, startRedisServer } from '../support/redis-server';

const monitor = new VercelKVMonitor({ connect: 1_000, visit: 1_500 });
const servers: { stop(): Promise<void> }[] = [];

async function server(...args: Parameters<typeof startRedisServer>): Promise<RedisServer> {
  const started = await startRedisServer(...args);
  servers.push(started);
  return started;
}

function collect(url: string, more: Partial<Parameters<typeof collectionContext>[0]> = {}) {
  return monitor.collectMetrics(collectionContext({ provider: 'redis', credentials: { url }, ...more }));
}

afterEach(async () => {
  for (const one of servers.splice(0)) await one.stop();
});

describe('a real Redis', () => {
  it('gives storage, connections, keys, latency and its own limits', async () => {
    const store = await server({ args: ['--maxmemory', '30mb', '--maxmemory-policy', 'noeviction'] });
    store.cli('EVAL', "for i=1,500 do redis.call('SET','k'..i,string.rep('x',1000)) end", '0');
    const used = Number(/used_memory:(\d+)/.exec(store.cli('INFO', 'memory'))?.[1]);
    const result = await collect(`redis://127.0.0.1:${store.port}`);
    expect(outcomes(result)).toEqual({ info: 'ok', latency: 'ok' });
    const [storage] = samplesOf(result, 'STORAGE_MB');
    expect(storage).toMatchObject({ service: 'VERCEL_KV', kind: 'gauge', unit: 'MB', time: NOW, source: 'redis:INFO' });
    expect(storage?.value).toBeGreaterThan(0.5);
    expect(Math.abs((storage?.value ?? 0) - used / 1024 / 1024)).toBeLessThan(0.2);
    expect(samplesOf(result, 'KEYS')[0]?.value).toBe(500);
    expect(samplesOf(result, 'CONNECTIONS')[0]?.value).toBe(1);
    const latency = samplesOf(result, 'LATENCY_MS')[0]?.value ?? 0;
    expect(latency).toBeGreaterThan(0);
    expect(latency).toBeLessThan(50);
    expect(result.facts.limits).toContainEqual(
      expect.objectContaining({ metric: 'STORAGE_MB', value: 30, unit: 'MB', atLimit: 'hard' }),
    );
    expect(result.facts.limits).toContainEqual(expect.objectContaining({ metric: 'CONNECTIONS', value: 10000 }));
  });

  it('sends INFO and PING only', async () => {
    const store = await server();
    store.cli('CONFIG', 'RESETSTAT');
    await collect(`redis://127.0.0.1:${store.port}`);
    const sent = [...store.cli('INFO', 'commandstats').matchAll(/cmdstat_(\S+?):calls=(\d+)/g)]
      .map(([, name, calls]) => [name, Number(calls)])
      .filter(([name]) => name !== 'config|resetstat');
    expect(Object.fromEntries(sent)).toEqual({ info: 1, ping: 6 });
  });

  it('counts commands of the day between two readings, and marks the first day as a lower bound', async () => {
    const store = await server();
    const url = `redis://127.0.0.1:${store.port}`;
    const clock = settableClock(NOW);
    const first = await collect(url, { clock });
    expect(samplesOf(first, 'COMMANDS_PER_DAY')).toEqual([]);
    for (let sent = 0; sent < 100; sent += 20) store.cli('EVAL', "for i=1,19 do redis.call('SET','a',i) end", '0');
    clock.set(NOW + 900);
    // Uptime is real, so the server must look older than the fifteen minutes that the clock moved.
    const second = await collect(url, { clock, cursors: withoutRestartSigns(first.cursors) });
    const [commands] = samplesOf(second, 'COMMANDS_PER_DAY');
    expect(commands).toMatchObject({ kind: 'daily', zone: 'UTC', time: NOW - 36_000, lowerBound: true });
    expect(commands?.value).toBeGreaterThanOrEqual(100);
  });

  it('goes on after a restart in the middle, as a lower bound', async () => {
    const store = await server();
    const url = `redis://127.0.0.1:${store.port}`;
    const clock = settableClock(NOW);
    const first = await collect(url, { clock });
    store.cli('EVAL', "for i=1,5000 do redis.call('SET','a',i) end", '0');
    await store.restart();
    store.cli('EVAL', "for i=1,50 do redis.call('SET','a',i) end", '0');
    clock.set(NOW + 900);
    const second = await collect(url, { clock, cursors: first.cursors });
    const [commands] = samplesOf(second, 'COMMANDS_PER_DAY');
    expect(commands?.lowerBound).toBe(true);
    expect(commands?.value).toBeGreaterThanOrEqual(50);
    expect(commands?.value).toBeLessThan(200);
  });

  it('notices statistics that were reset without a restart', async () => {
    const store = await server();
    const url = `redis://127.0.0.1:${store.port}`;
    const clock = settableClock(NOW);
    store.cli('EVAL', "for i=1,5000 do redis.call('SET','a',i) end", '0');
    const first = await collect(url, { clock });
    store.cli('CONFIG', 'RESETSTAT');
    clock.set(NOW + 1);
    const second = await collect(url, { clock, cursors: first.cursors });
    expect(samplesOf(second, 'COMMANDS_PER_DAY')[0]?.value).toBeLessThan(100);
  });

  it('works with the least of rights', async () => {
    const store = await server();
    store.cli(
      'ACL',
      'SETUSER',
      'headroom',
      'on',
      '>s3cret-word',
      'resetkeys',
      'resetchannels',
      '-@all',
      '+info',
      '+ping',
    );
    const result = await collect(`redis://headroom:s3cret-word@127.0.0.1:${store.port}`);
    expect(outcomes(result)).toEqual({ info: 'ok', latency: 'ok' });
  });

  it('says exactly which rights are missing, and keeps the latency', async () => {
    const store = await server();
    store.cli('ACL', 'SETUSER', 'poor', 'on', '>s3cret-word', '-@all', '+ping');
    const result = await collect(`redis://poor:s3cret-word@127.0.0.1:${store.port}`);
    expect(outcomes(result)).toEqual({ info: 'not-permitted', latency: 'ok' });
    expect(result.attempts[0]?.action).toContain('+info +ping');
    expect(JSON.stringify(result)).not.toContain('s3cret-word');
  });

  it('takes a password with special characters', async () => {
    const store = await server({ password: 'a/b@c:d' });
    const result = await collect(`redis://:${encodeURIComponent('a/b@c:d')}@127.0.0.1:${store.port}/0`);
    expect(outcomes(result)).toEqual({ info: 'ok', latency: 'ok' });
  });

  it.each([
    ['a wrong password', 'redis://:wrong-pass-word@'],
    ['no password', 'redis://'],
  ])('names %s, and never says it', async (_, prefix) => {
    const store = await server({ password: 'right-password' });
    const result = await collect(`${prefix}127.0.0.1:${store.port}`);
    expect(outcomes(result)).toEqual({ info: 'invalid-credential', latency: 'invalid-credential' });
    expect(JSON.stringify(result)).not.toContain('wrong-pass-word');
  });

  it('says when there are too many clients', async () => {
    const store = await server({ args: ['--maxclients', '1'] });
    const { createClient } = await import('@redis/client');
    const other = createClient({ url: `redis://127.0.0.1:${store.port}` });
    other.on('error', () => undefined);
    await other.connect();
    const result = await collect(`redis://127.0.0.1:${store.port}`);
    expect(outcomes(result)['info']).toBe('provider-error');
    expect(result.attempts[0]?.message).toContain('highest number of clients');
    other.destroy();
  });
});

describe('TLS', () => {
  let store: RedisServer;
  beforeAll(async () => {
    store = await startRedisServer({ tls: true });
  });
  afterAll(() => store.stop());

  it('explains a certificate that nobody vouches for', async () => {
    const result = await collect(`rediss://127.0.0.1:${store.port}`);
    expect(outcomes(result)).toEqual({ info: 'tls', latency: 'tls' });
    expect(result.attempts[0]?.message).toContain('signed by itself');
  });

  it('explains a port that does not speak TLS', async () => {
    const plain = await server();
    const result = await collect(`rediss://127.0.0.1:${plain.port}`);
    expect(['tls', 'unreachable', 'timeout']).toContain(outcomes(result)['info']);
  });

  it('connects where the certificate is trusted', async () => {
    const before = tls.getCACertificates('default');
    tls.setDefaultCACertificates([...before, readFileSync(store.caFile, 'utf8')]);
    try {
      const result = await collect(`rediss://localhost:${store.port}`);
      expect(outcomes(result)).toEqual({ info: 'ok', latency: 'ok' });
    } finally {
      tls.setDefaultCACertificates(before);
    }
  });
});

describe('what does not answer', () => {
  it('says that nobody listens', async () => {
    const result = await collect('redis://127.0.0.1:1');
    expect(outcomes(result)).toEqual({ info: 'unreachable', latency: 'unreachable' });
    expect(result.attempts[0]?.message).toBe('127.0.0.1:1 refuses the connection.');
  });

  it('gives up on a server that hangs', async () => {
    const silent: Server = createServer(() => undefined);
    await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve));
    const { port } = silent.address() as AddressInfo;
    const controller = new AbortController();
    setTimeout(() => controller.abort(), 200);
    const result: CollectionResult = await collect(`redis://127.0.0.1:${port}`, { signal: controller.signal });
    expect(outcomes(result)).toEqual({ info: 'cancelled', latency: 'cancelled' });
    const slow = await collect(`redis://127.0.0.1:${port}`);
    expect(outcomes(slow)['info']).toBe('timeout');
    silent.close();
  });

  it.each(['nonsense', 'http://example.test', 'redis://'])('refuses the address %j', async (url) => {
    expect(outcomes(await collect(url))).toEqual({ info: 'invalid-input', latency: 'invalid-input' });
  });

  it('says when nothing is configured', async () => {
    const result = await monitor.collectMetrics(collectionContext({ provider: 'redis' }));
    expect(outcomes(result)).toEqual({ info: 'not-configured', latency: 'not-configured' });
  });
});

describe('verify', () => {
  it('names the host and what may be read', async () => {
    const store = await server();
    const context = collectionContext({ provider: 'redis', credentials: { url: `redis://127.0.0.1:${store.port}` } });
    expect(await redis.verify(context)).toMatchObject({
      ok: true,
      value: {
        title: '127.0.0.1',
        settings: { kind: 'redis' },
        capabilities: [
          { capability: 'info', outcome: 'ok' },
          { capability: 'latency', outcome: 'ok' },
        ],
      },
    });
  });
});

describe('getPlanLimits', () => {
  it.each([
    ['free', 30, 10_000],
    ['pro', 512, 100_000],
    ['enterprise', null, null],
  ])('answers the client’s own figures for %s', (plan, storage, commands) => {
    const limits = monitor.getPlanLimits(plan);
    const included = (metric: string) => limits.find((limit) => limit.metric === metric)?.included ?? null;
    expect(included('STORAGE_MB')).toBe(storage);
    expect(included('COMMANDS_PER_DAY')).toBe(commands);
  });
});

describe('calculateCosts', () => {
  it.each([
    ['free', 0],
    ['pro', 1_000_000],
    ['enterprise', null],
  ])('is the fee of the client’s own plan %s', (plan, micros) => {
    expect(monitor.calculateCosts({ VERCEL_KV_STORAGE_MB: 20 }, plan).total).toBe(micros);
  });
});

/** The server of a test is seconds old while the clock moves by minutes: take out what would show that. */
function withoutRestartSigns(cursors: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const counters = cursors['counters'] as Record<string, Record<string, unknown>>;
  return { ...cursors, counters: { ...counters, commands: { ...counters['commands'], at: NOW + 899 } } };
}
