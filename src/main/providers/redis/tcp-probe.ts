import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import type { Clock } from '#main/clock';
import { type Failure, fail, type Result, succeed } from '#shared/domain/failure';
import { type ConnectionGuard, guardConnections } from '../connection-guard';
import { readTrust, secure, type Trust } from '../store-tls';
import { failureOf, plainPort, tlsPort } from './failures';
import { PINGS, type ProbeReport } from './probe';
import { NotRedis, type RespClient, RespError, respClient } from './resp';

export interface TcpAddress {
  readonly kind: 'tcp';
  /** `redis://` or `rediss://`, with user and password. */
  readonly url: string;
  /** With the port, as a person knows it. */
  readonly host: string;
  readonly hostname: string;
  readonly port: number;
  readonly isTls: boolean;
  readonly login: { readonly user: string; readonly password: string };
}

/** Milliseconds to wait at most: for the connection, and for the whole visit with it. */
export interface VisitTimeouts {
  readonly connect: number;
  readonly visit: number;
}

export const DEFAULT_TIMEOUTS: VisitTimeouts = { connect: 8_000, visit: 12_000 };
const BETWEEN_PINGS_MS = 20;
/** Milliseconds to find out what a port speaks, once it is clear that it is not what the address says. */
const LOOK_MS = 1_500;

/** Bytes. `INFO` of the largest server has some ten thousand. */
const MOST_BYTES = 4 * 1024 * 1024;
/** First byte of an alert in TLS. */
const TLS_ALERT = 0x15;

/**
 * Visits a store over the Redis protocol: one connection, `AUTH` where the address has a password, `INFO`, six pings of
 * which the first is not counted, then the connection is closed. Sends nothing else, so `+info +ping` are all the
 * rights it takes, and every server that ever was understands it. `certificate` is what the person set on it.
 */
export async function probeTcp(
  address: TcpAddress,
  clock: Clock,
  signal?: AbortSignal,
  timeouts: VisitTimeouts = DEFAULT_TIMEOUTS,
  certificate?: string,
): Promise<ProbeReport> {
  const trust = readTrust(certificate);
  if (!trust.ok) return { info: trust, pings: trust };
  const guard = guardConnections(clock, { milliseconds: timeouts.visit, maxBytes: MOST_BYTES }, signal);
  const told = (error: unknown): Failure =>
    guard.failure(address.host, `The Redis store at ${address.host}`) ?? failureOf(error, address.host);
  const seen: Seen = { info: null };
  try {
    const visited = await guard.within(visit({ address, clock, guard, timeouts, trust: trust.value, told, seen }));
    if (visited !== null) return visited.value;
    const ended = fail(told(new Error('ended')));
    return { info: seen.info ?? ended, pings: ended };
  } catch (error) {
    const result = fail(told(error));
    return { info: result, pings: result };
  } finally {
    guard.release();
  }
}

/** What was read already when a visit is ended. */
interface Seen {
  info: Result<string> | null;
}

interface Visit {
  readonly address: TcpAddress;
  readonly clock: Clock;
  readonly guard: ConnectionGuard;
  readonly timeouts: VisitTimeouts;
  readonly trust: Trust;
  readonly told: (error: unknown) => Failure;
  readonly seen: Seen;
}

async function visit({ address, clock, guard, timeouts, trust, told, seen }: Visit): Promise<ProbeReport> {
  const opened = await open(address, clock, guard, timeouts.connect, trust);
  if (!opened.ok) return { info: opened, pings: opened };
  const client = respClient(opened.value);
  try {
    await authenticate(client, address.login);
    const info = await client.send('INFO').then(succeed, (error: unknown) => {
      if (error instanceof RespError) return fail(told(error));
      throw error;
    });
    seen.info = info;
    return { info, pings: await readPings(client, clock) };
  } catch (error) {
    const isClosed = !(error instanceof RespError) && !client.hasAnswered;
    const isAlert = error instanceof NotRedis && error.firstByte === TLS_ALERT;
    const isTlsPort = !address.isTls && (isClosed || isAlert) && (await speaksTls(address, clock, guard));
    const result = fail(isTlsPort ? tlsPort(address.host) : told(error));
    return { info: seen.info ?? result, pings: result };
  }
}

/** The connection, encrypted where the address says so. Throws what breaks it. */
async function open(
  address: TcpAddress,
  clock: Clock,
  guard: ConnectionGuard,
  connectMs: number,
  trust: Trust,
): Promise<Result<Socket>> {
  const { host, hostname, port, isTls } = address;
  const socket = connect({ host: hostname, port, noDelay: true, keepAlive: true });
  guard.watch(socket);
  let isLate = false;
  const timer = clock.after(connectMs, () => {
    isLate = true;
    socket.destroy(late());
  });
  let isConnected = false;
  try {
    await once(socket, 'connect');
    isConnected = true;
    // Whatever ends it from here on shows where somebody reads or waits.
    socket.on('error', () => undefined);
    if (!isTls) return succeed(socket);
    const secured = await secure(socket, hostname, trust);
    return secured.ok ? succeed(secured.value.socket) : secured;
  } catch (error) {
    timer.cancel();
    if (isConnected && (await speaksPlain(address, clock, guard))) return fail(plainPort(host));
    throw isLate ? late() : error;
  } finally {
    timer.cancel();
  }
}

/**
 * `AUTH` with the user, or without: where the server is too old to know users (Redis 5 and before), or knows the
 * password only (`requirepass`), as with addresses such as `redis://h:password@…` that were made for those.
 */
async function authenticate(client: RespClient, { user, password }: TcpAddress['login']): Promise<void> {
  if (password === '') return;
  try {
    await client.send('AUTH', ...(user === '' ? [] : [user]), password);
  } catch (error) {
    const said = user !== '' && error instanceof RespError ? error.message : '';
    const isOld = /wrong number of arguments/i.test(said);
    if (!isOld && !said.startsWith('WRONGPASS')) throw error;
    // A server that knows users is told of by what it says to the address as it is.
    await client.send('AUTH', password).catch((second: unknown) => {
      throw isOld ? second : error;
    });
  }
}

async function readPings(client: RespClient, clock: Clock): Promise<ProbeReport['pings']> {
  await client.send('PING');
  const pings: number[] = [];
  for (let sent = 0; sent < PINGS; sent += 1) {
    await clock.sleep(BETWEEN_PINGS_MS);
    const before = clock.monotonic();
    await client.send('PING');
    pings.push(clock.monotonic() - before);
  }
  return succeed(pings);
}

/** Whether the port of a `rediss://` address answers as a Redis without TLS. Says who it is to nobody. */
function speaksPlain(address: TcpAddress, clock: Clock, guard: ConnectionGuard): Promise<boolean> {
  return lookAt(address, clock, guard, async (socket) => {
    try {
      await respClient(socket).send('PING');
      return true;
    } catch (error) {
      return error instanceof RespError;
    }
  });
}

/** Whether the port of a `redis://` address answers in TLS, with whatever certificate. Nothing is sent over it. */
function speaksTls(address: TcpAddress, clock: Clock, guard: ConnectionGuard): Promise<boolean> {
  return lookAt(address, clock, guard, async (socket) => {
    const secured = await secure(socket, address.hostname, { kind: 'unchecked' });
    return secured.ok;
  });
}

async function lookAt(
  { hostname, port }: TcpAddress,
  clock: Clock,
  guard: ConnectionGuard,
  look: (socket: Socket) => Promise<boolean>,
): Promise<boolean> {
  const socket = connect({ host: hostname, port });
  guard.watch(socket);
  const timer = clock.after(LOOK_MS, () => socket.destroy(late()));
  try {
    await once(socket, 'connect');
    socket.on('error', () => undefined);
    return await look(socket);
  } catch {
    return false;
  } finally {
    timer.cancel();
    socket.destroy();
  }
}

function late(): Error {
  return Object.assign(new Error('timeout'), { code: 'ETIMEDOUT' });
}
