import { afterAll, beforeAll, expect, it } from 'vitest';
import { temporaryFolder } from '../../unit/main/store/temporary-store';
import { type RedisServer, startRedisServer } from '../support/redis-server';
import { buildCli, removeCli, runCli } from './built-cli';

let store: RedisServer;

beforeAll(async () => {
  await buildCli();
  store = await startRedisServer();
});
afterAll(async () => {
  await store.stop();
  removeCli();
});

it('a stray % in one address is told with its mend, and touches no other connection', async () => {
  const environment = {
    DATABASE_URL: 'postgres://app:my50%secret@127.0.0.1:5432/app',
    REDIS_URL: `redis://127.0.0.1:${store.port}`,
  };
  const folder = temporaryFolder();
  const collected = await runCli(['collect', '--json', '--data-dir', folder], environment);
  const { attempts } = JSON.parse(collected.stdout) as {
    attempts: { connectionId: string; outcome: string; action: string }[];
  };
  const of = (id: string) => attempts.filter(({ connectionId }) => connectionId === id);
  expect(of('redis-env').map(({ outcome }) => outcome)).toEqual(['ok', 'ok']);
  expect(new Set(of('postgres-env').map(({ outcome }) => outcome))).toEqual(new Set(['invalid-input']));
  expect(of('postgres-env')[0]?.action).toBe('Write % as %25.');

  const examined = await runCli(['doctor', '--json', '--data-dir', folder], environment);
  const byId = Object.fromEntries(
    (JSON.parse(examined.stdout) as { connection: string; live: { ok: boolean }; advice: string | null }[]).map(
      (one) => [one.connection, one],
    ),
  );
  expect(byId['redis-env']).toMatchObject({ live: { ok: true }, advice: null });
  expect(byId['postgres-env']).toMatchObject({ live: { ok: false, failure: { code: 'invalid-input' } } });
  expect(byId['postgres-env']?.advice).toContain('Write % as %25.');
  for (const { stdout, stderr } of [collected, examined]) expect(stdout + stderr).not.toMatch(/my50|report it/);
}, 120_000);
