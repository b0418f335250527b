import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { gzipSync } from 'node:zlib';
import { afterEach, describe, expect, it } from 'vitest';
import { settableClock, systemClock } from '#main/clock';
import { createHttpClient, type HttpClientOptions } from '#main/http/client';
import type { HttpRequest } from '#main/http/http-client';

const NOW = 1_795_514_400;
const TOKEN = 'vcp_topsecret0123456789';

type Handler = (request: IncomingMessage, response: ServerResponse, count: number) => void;

const servers: Server[] = [];

async function serve(handler: Handler): Promise<{ url: string; host: string; count: () => number }> {
  let count = 0;
  const server = createServer((request, response) => {
    count += 1;
    handler(request, response, count);
  });
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  return { url: `http://${host}/things`, host, count: () => count };
}

function client(options: Partial<HttpClientOptions> = {}) {
  return createHttpClient({ clock: settableClock(NOW), userAgent: 'Headroom/test', random: () => 0, ...options });
}

function json(response: ServerResponse, status: number, body: unknown, headers: Record<string, string> = {}) {
  response.writeHead(status, { 'content-type': 'application/json; charset=utf-8', ...headers });
  response.end(JSON.stringify(body));
}

afterEach(async () => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  }
});

describe('request', () => {
  it('sends query, headers and user agent, and parses JSON', async () => {
    const server = await serve((request, response) =>
      json(response, 200, {
        url: request.url,
        agent: request.headers['user-agent'],
        auth: request.headers.authorization,
      }),
    );
    const result = await client().request({
      url: server.url,
      query: { a: 1, 'b[]': ['x', 'y'], none: undefined },
      headers: { authorization: `Bearer ${TOKEN}` },
    });
    expect(result).toMatchObject({
      ok: true,
      value: { body: { url: '/things?a=1&b%5B%5D=x&b%5B%5D=y', agent: 'Headroom/test', auth: `Bearer ${TOKEN}` } },
    });
  });

  it('posts JSON', async () => {
    const server = await serve((request, response) => {
      let body = '';
      request.on('data', (chunk) => {
        body += chunk;
      });
      request.on('end', () => json(response, 200, { body, type: request.headers['content-type'] }));
    });
    const result = await client().request({ method: 'POST', url: server.url, json: ['PING'] });
    expect(result).toMatchObject({ ok: true, value: { body: { body: '["PING"]', type: 'application/json' } } });
  });

  it.each([
    [400, 'changed'],
    [401, 'invalid-credential'],
    [402, 'not-on-plan'],
    [403, 'not-permitted'],
    [404, 'not-found'],
    [405, 'changed'],
    [410, 'changed'],
    [302, 'bad-response'],
  ])('turns %i into %s without a second attempt', async (status, code) => {
    const server = await serve((_, response) => json(response, status, { error: { code: 'x', message: TOKEN } }));
    const result = await client().request({ url: server.url, from: 'Vercel' });
    expect(result).toMatchObject({ ok: false, failure: { code } });
    expect(result.ok ? '' : result.failure.message).toMatch(/^(Vercel|The plan at Vercel|The credential for Vercel)/);
    expect(server.count()).toBe(1);
  });

  it.each([500, 502, 503, 504, 529])('retries %i and goes on when it is over', async (status) => {
    const server = await serve((_, response, count) => json(response, count < 3 ? status : 200, {}));
    expect((await client().request({ url: server.url })).ok).toBe(true);
    expect(server.count()).toBe(3);
  });

  it('gives up after three attempts', async () => {
    const server = await serve((_, response) => json(response, 500, {}));
    const result = await client().request({ url: server.url });
    expect(result).toMatchObject({ ok: false, failure: { code: 'provider-error', retryable: true } });
    expect(server.count()).toBe(3);
  });

  it('stops retrying when the budget is used up', async () => {
    const server = await serve((_, response) => json(response, 500, {}));
    const http = client();
    for (let asked = 0; asked < 20; asked += 1) {
      await http.request({ url: server.url });
    }
    expect(http.requestCount).toBe(server.count());
    expect(server.count()).toBeLessThan(20 + 17);
  });

  it('waits for a short Retry-After', async () => {
    const server = await serve((_, response, count) =>
      count === 1 ? json(response, 429, {}, { 'retry-after': '1' }) : json(response, 200, {}),
    );
    const before = performance.now();
    expect((await client({ clock: systemClock }).request({ url: server.url })).ok).toBe(true);
    expect(performance.now() - before).toBeGreaterThanOrEqual(990);
  });

  it.each([
    ['seconds', '120'],
    ['a date', 'Tue, 24 Nov 2026 10:02:00 GMT'],
  ])('leaves a long Retry-After in %s to the next collection and remembers it', async (_, header) => {
    const server = await serve((_request, response, count) =>
      count < 3 ? json(response, 429, {}, { 'retry-after': header }) : json(response, 200, {}),
    );
    const clock = settableClock(NOW);
    const http = client({ clock });
    const expected = { ok: false, failure: { code: 'rate-limited', retryAt: NOW + 120 } };
    expect(await http.request({ url: server.url, limitScope: 'usage' })).toMatchObject(expected);
    expect(await http.request({ url: server.url, limitScope: 'usage' })).toMatchObject(expected);
    expect(server.count()).toBe(1);
    await http.request({ url: server.url, limitScope: 'costs' });
    expect(server.count()).toBe(2);
    clock.set(NOW + 121);
    await http.request({ url: server.url, limitScope: 'usage' });
    expect(server.count()).toBe(3);
  });

  it('keeps still once the rest of a rate limit is used up', async () => {
    const server = await serve((_, response) =>
      json(response, 200, {}, { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': String(NOW + 50) }),
    );
    const http = client();
    expect((await http.request({ url: server.url })).ok).toBe(true);
    expect(await http.request({ url: server.url })).toMatchObject({
      ok: false,
      failure: { code: 'rate-limited', retryAt: NOW + 50 },
    });
  });

  it('has at most four requests under way at a host', async () => {
    let open = 0;
    let most = 0;
    const server = await serve((_, response) => {
      open += 1;
      most = Math.max(most, open);
      setTimeout(() => {
        open -= 1;
        json(response, 200, {});
      }, 20);
    });
    const http = client();
    await Promise.all(Array.from({ length: 12 }, () => http.request({ url: server.url })));
    expect(most).toBe(4);
  });

  it('stops a body that is too large, unpacked size counted', async () => {
    const server = await serve((_, response) => {
      response.writeHead(200, { 'content-encoding': 'gzip' });
      response.end(gzipSync(Buffer.alloc(3_000_000)));
    });
    expect(await client().request({ url: server.url, maxBytes: 1_000_000 })).toMatchObject({
      ok: false,
      failure: { code: 'too-large' },
    });
  });

  it('times out', async () => {
    const server = await serve(() => undefined);
    expect(await client().request({ url: server.url, timeoutMs: 80 })).toMatchObject({
      ok: false,
      failure: { code: 'timeout', retryable: true },
    });
    expect(server.count()).toBe(1);
  });

  it('tries a half answer again and then calls it one', async () => {
    const server = await serve((_, response) => {
      response.writeHead(200, { 'content-type': 'application/json', 'content-length': '100' });
      response.write('{"a":');
      setTimeout(() => response.destroy(), 10);
    });
    const result = await client().request({ url: server.url });
    expect(result.ok ? '' : result.failure.code).toMatch(/^(bad-response|unreachable)$/);
    expect(server.count()).toBe(3);
  });

  it('tells JSON that is none', async () => {
    const server = await serve((_, response) => {
      response.writeHead(200, { 'content-type': 'application/json' });
      response.end('{"a":');
    });
    expect(await client().request({ url: server.url })).toMatchObject({ ok: false, failure: { code: 'bad-response' } });
  });

  it('reads a page of HTML on 502 as text', async () => {
    const server = await serve((_, response) => {
      response.writeHead(502, { 'content-type': 'text/html' });
      response.end('<h1>Bad Gateway</h1>');
    });
    expect(await client().request({ url: server.url })).toMatchObject({
      ok: false,
      failure: { code: 'provider-error' },
    });
  });

  it('can be stopped, also while it waits', async () => {
    const server = await serve((_, response) => json(response, 429, {}, { 'retry-after': '5' }));
    const controller = new AbortController();
    setTimeout(() => controller.abort(), 100);
    const before = performance.now();
    const result = await client({ clock: systemClock }).request({ url: server.url, signal: controller.signal });
    expect(result).toMatchObject({ ok: false, failure: { code: 'cancelled' } });
    expect(performance.now() - before).toBeLessThan(2000);
  });

  it('says what is wrong when nobody listens, and does not insist', async () => {
    const result = await client().request({ url: 'http://127.0.0.1:1/' });
    expect(result).toMatchObject({
      ok: false,
      failure: { code: 'unreachable', message: '127.0.0.1 refuses the connection.' },
    });
  });

  it.each(['ftp://example.test/', 'nonsense', ''])('refuses the address %j', async (url) => {
    expect(await client().request({ url })).toMatchObject({ ok: false, failure: { code: 'invalid-input' } });
  });

  it('lets the provider explain an error answer', async () => {
    const server = await serve((_, response) => json(response, 404, { error: { code: 'costs_not_found' } }));
    const result = await client().request({
      url: server.url,
      explain: ({ status, body }) =>
        status === 404 && JSON.stringify(body).includes('costs_not_found')
          ? { code: 'not-on-plan', message: `no ${TOKEN}`, action: 'none', retryable: false }
          : null,
      headers: { authorization: `Bearer ${TOKEN}` },
    });
    expect(result).toEqual({
      ok: false,
      failure: { code: 'not-on-plan', message: 'no ***', action: 'none', retryable: false },
    });
  });

  it('never logs or returns a secret', async () => {
    const server = await serve((_, response) => json(response, 500, { error: { message: TOKEN } }));
    const told: unknown[] = [];
    const http = client({ logger: { debug: (fields, message) => told.push(fields, message) } });
    const request: HttpRequest = {
      url: `${server.url.replace('//', '//user:hunter2hunter2@')}?_token=${TOKEN}`,
      headers: { authorization: `Bearer ${TOKEN}`, 'x-api-key': 'sk-ant-admin01-abcdefgh' },
    };
    const result = await http.request(request);
    const everything = JSON.stringify([told, result]);
    expect(told.length).toBeGreaterThan(3);
    expect(everything).not.toMatch(/topsecret|hunter2|sk-ant/);
  });
});

describe('lines', () => {
  it('hands over each line, whatever the chunks, also packed', async () => {
    const text = Array.from({ length: 500 }, (_, at) => JSON.stringify({ at, sign: '€'.repeat(at % 7) })).join('\n');
    const server = await serve((_, response) => {
      response.writeHead(200, { 'content-type': 'application/jsonl', 'content-encoding': 'gzip' });
      response.end(gzipSync(`${text}\n`));
    });
    const seen: number[] = [];
    const result = await client().lines({ url: server.url }, async (line) => {
      seen.push((JSON.parse(line) as { at: number }).at);
    });
    expect(result).toMatchObject({ ok: true, value: { lines: 500, complete: true } });
    expect(seen).toEqual(Array.from({ length: 500 }, (_, at) => at));
  });

  it.each([
    ['{"a":1}\n{"a":2}', 2, true],
    ['{"a":1}\r\n\r\n{"a":2}\r\n', 2, true],
    ['{"a":1}\n{"a":', 1, false],
    ['', 0, true],
  ])('reads %j as %i lines, complete: %s', async (text, lines, complete) => {
    const server = await serve((_, response) => response.end(text));
    expect(await client().lines({ url: server.url }, () => undefined)).toMatchObject({
      ok: true,
      value: { lines, complete },
    });
  });

  it('says that it is incomplete when the connection breaks, and counts nothing twice', async () => {
    const server = await serve((_, response) => {
      response.writeHead(200, { 'content-length': '1000' });
      response.write('{"a":1}\n{"a":2}\n{"a"');
      setTimeout(() => response.destroy(), 20);
    });
    let seen = 0;
    const result = await client().lines({ url: server.url }, () => {
      seen += 1;
    });
    expect(result).toMatchObject({ ok: true, value: { lines: 2, complete: false } });
    expect(seen).toBe(2);
    expect(server.count()).toBe(1);
  });

  it('turns an error answer into a failure', async () => {
    const server = await serve((_, response) => json(response, 403, { error: { code: 'forbidden' } }));
    expect(await client().lines({ url: server.url }, () => undefined)).toMatchObject({
      ok: false,
      failure: { code: 'not-permitted' },
    });
  });
});

describe('a proxy', () => {
  it('is asked for hosts elsewhere, never for this computer', async () => {
    const asked: string[] = [];
    const target = await serve((request, response) => json(response, 200, { host: request.headers.host }));
    const proxy = createServer();
    servers.push(proxy);
    proxy.on('connect', (request, socket) => {
      asked.push(request.url ?? '');
      const [host, port] = target.host.split(':');
      const onward = connect(Number(port), host, () => {
        socket.write('HTTP/1.1 200 Connection Established\r\n\r\n');
        onward.pipe(socket).pipe(onward);
      });
      onward.on('error', () => socket.destroy());
    });
    await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve));
    const http = client({ proxy: async () => `http://127.0.0.1:${(proxy.address() as AddressInfo).port}` });
    expect(await http.request({ url: 'http://provider.test/things' })).toMatchObject({
      ok: true,
      value: { body: { host: 'provider.test' } },
    });
    expect(await http.request({ url: target.url })).toMatchObject({ ok: true, value: { body: { host: target.host } } });
    expect(asked).toEqual(['provider.test:80']);
  });
});
