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
const KEY = 'redis-env/VERCEL_KV/STORAGE_MB';
/** Each command is a process of its own. */
const SLOW = 120_000;
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
  it(
    'keeps a figure of one’s own, and the exit code follows where it is asked for',
    async () => {
      const limits = await json<readonly LimitJson[]>('limits');
      const before = limits.find(({ key }) => key === KEY);
      const used = before?.used ?? Number.NaN;
      expect(before?.limitSource).not.toBe('user');

      // 80 % is past the warning threshold of 75 %, 95 % past the critical one of 90 %.
      const set = await headroom('limits', 'set', STORAGE, String(used / 0.8));
      expect(set).toMatchObject({
        code: 0,
        stdout: expect.stringMatching(/storage.*the limit is .* now, as you say/i),
      });
      expect((await headroom('limits', '--exit-code')).code).toBe(10);
      expect(await json('limits', 'set', STORAGE, String(used / 0.95))).toMatchObject({ key: KEY, source: 'user' });
      // What tells of all limits ends with the worst of them; what was asked of one metric with those of that one.
      const codes = await Promise.all(
        ['summary', 'bill', 'usage', 'costs', 'recommendations', `usage ${STORAGE}`, `forecast ${STORAGE}`].map(
          async (line) => [line, (await headroom(...line.split(' '), '--exit-code')).code],
        ),
      );
      expect(codes.filter(([, code]) => code !== 11)).toEqual([]);
      expect((await headroom('usage', 'VERCEL_KV_CONNECTIONS', '--exit-code')).code).toBe(0);
      const { stdout } = await headroom('limits', 'set', STORAGE, '--warning', '97', '--critical', '99');
      expect(stdout).toMatch(/a warning from 97 %, critical from 99 %/);
      expect((await headroom('limits', '--exit-code')).code).toBe(0);
      expect(await json('limits', 'reset', STORAGE)).toMatchObject({
        limit: before?.limit,
        source: before?.limitSource,
      });
    },
    SLOW,
  );

  it(
    'of a metric that is not there is wrong use',
    async () => {
      const { code, stdout, stderr } = await headroom('limits', 'reset', 'NO_SUCH_METRIC');
      expect([code, stdout]).toEqual([2, '']);
      expect(stderr).toMatch(/There is no metric "NO_SUCH_METRIC"\. "headroom usage" names them\./);
    },
    SLOW,
  );
});

it(
  'usage tells the readings of a metric, as a table of CSV too',
  async () => {
    const one = await json<{ points: readonly { value: number }[]; current: number }>('usage', STORAGE);
    expect(one.points.at(-1)?.value).toBe(one.current);
    const { stdout } = await headroom('usage', STORAGE, '--csv', '--range', '24h');
    expect(stdout.split('\n')[0]).toMatch(/^time,value,/);
    expect(Number(stdout.split('\n')[1]?.split(',')[1])).toBe(one.current);
  },
  SLOW,
);

describe('connections', () => {
  it(
    'pauses an account: cycles leave it alone until it is resumed',
    async () => {
      expect((await headroom('connections', 'pause', 'redis-env')).stdout).toMatch(/left alone until it is resumed/);
      const { code, stdout, stderr } = await headroom('collect', '--json');
      expect([code, (JSON.parse(stdout) as { attempts: readonly unknown[] }).attempts]).toEqual([3, []]);
      expect(stderr).toMatch(/All accounts are paused.*"headroom connections resume --all"/);
      expect(await json('connections')).toMatchObject([{ id: 'redis-env', paused: true }]);
      expect((await headroom('connections', 'resume')).code).toBe(2);
      expect((await headroom('connections', 'resume', '--all')).stdout).toMatch(/1 account is read again/);
      expect((await json<{ attempts: readonly unknown[] }>('collect')).attempts).not.toEqual([]);
    },
    SLOW,
  );

  it(
    'refuses to remove what the environment would bring back',
    async () => {
      const { code, stdout, stderr } = await headroom('connections', 'remove', 'redis-env', '--yes');
      expect([code, stdout]).toEqual([2, '']);
      expect(stderr).toMatch(/variables of the environment/);
    },
    SLOW,
  );

  it(
    'adds an account with its key from standard input, tests it, and removes it with the key',
    async () => {
      const ofRedis = environment;
      environment = { HEADROOM_PLAIN_SECRETS: '1' };
      const [redis] = simulator.credentials.redis;
      const onCommandLine = await typed('', 'connections', 'add', 'redis', '--set', `restToken=${redis?.token}`);
      expect(onCommandLine).toMatchObject({ code: 2, stdout: '' });
      const wrong = 'key_of_another_store_0123456789';
      const refused = await typed(
        `restToken=${wrong}\n`,
        'connections',
        'add',
        'redis',
        '--set',
        `restUrl=${redis?.url}`,
      );
      expect(refused).toMatchObject({ code: 1, stdout: '', stderr: expect.not.stringContaining(wrong) });
      const lines = `restUrl=${redis?.url}\nrestToken=${redis?.token}\n`;
      const added = await typed(lines, 'connections', 'add', 'redis', '--json');
      const { id } = JSON.parse(added.stdout) as { id: string };
      expect(await json('connections', 'test', id)).toMatchObject([{ id, ok: true }]);
      expect((await headroom('connections', 'remove', id)).code).toBe(2);
      expect((await headroom('connections', 'remove', id, '--yes')).code).toBe(0);
      expect((await headroom('connections', 'test', id)).stderr).toMatch(/Write one of: redis-env\./);
      environment = ofRedis;
    },
    SLOW,
  );
});

it(
  '--watch answers again and ends in order when it is interrupted',
  async () => {
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
  },
  SLOW,
);
