import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { systemClock } from '#main/clock';
import { type Simulator, startSimulator } from '#main/simulator/index';
import type { LimitJson } from '#shared/ipc/standing';
import { buildCli, type Ended, ended, removeCli, runCli, startCli } from './built-cli';

/** What a person changes in the terminal, on one store that is read once. */
const folder = mkdtempSync(join(tmpdir(), 'headroom-changes-'));
const STORAGE = 'VERCEL_KV_STORAGE_MB';
let simulator: Simulator;
let environment: Record<string, string>;

const headroom = (...args: readonly string[]) => runCli([...args, '--data-dir', folder], environment);
const json = async <T>(...args: readonly string[]): Promise<T> =>
  JSON.parse((await headroom(...args, '--json')).stdout) as T;

/** Like `headroom`, with lines on standard input. */
async function typed(input: string, ...args: readonly string[]): Promise<Ended> {
  const child = startCli([...args, '--data-dir', folder], environment);
  child.stdin.end(input);
  return ended(child);
}

beforeAll(async () => {
  await buildCli();
  simulator = await startSimulator({ scenario: 'sample', clock: systemClock });
  const [redis] = simulator.credentials.redis;
  environment = { KV_REST_API_URL: redis?.url ?? '', KV_REST_API_TOKEN: redis?.token ?? '' };
  expect((await headroom('collect')).code).toBe(0);
}, 120_000);

afterAll(async () => {
  await simulator.close();
  removeCli();
  rmSync(folder, { recursive: true, force: true });
});

describe('limits set and reset', () => {
  const storage = async () => {
    const limits = await json<readonly LimitJson[]>('limits');
    const found = limits.find(({ key }) => key === 'redis-env/VERCEL_KV/STORAGE_MB');
    if (found === undefined) throw new Error('The storage has no limit.');
    return found;
  };

  it('keeps a figure of one’s own, and the exit code follows where it is asked for', async () => {
    const before = await storage();
    const used = before.used ?? 0;
    expect(before.limitSource).not.toBe('user');
    const risk = async () => (await headroom('limits', '--exit-code')).code;

    // 80 % is past the warning threshold of 75 %, 95 % past the critical one of 90 %.
    const set = await headroom('limits', 'set', STORAGE, String(used / 0.8));
    expect(set.code).toBe(0);
    expect(set.stdout).toMatch(/storage.*the limit is .* now, as you say/i);
    expect(await storage()).toMatchObject({ limitSource: 'user', severity: 'warning' });
    expect(await risk()).toBe(10);
    expect((await headroom('limits')).code).toBe(0);
    expect(await json('limits', 'set', STORAGE, String(used / 0.95))).toMatchObject({
      key: 'redis-env/VERCEL_KV/STORAGE_MB',
      source: 'user',
    });
    expect(await risk()).toBe(11);
    expect((await headroom('summary', '--exit-code')).code).toBe(11);

    const thresholds = await headroom('limits', 'set', STORAGE, '--warning', '97', '--critical', '99');
    expect(thresholds.stdout).toMatch(/a warning from 97 %, critical from 99 %/);
    expect(await risk()).toBe(0);
    const crossed = await headroom('limits', 'set', STORAGE, '--warning', '99', '--critical', '98');
    expect([crossed.code, crossed.stdout]).toEqual([2, '']);

    expect((await headroom('limits', 'reset', STORAGE)).code).toBe(0);
    expect(await storage()).toMatchObject({ limit: before.limit, limitSource: before.limitSource });
  }, 60_000);

  it.each([
    [['limits', 'set', STORAGE], /Say what to set/],
    [['limits', 'set', 'NO_SUCH_METRIC', '5'], /There is no metric "NO_SUCH_METRIC"/],
    [['limits', 'reset', 'NO_SUCH_METRIC'], /headroom usage/],
  ])('%j is wrong use', async (args, why) => {
    const { code, stdout, stderr } = await headroom(...args);
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).toMatch(why);
  });
});

describe('usage', () => {
  it('lists every metric, and tells the readings of one as the list does', async () => {
    const list = await json<readonly { metric: string; current: number | null }[]>('usage');
    const one = await json<{ points: readonly { value: number }[]; current: number }>('usage', STORAGE);
    expect(one.points.at(-1)?.value).toBe(list.find(({ metric }) => metric === STORAGE)?.current);
    const { stdout } = await headroom('usage', STORAGE, '--csv', '--range', '24h');
    expect(stdout.split('\n')[0]).toMatch(/^time,value,/);
    expect(Number(stdout.split('\n')[1]?.split(',')[1])).toBe(one.current);
  });
});

describe('connections', () => {
  it('pauses an account: cycles leave it alone until it is resumed', async () => {
    const attempts = async () => (await json<{ attempts: readonly unknown[] }>('collect')).attempts.length;
    expect((await headroom('connections', 'pause', 'redis-env')).stdout).toMatch(/left alone until it is resumed/);
    expect(await attempts()).toBe(0);
    expect(await json('connections')).toMatchObject([{ id: 'redis-env', paused: true }]);
    expect((await headroom('connections', 'resume', 'redis-env')).code).toBe(0);
    expect(await attempts()).toBeGreaterThan(0);
  }, 60_000);

  it('tests one, and refuses to remove what the environment would bring back', async () => {
    expect(await json('connections', 'test', 'redis-env')).toMatchObject([{ id: 'redis-env', ok: true }]);
    const removed = await headroom('connections', 'remove', 'redis-env', '--yes');
    expect([removed.code, removed.stdout]).toEqual([2, '']);
    expect(removed.stderr).toMatch(/variables of the environment/);
    expect((await headroom('connections', 'test', 'nobody')).stderr).toMatch(/Write one of: redis-env/);
  });

  it('adds an account with its key from standard input, and removes it with the key', async () => {
    const plain = { ...environment };
    environment = { HEADROOM_PLAIN_SECRETS: '1' };
    const [redis] = simulator.credentials.redis;
    const inClear = await typed('', 'connections', 'add', 'redis', '--set', `restToken=${redis?.token}`);
    expect([inClear.code, inClear.stdout]).toEqual([2, '']);
    const refused = await typed(
      'restToken=key_of_another_store_0123456789\n',
      'connections',
      'add',
      'redis',
      '--set',
      `restUrl=${redis?.url}`,
    );
    expect(refused).toMatchObject({ code: 1, stdout: '', stderr: expect.not.stringContaining('key_of_another') });
    const added = await typed(
      `restUrl=${redis?.url}\nrestToken=${redis?.token}\n`,
      'connections',
      'add',
      'redis',
      '--json',
    );
    expect(added.stderr).toBe('');
    const { id } = JSON.parse(added.stdout) as { id: string };
    expect((await headroom('connections', 'test', id)).code).toBe(0);
    expect((await headroom('connections', 'remove', id)).code).toBe(2);
    expect((await headroom('connections', 'remove', id, '--yes')).code).toBe(0);
    expect(await json<readonly { id: string }[]>('connections')).toMatchObject([{ id: 'redis-env' }]);
    environment = plain;
  }, 60_000);
});

it('--watch answers again and ends in order when it is interrupted', async () => {
  const child = startCli(['summary', '--json', '--watch', '1', '--data-dir', folder], environment);
  const whole = ended(child);
  let seen = '';
  await new Promise<void>((resolve) => {
    child.stdout.on('data', (text: string) => {
      seen += text;
      if (seen.split('\n}\n').length > 2) resolve();
    });
  });
  child.kill('SIGINT');
  expect(await whole).toMatchObject({ code: 0, stderr: '' });
}, 30_000);
