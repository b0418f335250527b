import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { type AddressInfo, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { TLSSocket } from 'node:tls';
import { expect, it, onTestFinished } from 'vitest';
import { VercelPostgresMonitor } from '#main/providers/postgres/monitors/vercel-postgres-monitor';
import { collectionContext } from '../support/collection-context';
import { makeCertificate } from '../support/redis-server';

/** An address of this computer that is not its loopback, as another machine's would be. */
const ANOTHER = '0.0.0.0';
const PASSWORD = 'secret_in_clear';
// AuthenticationCleartextPassword: https://www.postgresql.org/docs/current/protocol-message-formats.html
const CLEAR_PASSWORD = Buffer.from([0x52, 0, 0, 0, 8, 0, 0, 0, 3]);

/** A server with a certificate that nobody vouches for, which asks for the password as it is; all that it was told. */
async function impostor(): Promise<{ readonly port: number; heard(): string }> {
  const folder = mkdtempSync(join(tmpdir(), 'headroom-impostor-'));
  const { keyFile, certFile } = makeCertificate(folder);
  const [key, cert] = [readFileSync(keyFile), readFileSync(certFile)];
  let heard = '';
  const server = createServer((socket) => {
    socket.on('error', () => undefined);
    socket.once('data', () => {
      socket.write('S');
      const secured = new TLSSocket(socket, { isServer: true, key, cert });
      secured.on('error', () => undefined);
      secured.on('data', (message) => {
        heard += message.toString('latin1');
        if (message[0] === 'p'.charCodeAt(0)) secured.destroy();
        else secured.write(CLEAR_PASSWORD);
      });
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '::', resolve));
  onTestFinished(() => {
    server.close();
    rmSync(folder, { recursive: true, force: true });
  });
  return { port: (server.address() as AddressInfo).port, heard: () => heard };
}

const visit = async (host: string, settings: Readonly<Record<string, string>> = {}) => {
  const { port, heard } = await impostor();
  const url = `postgres://app:${PASSWORD}@${host}:${port}/shop?sslmode=prefer`;
  const context = collectionContext({ provider: 'postgres', settings, credentials: { url } });
  const { attempts } = await new VercelPostgresMonitor({ connect: 1_500, query: 1_500 }).collectMetrics(context);
  return { heard: heard(), told: JSON.stringify(attempts) };
};

// Whoever sits on the way can show a certificate of his own and ask for the password as it is.
it('whoever shows an unknown certificate does not hear the password as it is, where nobody said so', async () => {
  const { heard, told } = await visit(ANOTHER);
  expect(heard).toContain('shop');
  expect(heard).not.toContain(PASSWORD);
  expect(told).toContain(`would go to ${ANOTHER}:`);
  expect(told).not.toContain(PASSWORD);
});

it.each([
  ['on this computer', '127.0.0.1', {}],
  ['once the person has said yes', ANOTHER, { unencrypted: 'yes' }],
  ['once the person believes whoever answers', ANOTHER, { certificate: 'unchecked' }],
])('and hears it %s', async (_when, host, settings) => {
  expect((await visit(host, settings)).heard).toContain(PASSWORD);
});
