import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { type AddressInfo, connect, createServer, type Server, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import tls from 'node:tls';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { VercelPostgresMonitor } from '#main/providers/postgres/monitors/vercel-postgres-monitor';
import { VercelKVMonitor } from '#main/providers/redis/monitors/vercel-kv-monitor';
import { collectionContext, outcomes } from '../support/collection-context';
import { makeCertificate, startRedisServer } from '../support/redis-server';

const VISIT_MS = 600;
const redis = new VercelKVMonitor({ connect: 5_000, visit: VISIT_MS });
const postgres = new VercelPostgresMonitor({ connect: 5_000, query: 5_000, session: VISIT_MS });

const servers: Server[] = [];
const open = new Set<Socket>();
let before = 0;

/** A server that does what `behave` says to each connection. Leaves its own side open after the other's goodbye. */
async function hostile(behave: (socket: Socket) => void): Promise<number> {
  const server = createServer({ allowHalfOpen: true }, (socket) => {
    open.add(socket);
    socket.on('close', () => open.delete(socket));
    socket.on('error', () => undefined);
    behave(socket);
  });
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return (server.address() as AddressInfo).port;
}

/** The socket, once `begin` was written. */
function begun(socket: Socket, begin: string | Uint8Array): Socket {
  socket.write(typeof begin === 'string' ? Buffer.from(begin, 'latin1') : begin);
  return socket;
}

function drip(socket: Socket, piece: string | Uint8Array = 'a'): void {
  const timer = setInterval(() => socket.write(piece), 20);
  socket.on('close', () => clearInterval(timer));
}

const BLOCK = Buffer.alloc(65_536, 'a');

function pour(socket: Socket): void {
  const more = () => {
    while (!socket.destroyed && socket.write(BLOCK));
  };
  socket.on('drain', more);
  more();
}

/** The visit was over soon, and no connection is left; one with a server that does not close is noticed by its error. */
async function expectOver(): Promise<void> {
  expect(performance.now() - before).toBeLessThan(3_000);
  for (let waited = 0; open.size > 0 && waited < 100; waited += 1) {
    for (const socket of open) socket.write('a');
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
  expect(open.size).toBe(0);
}

beforeEach(() => {
  before = performance.now();
});
afterEach(() => {
  for (const socket of open) socket.destroy();
  for (const server of servers.splice(0)) server.close();
});

describe('a Redis', () => {
  const collect = (url: string, signal?: AbortSignal) =>
    redis.collectMetrics(collectionContext({ provider: 'redis', credentials: { url }, signal }));

  it.each([
    ['answers a byte now and then', (socket: Socket) => socket.once('data', () => drip(begun(socket, '+')))],
    ['never answers', () => undefined],
  ])('that %s ends by its time', async (_, behave) => {
    const result = await collect(`redis://127.0.0.1:${await hostile(behave)}`);
    expect(outcomes(result)).toEqual({ info: 'timeout', latency: 'timeout' });
    await expectOver();
  });

  it.each(['$999999999999\r\n', '+', '*999999999\r\n$9\r\n', '%1\r\n+a\r\n$2000000000\r\n'])(
    'whose answer of %j never ends is cut off by its size',
    async (begin) => {
      const port = await hostile((socket) =>
        socket.once('data', () => {
          socket.write(begin);
          pour(socket);
        }),
      );
      const result = await collect(`redis://127.0.0.1:${port}`);
      expect(outcomes(result)).toEqual({ info: 'too-large', latency: 'too-large' });
      expect(result.attempts[0]?.message).toContain(`127.0.0.1:${port}`);
      await expectOver();
    },
  );

  it.each([
    ['drips', (socket: Socket) => drip(socket), 'timeout'],
    ['says nothing', () => undefined, 'timeout'],
  ] as const)('whose TLS handshake %s ends by its time', async (_, behave, code) => {
    const port = await hostile((socket) =>
      socket.once('data', () => {
        socket.write(Buffer.from([0x16, 3, 3, 0x40, 0, 2, 0, 0x3f, 0xfc]));
        behave(socket);
      }),
    );
    const result = await collect(`rediss://127.0.0.1:${port}`);
    expect(outcomes(result)['info']).toBe(code);
    await expectOver();
  });

  it('behind TLS is cut off by its size as well', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'headroom-endless-'));
    const { certFile, keyFile } = makeCertificate(folder);
    const server = tls.createServer({ cert: readFileSync(certFile), key: readFileSync(keyFile) }, (socket) => {
      socket.on('error', () => undefined);
      socket.once('data', () => {
        socket.write('$999999999999\r\n');
        pour(socket);
      });
    });
    servers.push(server);
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const trusted = tls.getCACertificates('default');
    tls.setDefaultCACertificates([...trusted, readFileSync(certFile, 'utf8')]);
    try {
      const result = await collect(`rediss://localhost:${(server.address() as AddressInfo).port}`);
      expect(outcomes(result)).toEqual({ info: 'too-large', latency: 'too-large' });
      await expectOver();
    } finally {
      tls.setDefaultCACertificates(trusted);
      rmSync(folder, { recursive: true });
    }
  });

  it('that stops answering after its state keeps the state', async () => {
    const store = await startRedisServer();
    try {
      const port = await hostile((socket) => {
        const onward = connect(store.port, '127.0.0.1');
        socket.on('data', (chunk) => {
          if (!chunk.includes('PING')) onward.write(chunk);
        });
        onward.pipe(socket);
        socket.on('close', () => onward.destroy());
      });
      expect(outcomes(await collect(`redis://127.0.0.1:${port}`))).toEqual({ info: 'ok', latency: 'timeout' });
    } finally {
      await store.stop();
    }
  });

  it.each(['redis', 'rediss'])(
    'over %s is not visited once the signal has fired, and left at once when it fires',
    async (scheme) => {
      const port = await hostile((socket) => drip(socket));
      for (const signal of [AbortSignal.abort(), AbortSignal.timeout(100)]) {
        const start = performance.now();
        expect(outcomes(await collect(`${scheme}://127.0.0.1:${port}`, signal))['info']).toBe('cancelled');
        expect(performance.now() - start).toBeLessThan(VISIT_MS - 100);
      }
      await expectOver();
    },
  );
});

const AUTHENTICATED = Buffer.from('R\0\0\0\x08\0\0\0\0Z\0\0\0\x05I', 'latin1');
const REFUSED = Buffer.from('E\0\0\0\x17SERROR\0CXX000\0Mno\0\0Z\0\0\0\x05I', 'latin1');
/** They speak at once, without a word on TLS: what does that when it is asked for TLS is no Postgres. */
const CLEAR = '?sslmode=disable';
/** A row of a gigabyte begins. */
const ROW = Buffer.from('D\x3f\0\0\0\0\x01\x3e\0\0\0', 'latin1');

describe('a Postgres', () => {
  const collect = (port: number, more = '', signal?: AbortSignal) =>
    postgres.collectMetrics(
      collectionContext({
        provider: 'postgres',
        credentials: { url: `postgres://a:b@127.0.0.1:${port}/x${more}` },
        signal,
      }),
    );
  const afterLogin = (behave: (socket: Socket) => void) => (socket: Socket) =>
    socket.once('data', () => {
      socket.write(AUTHENTICATED);
      socket.once('data', () => behave(socket));
    });

  it.each([
    ['drips its greeting', (socket: Socket) => drip(begun(socket, 'R\x3f')), CLEAR, 'timeout'],
    ['pours its greeting', (socket: Socket) => pour(begun(socket, 'R\x3f\0\0\0')), CLEAR, 'too-large'],
    ['drips its rows', afterLogin((socket) => drip(begun(socket, ROW))), CLEAR, 'timeout'],
    ['pours its rows', afterLogin((socket) => pour(begun(socket, ROW))), CLEAR, 'too-large'],
    [
      'drips after the word for TLS',
      (socket: Socket) =>
        socket.once('data', () => drip(begun(socket, 'S'), Buffer.from([0x16, 3, 3, 0x40, 0, 2, 0, 0x3f]))),
      '?sslmode=no-verify',
      'timeout',
    ],
    ['says nothing to the word for TLS', () => undefined, '?sslmode=require', 'timeout'],
  ] as const)('that %s ends', async (_, behave, more, code) => {
    const result = await collect(await hostile(behave), more);
    expect(new Set(Object.values(outcomes(result)))).toEqual(new Set([code]));
    await expectOver();
  });

  it('that refuses every query and never closes is left all the same', async () => {
    const port = await hostile(
      afterLogin((socket) => {
        socket.write(REFUSED);
        socket.on('data', () => socket.write(REFUSED));
      }),
    );
    const result = await collect(port, CLEAR);
    expect(outcomes(result)['size']).toBe('provider-error');
    await expectOver();
  });

  it('is not visited once the signal has fired, and left at once when it fires', async () => {
    const port = await hostile((socket) => drip(begun(socket, 'R\x3f')));
    for (const signal of [AbortSignal.abort(), AbortSignal.timeout(100)]) {
      const start = performance.now();
      expect(outcomes(await collect(port, CLEAR, signal))['size']).toBe('cancelled');
      expect(performance.now() - start).toBeLessThan(VISIT_MS - 100);
    }
    await expectOver();
  });
});
