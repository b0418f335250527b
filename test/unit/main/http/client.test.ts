import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer, type RequestListener } from 'node:http';
import { createServer as createSecureServer } from 'node:https';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import tls from 'node:tls';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { systemClock } from '#main/clock';
import type { HttpRequest } from '#main/http/http-client';
import { makeCertificate } from '../../../integration/support/redis-server';
import { client, json, listen, serve } from './served';

const TOKEN = 'vcp_topsecret0123456789';

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

describe('a proxy', () => {
  it('is asked for hosts elsewhere, never for this computer', async () => {
    const asked: string[] = [];
    const folder = mkdtempSync(join(tmpdir(), 'headroom-proxy-'));
    const { certFile, keyFile } = makeCertificate(folder, 'provider.test');
    const certificate = readFileSync(certFile, 'utf8');
    const answer: RequestListener = (request, response) => json(response, 200, { host: request.headers.host });
    const far = await listen(createSecureServer({ cert: certificate, key: readFileSync(keyFile) }, answer));
    const near = await serve(answer);
    const proxy = createServer();
    proxy.on('connect', (request, socket) => {
      asked.push(request.url ?? '');
      const [host, port] = far.split(':');
      const onward = connect(Number(port), host, () => {
        socket.write('HTTP/1.1 200 Connection Established\r\n\r\n');
        onward.pipe(socket).pipe(onward);
      });
      onward.on('error', () => socket.destroy());
      socket.on('error', () => onward.destroy());
    });
    const address = `http://${await listen(proxy)}`;
    const http = client({ proxy: async () => address });
    const trusted = tls.getCACertificates('default');
    tls.setDefaultCACertificates([...trusted, certificate]);
    try {
      expect(await http.request({ url: 'https://provider.test/things' })).toMatchObject({
        ok: true,
        value: { body: { host: 'provider.test' } },
      });
      expect(await http.request({ url: near.url })).toMatchObject({ ok: true, value: { body: { host: near.host } } });
      expect(asked).toEqual(['provider.test:443']);
    } finally {
      tls.setDefaultCACertificates(trusted);
      rmSync(folder, { recursive: true });
    }
  });
});
