import { type AddressInfo, createServer, type Server } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { VercelPostgresMonitor } from '#main/providers/postgres/monitors/vercel-postgres-monitor';
import { postgres } from '#main/providers/postgres/provider';
import { redis } from '#main/providers/redis/provider';
import { collectionContext } from '../support/collection-context';

/** An address of this computer that is not its loopback, as another machine's would be. */
const ANOTHER = '0.0.0.0';
const PASSWORD = 'secret_in_clear';

let heard = '';
let server: Server;

/** A server that answers what `answer` says, leaves where that is null, and keeps all that it is told. */
async function listening(answer: (message: Buffer) => Buffer | string | null): Promise<number> {
  server = createServer((socket) => {
    socket.on('error', () => socket.destroy());
    socket.on('data', (message) => {
      heard += message.toString('latin1');
      const told = answer(message);
      if (told === null) socket.destroy();
      else socket.write(told);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '::', resolve));
  return (server.address() as AddressInfo).port;
}

beforeEach(() => {
  heard = '';
});
afterEach(async () => {
  await new Promise((resolve) => server.close(resolve));
});

describe('a Redis that is reached without TLS', () => {
  const visit = async (host: string, settings: Readonly<Record<string, string>> = {}) => {
    const port = await listening(() => '-ERR unknown command\r\n');
    const context = collectionContext({
      provider: 'redis',
      settings,
      credentials: { url: `redis://default:${PASSWORD}@${host}:${port}` },
    });
    return JSON.stringify([await redis.verify(context), await redis.monitor.collectMetrics(context)]);
  };

  it('on another computer gets not a byte, and it is said why', async () => {
    const told = await visit(ANOTHER);
    expect(heard).toBe('');
    expect(told).toContain(`would go to ${ANOTHER}:`);
    expect(told).toContain('rediss://');
    expect(told).not.toContain(PASSWORD);
  });

  it('on this computer gets the password', async () => {
    await visit('127.0.0.1');
    expect(heard).toContain(PASSWORD);
  });

  it('on another computer gets it once the person has said yes', async () => {
    await visit(ANOTHER, { unencrypted: 'yes' });
    expect(heard).toContain(PASSWORD);
  });
});

describe('a PostgreSQL that asks for the password as it is', () => {
  // AuthenticationCleartextPassword: https://www.postgresql.org/docs/current/protocol-message-formats.html
  const CLEAR_PASSWORD = Buffer.from([0x52, 0, 0, 0, 8, 0, 0, 0, 3]);
  const SSL_REQUEST = 80_877_103;
  const PASSWORD_MESSAGE = 'p'.charCodeAt(0);
  const monitor = new VercelPostgresMonitor({ connect: 1_500, query: 1_500 });

  const visit = async (host: string, settings: Readonly<Record<string, string>> = {}, mode = 'disable') => {
    const port = await listening((message) => {
      if (message[0] === PASSWORD_MESSAGE) return null;
      return message.readInt32BE(4) === SSL_REQUEST ? 'N' : CLEAR_PASSWORD;
    });
    const context = collectionContext({
      provider: 'postgres',
      settings,
      credentials: { url: `postgres://app:${PASSWORD}@${host}:${port}/shop?sslmode=${mode}` },
    });
    return JSON.stringify([await postgres.verify(context), await monitor.collectMetrics(context)]);
  };

  it('does not get it on another computer, and it is said why', async () => {
    const told = await visit(ANOTHER);
    expect(heard).toContain('shop');
    expect(heard).not.toContain(PASSWORD);
    expect(told).toContain(`would go to ${ANOTHER}:`);
    expect(told).toContain('sslmode=require');
    expect(told).not.toContain(PASSWORD);
  });

  // Whoever sits on the way can say no in the server's place.
  it.each(['prefer', 'allow'])('and says no to TLS hears no more on another computer, by sslmode=%s', async (mode) => {
    const told = await visit(ANOTHER, {}, mode);
    expect(heard).not.toContain('shop');
    expect(told).toContain(`would go to ${ANOTHER}:`);
    expect(told).toContain('ssl = on');
  });

  it('and says no to TLS is gone on with on this computer, by sslmode=prefer', async () => {
    await visit('127.0.0.1', {}, 'prefer');
    expect(heard).toContain('shop');
  });

  it('gets it on this computer', async () => {
    await visit('127.0.0.1');
    expect(heard).toContain(PASSWORD);
  });

  it('gets it on another computer once the person has said yes', async () => {
    await visit(ANOTHER, { unencrypted: 'yes' });
    expect(heard).toContain(PASSWORD);
  });
});
