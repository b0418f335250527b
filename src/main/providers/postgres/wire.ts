import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { connect, type Socket } from 'node:net';
import type { Clock } from '#main/clock';
import { isLoopback } from '#main/http/safe-address';
import { type Failure, fail, type Result, succeed } from '#shared/domain/failure';
import type { ConnectionGuard } from '../connection-guard';
import { wouldSendInClear } from '../monitor';
import { readTrust, secure, type Trust, trustFile } from '../store-tls';
import type { PostgresAddress } from './address';

/** An open connection, up to where a client says who it is. */
export interface PostgresWire {
  readonly socket: Socket;
  /** `checked`: encrypted, and somebody vouches for who answers. `unchecked`: encrypted only. `clear`: neither. */
  readonly security: 'checked' | 'unchecked' | 'clear';
  /** Whoever sits on the way, or answers in the server's place, could read a password that is sent as it is. */
  readonly isReadable: boolean;
}

export interface WireOptions {
  /** Milliseconds for the connection and the handshake. */
  readonly connectMs: number;
  readonly maySendInClear: boolean;
  /** What the person set on the certificate of the server. */
  readonly certificate: string | undefined;
}

/** The request for TLS: its length, and the number that stands for it (PostgreSQL manual, "Message Formats"). */
const SSL_REQUEST = Buffer.from([0, 0, 0, 8, 0x04, 0xd2, 0x16, 0x2f]);
/** What a server may say to it: one letter, or an error where it is older than TLS. */
const ANSWERS: Readonly<Record<string, TlsOffer>> = { S: 'yes', N: 'no' };
type TlsOffer = 'yes' | 'no';

/**
 * Opens the connection to a database: TLS is asked for unless the address says never. Without TLS it goes on only on
 * this computer, or where the person or the address has said so. Throws what breaks the connection.
 */
export async function openWire(
  address: PostgresAddress,
  guard: ConnectionGuard,
  clock: Clock,
  options: WireOptions,
): Promise<Result<PostgresWire>> {
  const trust = trustOf(address, options.certificate);
  if (!trust.ok) return trust;
  let current: Socket | null = null;
  let isLate = false;
  const timer = clock.after(options.connectMs, () => {
    isLate = true;
    current?.destroy(late());
  });
  const open = async () => {
    current = connect({ host: address.hostname, port: address.port, noDelay: true, keepAlive: true });
    guard.watch(current);
    await once(current, 'connect');
    // Whatever ends it from here on shows where somebody reads or waits.
    current.on('error', () => undefined);
    return current;
  };
  try {
    return await negotiate(address, trust.value, options.maySendInClear, open);
  } catch (error) {
    throw isLate ? late() : error;
  } finally {
    timer.cancel();
  }
}

async function negotiate(
  address: PostgresAddress,
  trust: Trust,
  maySendInClear: boolean,
  open: () => Promise<Socket>,
): Promise<Result<PostgresWire>> {
  const socket = await open();
  const isFar = !isLoopback(address.hostname);
  if (address.tls === 'never') return succeed({ socket, security: 'clear', isReadable: isFar });
  const offer = address.isDirectTls ? 'yes' : await askForTls(socket);
  if (offer !== 'yes') {
    socket.destroy();
    if (offer === null) return fail(noPostgres(address.host));
    if (address.tls === 'always') return fail(noTls(address.host));
    if (!maySendInClear && isFar) return fail(wouldSendInClear(address.host, TURN_ON));
    return succeed({ socket: await open(), security: 'clear', isReadable: isFar });
  }
  const files = clientFiles(address);
  if (!files.ok) return files;
  const more = address.isDirectTls ? { ...files.value, ALPNProtocols: ['postgresql'] } : files.value;
  const secured = await secure(socket, address.hostname, trust, more);
  if (!secured.ok) return secured;
  const { socket: encrypted, isChecked } = secured.value;
  const isReadable = isFar && !isChecked && trust.kind === 'if-known';
  return succeed({ socket: encrypted, security: isChecked ? 'checked' : 'unchecked', isReadable });
}

/**
 * What the server says to TLS; null for what no Postgres says, such as another server's greeting. Anything beyond the
 * one letter was not sent by who answers over TLS later, so that it is no yes.
 */
async function askForTls(socket: Socket): Promise<TlsOffer | null> {
  socket.write(SSL_REQUEST);
  const answer = await Promise.race([
    once(socket, 'data').then(([data]: Buffer[]) => data ?? null),
    once(socket, 'close').then(() => null),
  ]);
  if (answer === null) throw Object.assign(new Error('closed'), { code: 'ECONNRESET' });
  const said = answer.toString('latin1');
  // An error: its letter, and a length that does not reach the letters of a text.
  return said.startsWith('E\0\0') ? 'no' : (ANSWERS[said] ?? null);
}

/** What the person set comes first, then what the address says. */
function trustOf(address: PostgresAddress, setting: string | undefined): Result<Trust> {
  if (setting) return readTrust(setting);
  if (address.isUnchecked) return succeed({ kind: 'unchecked' });
  if (address.files.ca !== '') return trustFile(address.files.ca, address.checksName);
  return succeed({ kind: address.tls === 'ask' ? 'if-known' : 'authorities' });
}

function clientFiles({ files }: PostgresAddress): Result<{ readonly cert?: Buffer; readonly key?: Buffer }> {
  try {
    return succeed({
      ...(files.certificate === '' ? {} : { cert: readFileSync(files.certificate) }),
      ...(files.key === '' ? {} : { key: readFileSync(files.key) }),
    });
  } catch {
    return fail({
      code: 'invalid-input',
      message: 'A file that the address names under sslcert or sslkey cannot be read.',
      action: 'Correct the path in the address, or remove it.',
      retryable: false,
    });
  }
}

function late(): Error {
  return Object.assign(new Error('timeout'), { code: 'ETIMEDOUT' });
}

const TURN_ON = 'The server knows no TLS: turn it on there (ssl = on in postgresql.conf).';

function noPostgres(host: string): Failure {
  return {
    code: 'bad-response',
    message: `What answers at ${host} is no Postgres.`,
    action: 'Check host and port of the address: another server listens there.',
    retryable: false,
  };
}

function noTls(host: string): Failure {
  return {
    code: 'tls',
    message: `The Postgres at ${host} knows no TLS, which the address demands.`,
    action:
      'Turn it on at the server (ssl = on in postgresql.conf), or write sslmode=disable in the address where you trust every network on the way.',
    retryable: false,
  };
}
