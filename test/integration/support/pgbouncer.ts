import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { chownSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from './free-port';
import { canConnect } from './redis-server';

export interface Pooler {
  readonly port: number;
  stop(): Promise<void>;
}

/**
 * Starts Debian's pgbouncer on 127.0.0.1 before a server on `serverPort`. Users by name with their passwords; `settings`
 * are further lines of its section `[pgbouncer]`, `databases` those of its section `[databases]`.
 */
export async function startPooler(
  serverPort: number,
  users: Readonly<Record<string, string>>,
  settings: readonly string[] = [],
  databases: readonly string[] = [`* = host=127.0.0.1 port=${serverPort}`],
): Promise<Pooler> {
  const folder = mkdtempSync(join(tmpdir(), 'headroom-pooler-'));
  const port = await freePort();
  const list = Object.entries(users).map(([name, password]) => `"${name}" "${password}"`);
  writeFileSync(join(folder, 'users'), `${list.join('\n')}\n`);
  writeFileSync(
    join(folder, 'pgbouncer.ini'),
    [
      '[databases]',
      ...databases,
      '[pgbouncer]',
      'listen_addr = 127.0.0.1',
      `listen_port = ${port}`,
      'unix_socket_dir =',
      'auth_type = scram-sha-256',
      `auth_file = ${join(folder, 'users')}`,
      'admin_users = admin',
      ...settings,
      '',
    ].join('\n'),
  );
  const isRoot = process.getuid?.() === 0;
  const id = (flag: string) => Number(execFileSync('id', [flag, 'postgres'], { encoding: 'utf8' }));
  const account = isRoot ? { uid: id('-u'), gid: id('-g') } : {};
  if (isRoot) for (const name of ['', 'users', 'pgbouncer.ini']) chownSync(join(folder, name), id('-u'), id('-g'));
  const child = spawn('/usr/sbin/pgbouncer', [join(folder, 'pgbouncer.ini')], { ...account, stdio: 'ignore' });
  await untilListening(port, child);
  return {
    port,
    async stop() {
      await end(child);
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

async function untilListening(port: number, child: ChildProcess): Promise<void> {
  for (let waited = 0; waited < 5_000; waited += 25) {
    if (child.exitCode !== null) throw new Error(`pgbouncer ended with ${child.exitCode}`);
    if (await canConnect(port)) return;
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
  throw new Error('pgbouncer did not listen within five seconds');
}

/** SIGTERM is its immediate shutdown. */
function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null) return Promise.resolve();
  return new Promise((resolve) => {
    child.once('exit', () => resolve());
    child.kill('SIGTERM');
  });
}
