import { execFileSync, spawn } from 'node:child_process';
import { chownSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from './free-port';
import { end, type PostgresServer, programs, serverAccount, untilReady } from './postgres-server';

export interface Standby {
  readonly port: number;
  stop(): Promise<void>;
}

/** A hot standby of `primary`: a copy of its data that follows it, and answers questions. */
export async function startStandby(primary: PostgresServer, settings: readonly string[] = []): Promise<Standby> {
  const bin = programs();
  const account = serverAccount();
  const asServer = account === null ? {} : { uid: account.uid, gid: account.gid };
  const folder = mkdtempSync(join(tmpdir(), 'headroom-standby-'));
  if (account !== null) chownSync(folder, account.uid, account.gid);
  const data = join(folder, 'data');
  const from = ['-h', '127.0.0.1', '-p', String(primary.port), '-U', 'postgres'];
  execFileSync(join(bin, 'pg_basebackup'), [...from, '-D', data, '-R', '-c', 'fast', '--no-sync'], {
    ...asServer,
    env: { ...process.env, PGPASSWORD: 'postgres' },
    stdio: 'ignore',
  });
  const port = await freePort();
  const own = [`port=${port}`, 'listen_addresses=127.0.0.1', `unix_socket_directories=${folder}`, 'fsync=off'];
  const child = spawn(join(bin, 'postgres'), ['-D', data, ...[...own, ...settings].flatMap((one) => ['-c', one])], {
    ...asServer,
    stdio: 'ignore',
  });
  await untilReady(bin, port, child);
  return {
    port,
    async stop() {
      await end(child);
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
