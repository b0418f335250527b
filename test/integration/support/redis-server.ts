import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from './free-port';

export interface RedisServerOptions {
  /** Password of the user `default`. */
  readonly password?: string;
  /** Serves TLS with a certificate made for this run, and no plain connections. */
  readonly tls?: boolean;
  /** Further lines of the configuration, such as `['--maxclients', '2']`. */
  readonly args?: readonly string[];
  /** A Sentinel that watches nothing, in place of a store. */
  readonly sentinel?: boolean;
}

/** A real Redis on 127.0.0.1, with a folder and a port of its own. */
export interface RedisServer {
  readonly port: number;
  /** Path of the certificate's authority, with `tls`. */
  readonly caFile: string;
  /** Sends commands with redis-cli, a list of words each; answers what it prints. */
  cli(...args: readonly string[]): string;
  /** Stops the server and starts it again on the same port, empty. */
  restart(): Promise<void>;
  stop(): Promise<void>;
}

/** Starts Debian's `redis-server`; rejects when it does not answer within five seconds. */
export async function startRedisServer(options: RedisServerOptions = {}): Promise<RedisServer> {
  const folder = mkdtempSync(join(tmpdir(), 'headroom-redis-'));
  const port = await freePort();
  const certificate = options.tls ? makeCertificate(folder) : null;
  const address =
    certificate === null
      ? ['--port', String(port)]
      : [
          ...['--port', '0', '--tls-port', String(port), '--tls-auth-clients', 'no'],
          ...['--tls-cert-file', certificate.certFile, '--tls-key-file', certificate.keyFile],
          ...['--tls-ca-cert-file', certificate.certFile],
        ];
  const password = options.password === undefined ? [] : ['--requirepass', options.password];
  const common = ['--bind', '127.0.0.1', '--dir', folder, '--save', '', '--appendonly', 'no', '--loglevel', 'warning'];
  const start = async () => {
    const child = spawn(
      'redis-server',
      [...sentinelOf(folder, options), ...address, ...common, ...password, ...(options.args ?? [])],
      {
        stdio: 'ignore',
      },
    );
    await untilListening(port, child);
    return child;
  };
  let child = await start();
  return {
    port,
    caFile: certificate?.certFile ?? '',
    cli: (...args) =>
      execFileSync(
        'redis-cli',
        [
          '-p',
          String(port),
          ...(options.password === undefined ? [] : ['-a', options.password, '--no-auth-warning']),
          ...(certificate === null ? [] : ['--tls', '--cacert', certificate.certFile]),
          ...args,
        ],
        { encoding: 'utf8', timeout: 5000 },
      ).trim(),
    async restart() {
      await end(child);
      child = await start();
    },
    async stop() {
      await end(child);
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** A Sentinel keeps what it knows in its file, and does not start without one. */
function sentinelOf(folder: string, { sentinel }: RedisServerOptions): readonly string[] {
  if (sentinel !== true) return [];
  const file = join(folder, 'sentinel.conf');
  writeFileSync(file, '');
  return [file, '--sentinel'];
}

/** A certificate that is signed by itself, for `name` and 127.0.0.1. */
export function makeCertificate(
  folder: string,
  name = 'localhost',
): { readonly certFile: string; readonly keyFile: string } {
  const certFile = join(folder, 'cert.pem');
  const keyFile = join(folder, 'key.pem');
  execFileSync(
    'openssl',
    [
      ...['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-days', '3650', '-subj', `/CN=${name}`],
      ...['-addext', `subjectAltName=DNS:${name},IP:127.0.0.1`, '-keyout', keyFile, '-out', certFile],
    ],
    { stdio: 'ignore' },
  );
  return { certFile, keyFile };
}

async function untilListening(port: number, child: ChildProcess): Promise<void> {
  for (let waited = 0; waited < 5000; waited += 25) {
    if (child.exitCode !== null) throw new Error(`redis-server ended with ${child.exitCode}`);
    if (await canConnect(port)) return;
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
  throw new Error('redis-server did not listen within five seconds');
}

export function canConnect(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1');
    socket.once('connect', () => {
      socket.destroy();
      resolve(true);
    });
    socket.once('error', () => resolve(false));
  });
}

function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null) return Promise.resolve();
  return new Promise((resolve) => {
    child.once('exit', () => resolve());
    child.kill('SIGTERM');
  });
}
