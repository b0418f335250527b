import type { Clock } from '#main/clock';
import { cancelled, networkFailure } from '#main/http/outcome';
import { fail, type Result, succeed } from '#shared/domain/failure';
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

interface RedisConnection {
  sendCommand(args: readonly string[]): Promise<unknown>;
  destroy(): void;
}

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
  const client = createClient({
    url: address.url,
    disableClientInfo: true,
    maintNotifications: 'disabled',
    disableOfflineQueue: true,
    socket: { reconnectStrategy: false, connectTimeout: timeouts.connect },
  });
  let broken: unknown;
  client.on('error', (error: unknown) => {
    broken ??= error;
  });
  let stopped: 'timeout' | 'cancelled' | null = null;
  const stop = (why: 'timeout' | 'cancelled') => {
    stopped ??= why;
    destroy(client);
  };
  const timer = clock.after(timeouts.visit, () => stop('timeout'));
  const abort = () => stop('cancelled');
  signal?.addEventListener('abort', abort, { once: true });
  const failure = (error: unknown) => {
    if (stopped === 'cancelled') return fail(cancelled(address.host));
    if (stopped === 'timeout')
      return fail(networkFailure(address.host, { code: 'ETIMEDOUT' }, `The Redis store at ${address.host}`));
    return fail(
      failureOf(error instanceof Error && /^[A-Z]+ /.test(error.message) ? error : (broken ?? error), address.host),
    );
  };
  try {
    await client.connect();
    return await visit(client, clock, failure);
  } catch (error) {
    const result = failure(error);
    return { info: result, pings: result };
  } finally {
    timer.cancel();
    signal?.removeEventListener('abort', abort);
    destroy(client);
  }
}

async function visit(
  client: RedisConnection,
  clock: Clock,
  failure: (error: unknown) => Result<never>,
): Promise<ProbeReport> {
  const info = await client.sendCommand(['INFO']).then((reply) => succeed(String(reply)), failure);
  try {
    await client.sendCommand(['PING']);
    const pings: number[] = [];
    for (let sent = 0; sent < PINGS; sent += 1) {
      await clock.sleep(BETWEEN_PINGS_MS);
      const before = clock.monotonic();
      await client.sendCommand(['PING']);
      pings.push(clock.monotonic() - before);
    }
    return { info, pings: succeed(pings) };
  } catch (error) {
    return { info, pings: failure(error) };
  }
}

/** Closes without a word; harmless when it is closed already. */
function destroy(client: Pick<RedisConnection, 'destroy'>): void {
  try {
    client.destroy();
  } catch {
    // It was never open, or the other side closed it first.
  }
}
