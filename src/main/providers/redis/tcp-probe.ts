import { once } from 'node:events';
import { connect, isIP, type Socket } from 'node:net';
import type { Clock } from '#main/clock';
import { fail, type Result, succeed } from '#shared/domain/failure';
import { type ConnectionGuard, guardConnections } from '../connection-guard';
import { failureOf } from './failures';
import { PINGS, type ProbeReport } from './probe';

export interface TcpAddress {
  readonly kind: 'tcp';
  /** `redis://` or `rediss://`, with user and password. */
  readonly url: string;
  readonly host: string;
}

/** Milliseconds to wait at most: for the connection, and for the whole visit with it. */
export interface VisitTimeouts {
  readonly connect: number;
  readonly visit: number;
}

export const DEFAULT_TIMEOUTS: VisitTimeouts = { connect: 8_000, visit: 12_000 };
const BETWEEN_PINGS_MS = 20;
const DEFAULT_PORT = 6379;

interface RedisConnection {
  sendCommand(args: readonly string[]): Promise<unknown>;
  destroy(): void;
}

/** Bytes. `INFO` of the largest server has some ten thousand. */
const MOST_BYTES = 4 * 1024 * 1024;

/**
 * Visits a store over the Redis protocol: one connection, `INFO`, six pings of which the first is not
 * counted, then the connection is closed. Sends nothing else, so `+info +ping` are all the rights it takes.
 */
export async function probeTcp(
  address: TcpAddress,
  clock: Clock,
  signal?: AbortSignal,
  timeouts: VisitTimeouts = DEFAULT_TIMEOUTS,
): Promise<ProbeReport> {
  // The client is loaded with the first visit, not when the app starts.
  const { createClient } = await import('@redis/client');
  const guard = guardConnections(clock, { milliseconds: timeouts.visit, maxBytes: MOST_BYTES }, signal);
  let broken: unknown;
  const failure = (error: unknown) => {
    const ended = guard.failure(address.host, `The Redis store at ${address.host}`);
    const told = error instanceof Error && /^[A-Z]+ /.test(error.message) ? error : (broken ?? error);
    return fail(ended ?? failureOf(told, address.host));
  };
  const wire = address.url.startsWith('rediss:') ? await openWire(address, guard) : succeed(undefined);
  if (!wire.ok) {
    guard.release();
    return { info: wire, pings: wire };
  }
  const client = createClient({
    url: address.url,
    disableClientInfo: true,
    maintNotifications: 'disabled',
    disableOfflineQueue: true,
    socket: { reconnectStrategy: false, connectTimeout: timeouts.connect, ...(wire.value ?? {}) },
  });
  client.on('error', (error: unknown) => {
    broken ??= error;
  });
  let info: ProbeReport['info'] | null = null;
  const visit = async (): Promise<ProbeReport['pings']> => {
    await guard.watchNext(() => client.connect());
    info = await client.sendCommand(['INFO']).then((reply) => succeed(String(reply)), failure);
    return readPings(client, clock).catch(failure);
  };
  try {
    const pings = (await guard.within(visit()))?.value ?? failure(new Error('ended'));
    return { info: info ?? failure(new Error('ended')), pings };
  } catch (error) {
    const result = failure(error);
    return { info: result, pings: result };
  } finally {
    destroy(client);
    guard.release();
  }
}

async function readPings(client: RedisConnection, clock: Clock): Promise<ProbeReport['pings']> {
  await client.sendCommand(['PING']);
  const pings: number[] = [];
  for (let sent = 0; sent < PINGS; sent += 1) {
    await clock.sleep(BETWEEN_PINGS_MS);
    const before = clock.monotonic();
    await client.sendCommand(['PING']);
    pings.push(clock.monotonic() - before);
  }
  return succeed(pings);
}

interface Wire {
  readonly tls: true;
  readonly socket: Socket;
  readonly servername?: string;
}

/**
 * The connection below TLS, made here so that what comes over it can be watched from the first byte: within TLS it
 * would be the client's own.
 */
async function openWire(address: TcpAddress, guard: ConnectionGuard): Promise<Result<Wire>> {
  const url = new URL(address.url);
  const host = url.hostname.replace(/^\[(.*)\]$/, '$1');
  const socket = connect({ host, port: Number(url.port || DEFAULT_PORT), noDelay: true, keepAlive: true });
  guard.watch(socket);
  const ended = () => guard.failure(address.host, `The Redis store at ${address.host}`);
  try {
    const connected = await guard.within(once(socket, 'connect'));
    if (connected === null) return fail(ended() ?? failureOf(new Error('closed'), address.host));
  } catch (error) {
    return fail(ended() ?? failureOf(error, address.host));
  }
  // Whatever ends it from here on, the client hears of it through TLS.
  socket.on('error', () => undefined);
  return succeed({ tls: true, socket, ...(isIP(host) === 0 ? { servername: host } : {}) });
}

/** Closes without a word; harmless when it is closed already. */
function destroy(client: Pick<RedisConnection, 'destroy'>): void {
  try {
    client.destroy();
  } catch {
    // It was never open, or the other side closed it first.
  }
}
