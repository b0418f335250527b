import type { ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { createServer } from 'node:net';
import { gzipSync } from 'node:zlib';
import { describe, expect, it, onTestFinished } from 'vitest';
import { systemClock } from '#main/clock';
import type { HttpRequest } from '#main/http/http-client';
import type { Result } from '#shared/domain/failure';
import { client, json, serve } from './served';

/** Far above what any of these takes, and far below what a hang takes. */
const SOON_MS = 2_500;

/** Writes `piece` every `every` milliseconds until the other side is gone; tells when that was. */
function drip(response: ServerResponse, piece: string | Uint8Array, every = 20): Promise<void> {
  const timer = setInterval(() => response.write(piece), every);
  return new Promise((resolve) =>
    response.on('close', () => {
      clearInterval(timer);
      resolve();
    }),
  );
}

/** Writes `piece` as fast as it is read. */
function pour(response: ServerResponse, piece: string | Uint8Array): Promise<void> {
  const more = () => {
    while (!response.destroyed && response.write(piece));
  };
  response.on('drain', more);
  more();
  return new Promise((resolve) => response.on('close', () => resolve()));
}

/** A server that answers with bare bytes, so that headers can drip too. */
async function bare(onConnection: (socket: Socket) => void): Promise<{ url: string; closed: Promise<void> }> {
  const server = createServer((socket) => {
    socket.on('error', () => undefined);
    socket.once('data', () => onConnection(socket));
  });
  const closed = new Promise<void>((resolve) =>
    server.once('connection', (socket) => socket.once('close', () => resolve())),
  );
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void server.close());
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`, closed };
}

async function timed<T>(work: Promise<T>): Promise<T> {
  const before = performance.now();
  const result = await work;
  expect(performance.now() - before).toBeLessThan(SOON_MS);
  return result;
}

const ask = (request: HttpRequest): Promise<Result<unknown>> =>
  client().request({ from: 'Vercel', attempts: 1, ...request });
const stream = (request: HttpRequest, onLine: (line: string) => void = () => undefined) =>
  client().lines({ from: 'Vercel', attempts: 1, ...request }, onLine);

const askBy = (kind: 'request' | 'lines', request: HttpRequest): Promise<Result<unknown>> =>
  kind === 'request' ? ask(request) : stream(request);

describe('a body that never ends', () => {
  it('ends by its time, byte by byte, and the connection is closed', async () => {
    let gone: Promise<void> | undefined;
    const server = await serve((_, response) => {
      response.writeHead(200, { 'content-type': 'application/json' });
      gone = drip(response, ' ');
    });
    const result = await timed(ask({ url: server.url, timeoutMs: 300 }));
    expect(result).toMatchObject({ ok: false, failure: { code: 'timeout', retryable: true } });
    expect(result.ok ? '' : result.failure.message).toBe('Vercel did not finish its answer within 1 seconds.');
    await timed(gone ?? Promise.reject(new Error('never asked')));
  });

  it('ends by its size, packed or not, and the connection is closed', async () => {
    for (const packed of [false, true]) {
      let gone: Promise<void> | undefined;
      const server = await serve((_, response) => {
        response.writeHead(200, packed ? { 'content-encoding': 'gzip' } : {});
        gone = pour(response, packed ? gzipSync(Buffer.alloc(2 ** 24)) : Buffer.alloc(2 ** 16));
      });
      const result = await timed(ask({ url: server.url, maxBytes: 2 ** 20 }));
      expect(result).toMatchObject({ ok: false, failure: { code: 'too-large' } });
      await timed(gone ?? Promise.reject(new Error('never asked')));
    }
  });

  it('takes little room when it comes in a great many small pieces', async () => {
    const piece = Buffer.from('1\r\n \r\n'.repeat(10_000));
    const server = await bare((socket) => {
      socket.write('HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n');
      const more = () => {
        while (!socket.destroyed && socket.write(piece));
      };
      socket.on('drain', more);
      more();
    });
    const before = process.memoryUsage().heapUsed;
    const result = await ask({ url: server.url, maxBytes: 500_000 });
    expect(result).toMatchObject({ ok: false, failure: { code: 'too-large' } });
    expect(process.memoryUsage().heapUsed - before).toBeLessThan(200 * 2 ** 20);
  });
});

describe('headers that never end', () => {
  it.each(['request', 'lines'] as const)('end by the time of a %s', async (kind) => {
    const server = await bare((socket) => {
      socket.write('HTTP/1.1 200 OK\r\nx: ');
      const timer = setInterval(() => socket.write('a'), 20);
      socket.on('close', () => clearInterval(timer));
    });
    const result = await timed(askBy(kind, { url: server.url, timeoutMs: 300 }));
    expect(result).toMatchObject({
      ok: false,
      failure: { code: 'timeout', message: 'Vercel did not answer in time.' },
    });
    await timed(server.closed);
  });

  it('end by their size', async () => {
    const server = await bare((socket) => {
      socket.write(`HTTP/1.1 200 OK\r\n${'x: y\r\n'.repeat(100_000)}`);
    });
    expect(await timed(ask({ url: server.url }))).toMatchObject({ ok: false, failure: { code: 'bad-response' } });
    await timed(server.closed);
  });

  it('end when it is one "please wait" after the other', async () => {
    const server = await bare((socket) => {
      const timer = setInterval(() => socket.write('HTTP/1.1 103 Early Hints\r\n\r\n'), 20);
      socket.on('close', () => clearInterval(timer));
    });
    expect(await timed(ask({ url: server.url, timeoutMs: 300 }))).toMatchObject({
      ok: false,
      failure: { code: 'timeout' },
    });
    await timed(server.closed);
  });
});

describe('an error whose body never ends', () => {
  it.each([
    ['request', 500, 'provider-error'],
    ['lines', 500, 'provider-error'],
    ['request', 401, 'invalid-credential'],
    ['lines', 403, 'not-permitted'],
  ] as const)('a %s with %i is what its status says, and the connection is closed', async (kind, status, code) => {
    for (const flow of [pour, drip]) {
      let gone: Promise<void> | undefined;
      const server = await serve((_, response) => {
        response.writeHead(status, { 'content-type': 'application/json' });
        gone = flow(response, '{"error":'.padEnd(flow === pour ? 65_536 : 9));
      });
      const limits = kind === 'request' ? { timeoutMs: 300 } : { totalMs: 300 };
      const result = await timed(askBy(kind, { url: server.url, ...limits }));
      expect(result).toMatchObject({ ok: false, failure: { code } });
      await timed(gone ?? Promise.reject(new Error('never asked')));
    }
  });

  it('is not waited for as long as a good answer', async () => {
    const server = await serve((_, response) => {
      response.writeHead(503, { 'retry-after': '600' });
      void drip(response, ' ');
    });
    const before = performance.now();
    const result = await ask({ url: server.url, timeoutMs: 60_000 });
    expect(result).toMatchObject({ ok: false, failure: { code: 'provider-error' } });
    expect(result.ok ? 0 : result.failure.retryAt).toBeGreaterThan(0);
    expect(performance.now() - before).toBeLessThan(8_000);
  });
});

describe('a stream that never ends', () => {
  it.each([
    ['by its time, line by line', drip, '{"a":1}\n', { totalMs: 300 }, 'timeout'],
    ['by its count of lines', pour, '{"a":1}\n'.repeat(1_000), { maxLines: 5_000 }, 'too-large'],
    ['by its count of empty lines', pour, `{"a":1}\n${'\n'.repeat(1_000)}`, { maxLines: 5_000 }, 'too-large'],
    ['by its size', pour, `${JSON.stringify({ a: 'x'.repeat(60_000) })}\n`, { maxBytes: 1_000_000 }, 'too-large'],
    ['by the length of one line', pour, `{"a":1}\n${'x'.repeat(3_000_000)}`, {}, 'bad-response'],
  ] as const)('ends %s, says why, and the connection is closed', async (_, flow, piece, limits, code) => {
    let gone: Promise<void> | undefined;
    const server = await serve((_request, response) => {
      gone = flow(response, piece);
    });
    let seen = 0;
    const result = await timed(
      stream({ url: server.url, ...limits }, () => {
        seen += 1;
      }),
    );
    expect(result).toMatchObject({ ok: true, value: { complete: false, broken: { code } } });
    expect(result.ok && result.value.lines).toBe(seen);
    expect(seen).toBeGreaterThan(0);
    expect(seen).toBeLessThanOrEqual(5_000);
    await timed(gone ?? Promise.reject(new Error('never asked')));
  });

  it('costs little where one long line comes in small pieces', async () => {
    let sent = 0;
    const server = await serve((_, response) => {
      response.socket?.setNoDelay(true);
      const more = () => {
        while (!response.destroyed && response.write('x'.repeat(16))) sent += 16;
      };
      response.on('drain', more);
      more();
    });
    const before = process.cpuUsage();
    const result = await stream({ url: server.url, totalMs: 20_000 });
    expect(result).toMatchObject({ ok: false, failure: { code: 'bad-response' } });
    expect(sent).toBeGreaterThan(1_000_000);
    expect(process.cpuUsage(before).user / 1e6).toBeLessThan(8);
  });

  it('hands over what a full disk threw, not a word about the provider', async () => {
    const server = await serve((_, response) => response.end('{"a":1}\n'));
    const broke = stream({ url: server.url }, () => {
      throw new Error('disk full');
    });
    await expect(broke).rejects.toThrow('disk full');
  });
});

describe('the time of a request in all', () => {
  it('holds over its attempts and the pauses between them', async () => {
    const server = await serve((_, response) => setTimeout(() => json(response, 503, {}, { 'retry-after': '1' }), 150));
    const http = client({ clock: systemClock });
    const result = await timed(http.request({ url: server.url, totalMs: 700, attempts: 50 }));
    expect(result).toMatchObject({ ok: false, failure: { code: 'provider-error' } });
    expect(server.count()).toBeLessThan(3);
  });

  it('holds while it waits behind others at the host', async () => {
    const server = await serve(() => undefined);
    const http = client();
    const held = Array.from({ length: 4 }, () => http.request({ url: server.url, timeoutMs: 1_500 }));
    const result = await timed(http.request({ url: server.url, totalMs: 200 }));
    expect(result).toMatchObject({ ok: false, failure: { code: 'timeout' } });
    await Promise.all(held);
    expect(server.count()).toBe(4);
  });

  it('holds while the system looks for a proxy', async () => {
    const http = client({ proxy: () => new Promise(() => undefined) });
    const result = await timed(http.request({ url: 'https://provider.test/', totalMs: 200 }));
    expect(result).toMatchObject({ ok: false, failure: { code: 'timeout' } });
  });
});

describe('a signal', () => {
  it.each([
    ['before it began', 0, 0],
    ['while it waits behind others', 150, 4],
  ])('stops a request %s', async (_, after, sent) => {
    const server = await serve(() => undefined);
    const http = client();
    const held =
      after === 0 ? [] : Array.from({ length: 4 }, () => http.request({ url: server.url, timeoutMs: 1_500 }));
    const signal = after === 0 ? AbortSignal.abort() : AbortSignal.timeout(after);
    const before = performance.now();
    const result = await http.request({ url: server.url, signal });
    expect(result).toMatchObject({ ok: false, failure: { code: 'cancelled' } });
    expect(performance.now() - before).toBeLessThan(1_000);
    await Promise.all(held);
    expect(server.count()).toBe(sent);
  });

  it.each(['a body', 'an error', 'a stream', 'headers'])('stops %s that drips', async (what) => {
    const server = await serve((_, response) => {
      if (what === 'headers') return;
      response.writeHead(what === 'an error' ? 500 : 200, { 'content-type': 'text/plain' });
      void drip(response, 'x\n');
    });
    const request = { url: server.url, signal: AbortSignal.timeout(150) };
    const result = await timed(askBy(what === 'a stream' ? 'lines' : 'request', request));
    if (what === 'a stream') expect(result).toMatchObject({ ok: true, value: { broken: { code: 'cancelled' } } });
    else expect(result).toMatchObject({ ok: false, failure: { code: 'cancelled' } });
  });

  it('stops the wait for a host that wants to be left alone', async () => {
    const server = await serve((_, response, count) =>
      json(response, count === 1 ? 429 : 200, {}, { 'retry-after': '8' }),
    );
    const http = client({ clock: systemClock });
    await http.request({ url: server.url, attempts: 1 });
    const result = await timed(http.request({ url: server.url, signal: AbortSignal.timeout(150) }));
    expect(result).toMatchObject({ ok: false, failure: { code: 'cancelled' } });
    expect(server.count()).toBe(1);
  });
});
