import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { settableClock } from '#main/clock';
import { createHttpClient } from '#main/http/client';

let proxy: Server | null = null;

/** A proxy that answers every wish for a tunnel with `status`. */
async function refusing(status: number): Promise<string> {
  const server = createServer();
  server.on('connect', (_request, socket) => {
    socket.end(`HTTP/1.1 ${status} No\r\nProxy-Authenticate: Basic realm="x"\r\nContent-Length: 0\r\n\r\n`);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  proxy = server;
  return `127.0.0.1:${(server.address() as AddressInfo).port}`;
}

async function askThrough(host: string) {
  const http = createHttpClient({
    clock: settableClock(0),
    userAgent: 'Headroom/test',
    proxy: async () => `http://user:some-secret@${host}`,
  });
  const answer = await http.request({ url: 'https://api.example.com/v2/user', from: 'Vercel' });
  return answer.ok ? null : answer.failure;
}

afterEach(async () => {
  await new Promise((resolve) => (proxy === null ? resolve(null) : proxy.close(resolve)));
  proxy = null;
});

describe('what went wrong at the proxy on the way is told of the proxy', () => {
  it.each([
    [407, /^The proxy at 127\.0\.0\.1:\d+ wants a user and a password before it leads to api\.example\.com\.$/],
    [403, /^The proxy at 127\.0\.0\.1:\d+ does not lead to api\.example\.com \(status 403\)\.$/],
    [502, /^The proxy at 127\.0\.0\.1:\d+ does not lead to api\.example\.com \(status 502\)\.$/],
  ])('status %d', async (status, message) => {
    const failure = await askThrough(await refusing(status));
    expect(failure).toMatchObject({ code: 'unreachable', message: expect.stringMatching(message) });
    expect(JSON.stringify(failure)).not.toContain('some-secret');
  });

  it('nobody listening there', async () => {
    const failure = await askThrough('127.0.0.1:1');
    expect(failure).toMatchObject({
      code: 'unreachable',
      message: 'The proxy at 127.0.0.1:1 cannot be reached, and what is for api.example.com goes through it.',
      action: expect.stringContaining('HTTPS_PROXY'),
    });
  });
});
