import { once } from 'node:events';
import { type AddressInfo, createServer, type Socket } from 'node:net';
import { expect, it, onTestFinished } from 'vitest';
import { VercelPostgresMonitor } from '#main/providers/postgres/monitors/vercel-postgres-monitor';
import { collectionContext } from '../support/collection-context';

/** A server on this computer that says `words` to whoever comes, or to what is said first. */
async function saying(words: string, isGreeting: boolean): Promise<number> {
  const open = new Set<Socket>();
  const server = createServer((socket) => {
    open.add(socket);
    socket.on('error', () => undefined);
    if (isGreeting) socket.write(words, 'latin1');
    else socket.once('data', () => socket.end(words, 'latin1'));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => {
    for (const socket of open) socket.destroy();
    server.close();
  });
  return (server.address() as AddressInfo).port;
}

// As OpenSSH 9.6, MySQL 8.0 and Node's HTTP server greet a stranger.
it.each([
  ['an SSH server', 'SSH-2.0-OpenSSH_9.6\r\n', true],
  ['a MySQL server', 'N\0\0\0\n8.0.36\0\u0008\0\0\0', true],
  ['a web server', 'HTTP/1.1 400 Bad Request\r\nConnection: close\r\n\r\n', false],
  ['who says more than yes before TLS', 'SZ\0\0\0\u0005I', false],
])(
  '%s at the address of a database is told as what it is, whatever TLS the address wants',
  async (_what, words, isGreeting) => {
    const port = await saying(words, isGreeting);
    for (const query of ['', '?sslmode=require']) {
      const url = `postgres://u:p@127.0.0.1:${port}/db${query}`;
      const context = collectionContext({ provider: 'postgres', credentials: { url } });
      const { attempts } = await new VercelPostgresMonitor({ connect: 1_500, query: 1_500 }).collectMetrics(context);
      expect(new Set(attempts.map(({ outcome }) => outcome))).toEqual(new Set(['bad-response']));
      expect(attempts[0]?.message).toBe(`What answers at 127.0.0.1:${port} is no Postgres.`);
      // Turning encryption off would be the wrong advice.
      expect(attempts[0]?.action).toMatch(/Check host and port/);
    }
  },
);
