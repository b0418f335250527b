import { describe, expect, test } from 'vitest';
import { settableClock } from '#main/clock';
import { loadScenario, type Simulator } from '#main/simulator/index';
import { DAY } from '#shared/domain/instant';
import { ANCHOR, ask, post, simulate } from './simulated';

const TOKEN = 'sample_kv_token';

async function command(simulator: Simulator, words: unknown, token: string | null = TOKEN, path = '/upstash/cache') {
  const { headers, ...rest } = post(words);
  const answer = await ask<{ result?: string; error?: string }>(simulator, path, {
    ...rest,
    headers: headers ?? {},
    token,
  });
  return { status: answer.status, ...answer.body };
}

async function info(simulator: Simulator): Promise<Record<string, string>> {
  const { result } = await command(simulator, ['INFO']);
  const lines = (result ?? '').split('\r\n').filter((line) => line !== '' && !line.startsWith('#'));
  return Object.fromEntries(lines.map((line) => [line.slice(0, line.indexOf(':')), line.slice(line.indexOf(':') + 1)]));
}

describe('the sample’s Redis store', () => {
  test('holds exactly 25.5 of 30 MB at the anchor', async () => {
    const fields = await info(await simulate());
    expect(Number(fields.total_data_size)).toBe(25.5 * 1024 * 1024);
    expect(Number(fields.max_data_size)).toBe(30 * 1024 * 1024);
    expect([fields.connected_clients, fields.maxclients]).toEqual(['12', '100']);
    expect(fields.upstash_version).toBeDefined();
    expect(fields.run_id).toBeUndefined();
  });

  test('grows 0.9 MB a day for twelve days, 0.35 before', async () => {
    const clock = settableClock(ANCHOR);
    const simulator = await simulate({ clock, anchor: ANCHOR });
    const megabytes = async (day: number) => {
      clock.set(ANCHOR + day * DAY);
      return Number((await info(simulator)).total_data_size) / 1024 / 1024;
    };
    expect((await megabytes(0)) - (await megabytes(-12))).toBeCloseTo(12 * 0.9, 3);
    expect((await megabytes(-12)) - (await megabytes(-22))).toBeCloseTo(10 * 0.35, 3);
    expect((await megabytes(5)) - 30).toBeCloseTo(0, 3);
  });

  test('counts 6,240 commands on the anchor’s day and 70 more each day', async () => {
    const clock = settableClock(ANCHOR);
    const simulator = await simulate({ clock, anchor: ANCHOR });
    const counter = async (day: number) => {
      clock.set((Math.floor(ANCHOR / DAY) + day) * DAY);
      return Number((await info(simulator)).total_commands_processed);
    };
    const onDay = async (day: number) => (await counter(day + 1)) - (await counter(day));
    expect(Math.abs((await onDay(0)) - 6_240)).toBeLessThan(130);
    expect(Math.abs((await onDay(-30)) - 4_140)).toBeLessThan(90);
    expect(await onDay(-9)).toBeGreaterThan(9_000);
  });
});

test('counters start again after a restart', async () => {
  const sample = loadScenario('sample');
  const redis = sample.redis.map((store) => ({ ...store, restartDays: [-1] }));
  const clock = settableClock(ANCHOR);
  const simulator = await simulate({ scenario: { ...sample, redis }, clock, anchor: ANCHOR });
  const counted = Number((await info(simulator)).total_commands_processed);
  clock.set(ANCHOR - 2 * DAY);
  expect(Number((await info(simulator)).total_commands_processed)).toBeGreaterThan(counted * 10);
});

describe('the REST form', () => {
  test.each([
    ['no token', null, ['PING'], 401, 'Unauthorized'],
    ['a wrong token', 'nope', ['PING'], 401, 'WRONGPASS'],
    ['a command that does not exist', TOKEN, ['NOSUCH'], 400, "ERR unknown command 'NOSUCH'"],
    ['a body that is no command', TOKEN, { a: 1 }, 400, 'ERR'],
    ['INFO with the read-only token', 'sample_kv_read_only_token', ['INFO'], 400, 'NOPERM'],
  ])('%s', async (_case, token, words, status, error) => {
    const answer = await command(await simulate(), words, token);
    expect(answer.status).toBe(status);
    expect(answer.error).toContain(error);
  });

  test('PING answers, also with the read-only token; a section of INFO comes alone', async () => {
    const simulator = await simulate();
    expect((await command(simulator, ['PING'], 'sample_kv_read_only_token')).result).toBe('PONG');
    expect((await command(simulator, ['INFO', 'clients'])).result).toMatch(/^# Clients\r\nconnected_clients:12/);
    expect((await command(simulator, ['INFO', 'nosuch'])).result).toMatch(/^# nosuch\r\n$/);
  });

  test('a pipeline keeps its order and the failures inside', async () => {
    const answer = await command(
      await simulate(),
      [['PING'], ['NOSUCH'], ['DBSIZE']],
      TOKEN,
      '/upstash/cache/pipeline',
    );
    expect(Object.values(answer).slice(0, 3)).toMatchObject([
      { result: 'PONG' },
      { error: expect.stringContaining('ERR') },
      { result: 41_205 },
    ]);
  });

  test('base64 where it is asked for', async () => {
    const { headers, ...rest } = post(['PING']);
    const answer = await ask<{ result: string }>(await simulate(), '/upstash/cache', {
      ...rest,
      headers: { ...(headers as Record<string, string>), 'upstash-encoding': 'base64' },
      token: TOKEN,
    });
    expect(Buffer.from(answer.body.result, 'base64').toString('utf8')).toBe('PONG');
  });
});

describe('the control plane', () => {
  const basic = { authorization: `Basic ${Buffer.from('ana@acme.test:upstash_key_sample').toString('base64')}` };

  test('lists databases without secrets and counts the month', async () => {
    const simulator = await simulate({ scenario: 'pro-growth' });
    const databases = await ask<Record<string, unknown>[]>(simulator, '/upstash-api/v2/redis/databases', {
      headers: basic,
    });
    expect(databases.body[0]).toMatchObject({ database_name: 'cache', db_disk_threshold: 31_457_280 });
    expect(databases.body[0]).not.toHaveProperty('rest_token');
    const stats = await ask<{ total_monthly_requests: number; dailyrequests: { x: string; y: number }[] }>(
      simulator,
      '/upstash-api/v2/redis/stats/db-cache',
      { headers: basic },
    );
    expect(stats.body.dailyrequests).toHaveLength(5);
    expect(stats.body.dailyrequests[4]?.x).toBe('2026-11-18 00:00:00 +0000 UTC');
    expect(stats.body.total_monthly_requests).toBeGreaterThan(80_000);
  });

  test('refuses an account that Vercel manages', async () => {
    const scenario = {
      ...loadScenario('pro-growth'),
      upstashDeveloper: { email: 'ana@acme.test', apiKey: 'upstash_key_sample', vercelManaged: true },
    };
    const answer = await ask(await simulate({ scenario }), '/upstash-api/v2/redis/databases', { headers: basic });
    expect(answer.status).toBe(403);
  });

  test('refuses a wrong key', async () => {
    const simulator = await simulate({ scenario: 'pro-growth' });
    expect((await ask(simulator, '/upstash-api/v2/redis/databases')).status).toBe(401);
  });
});
