import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import {
  chmodSync,
  chownSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from './free-port';
import { makeCertificate } from './redis-server';

export interface PostgresServerOptions {
  /** Further settings, such as `max_connections=10`. */
  readonly settings?: readonly string[];
  readonly tls?: boolean;
  /** Lines of pg_hba.conf that stand before those of initdb. */
  readonly access?: readonly string[];
  /** Where it listens; default 127.0.0.1. */
  readonly listen?: string;
}

/** Whether PostgreSQL's German texts are installed: slim images leave all translations out. */
export function hasGerman(): boolean {
  const version = readdirSync(ROOT).sort((a, b) => Number(b) - Number(a))[0];
  return existsSync(`/usr/share/locale/de/LC_MESSAGES/postgres-${version}.mo`);
}

/** A real PostgreSQL on 127.0.0.1, with a folder and a port of its own; superuser `postgres`, password `postgres`. */
export interface PostgresServer {
  readonly port: number;
  /** Path of the server's certificate, with `tls`. */
  readonly certFile: string;
  /** An address for a role; the database is `postgres` unless named. */
  url(role?: string, password?: string, database?: string): string;
  /** Runs SQL as the superuser; answers what psql prints, unaligned. */
  sql(text: string, database?: string): string;
  /** From here on the server says everything in German, or in English again. */
  speakGerman(isGerman: boolean): Promise<void>;
  /** Stops the server at once and starts it again. */
  restart(): Promise<void>;
  stop(): Promise<void>;
}

const ROOT = '/usr/lib/postgresql';

/** Starts Debian's PostgreSQL, as the user `postgres` where we are root, since the server refuses to run as root. */
export async function startPostgresServer(options: PostgresServerOptions = {}): Promise<PostgresServer> {
  const bin = programs();
  const folder = mkdtempSync(join(tmpdir(), 'headroom-postgres-'));
  const account = serverAccount();
  const data = join(folder, 'data');
  const certificate = options.tls ? makeCertificate(folder) : null;
  chmodSync(folder, 0o700);
  if (account !== null) {
    for (const path of [folder, ...(certificate === null ? [] : [certificate.keyFile, certificate.certFile])]) {
      chownSync(path, account.uid, account.gid);
    }
  }
  if (certificate !== null) chmodSync(certificate.keyFile, 0o600);
  const asServer = account === null ? {} : { uid: account.uid, gid: account.gid };
  const passwordFile = ['--auth=scram-sha-256', '--username=postgres', '--no-sync', '--encoding=UTF8', '--locale=C'];
  execFileSync('sh', ['-c', `printf postgres > ${join(folder, 'pw')}`], asServer);
  execFileSync(join(bin, 'initdb'), ['-D', data, '--pwfile', join(folder, 'pw'), ...passwordFile], {
    ...asServer,
    stdio: 'ignore',
  });
  const accessFile = join(data, 'pg_hba.conf');
  if (options.access !== undefined) {
    writeFileSync(accessFile, `${options.access.join('\n')}\n${readFileSync(accessFile, 'utf8')}`);
  }
  const port = await freePort();
  const settings = [
    `port=${port}`,
    `listen_addresses=${options.listen ?? '127.0.0.1'}`,
    `unix_socket_directories=${folder}`,
    'fsync=off',
    'shared_buffers=16MB',
    ...(certificate === null
      ? []
      : ['ssl=on', `ssl_cert_file=${certificate.certFile}`, `ssl_key_file=${certificate.keyFile}`]),
    ...(options.settings ?? []),
  ];
  const start = async () => {
    const child = spawn(join(bin, 'postgres'), ['-D', data, ...settings.flatMap((one) => ['-c', one])], {
      ...asServer,
      // The language of any locale but C; see `speakGerman`.
      env: { ...process.env, LANGUAGE: 'de' },
      stdio: 'ignore',
    });
    await untilReady(bin, port, child);
    return child;
  };
  const sql: PostgresServer['sql'] = (text, database = 'postgres') =>
    execFileSync(join(bin, 'psql'), ['-X', '-A', '-t', '-v', 'ON_ERROR_STOP=1', '-c', text], {
      env: {
        ...process.env,
        PGHOST: '127.0.0.1',
        PGPORT: String(port),
        PGUSER: 'postgres',
        PGPASSWORD: 'postgres',
        PGDATABASE: database,
      },
      encoding: 'utf8',
      timeout: 20_000,
    }).trim();
  let child = await start();
  return {
    port,
    certFile: certificate?.certFile ?? '',
    url: (role = 'postgres', password = 'postgres', database = 'postgres') =>
      `postgres://${role}:${encodeURIComponent(password)}@127.0.0.1:${port}/${database}`,
    sql,
    async speakGerman(isGerman) {
      sql(`alter system set lc_messages = '${isGerman ? 'C.utf8' : 'C'}'`);
      sql('select pg_reload_conf()');
      const isTold = () => sql('show lc_messages') === (isGerman ? 'C.utf8' : 'C');
      while (!isTold()) await new Promise((resolve) => setTimeout(resolve, 20));
    },
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

/** The folder of the newest PostgreSQL's programs. */
export function programs(): string {
  const version = readdirSync(ROOT)
    .sort((a, b) => Number(b) - Number(a))
    .at(0);
  if (version === undefined) throw new Error(`no PostgreSQL below ${ROOT}`);
  return join(ROOT, version, 'bin');
}

export function serverAccount(): { uid: number; gid: number } | null {
  if (process.getuid?.() !== 0) return null;
  const id = (flag: string) => Number(execFileSync('id', [flag, 'postgres'], { encoding: 'utf8' }));
  return { uid: id('-u'), gid: id('-g') };
}

export async function untilReady(bin: string, port: number, child: ChildProcess): Promise<void> {
  for (let waited = 0; waited < 15_000; waited += 50) {
    if (child.exitCode !== null) throw new Error(`postgres ended with ${child.exitCode}`);
    try {
      execFileSync(join(bin, 'pg_isready'), ['-q', '-h', '127.0.0.1', '-p', String(port)], { timeout: 2000 });
      return;
    } catch {
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }
  throw new Error('postgres was not ready within fifteen seconds');
}

/** SIGINT is the fast shutdown: sessions are ended, nothing is waited for. */
export function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null) return Promise.resolve();
  return new Promise((resolve) => {
    child.once('exit', () => resolve());
    child.kill('SIGINT');
  });
}
