import { describe, expect, it } from 'vitest';
import { makeAccessToken, revokeAccessToken } from '#main/actions/access-tokens';
import { answer, type Served } from '#main/cli/serve/answer';
import { isLoopback, isLoopbackHost } from '#main/cli/serve/loopback';
import { readAccessTokens } from '#main/queries/access/access-tokens';
import type { AccountSession } from '#main/session/account-session';

const SECRET = 'of-the-crontab';
const CRON = '/api/cron/collect-metrics';

/** An account that has settings and nothing else: what is behind a token is asked in the integration test. */
function served(collect: AccountSession['collect'] = async () => Promise.reject(new Error('not asked for'))) {
  const kept = new Map<string, unknown>();
  const settings = {
    get: async (key: string) => kept.get(key),
    set: async (key: string, value: unknown) => void (value === undefined ? kept.delete(key) : kept.set(key, value)),
    all: async () => Object.fromEntries(kept),
  };
  const clock = { now: () => 1_795_000_000, monotonic: () => 0 };
  const parts = { store: { settings, cycles: { last: async () => null } }, clock } as never;
  const account = {
    clock,
    ask: (query: (parts: never, ...input: never[]) => unknown, ...input: never[]) => query(parts, ...input),
    collect,
  } as unknown as AccountSession;
  return { parts, kept, served: { account, cronSecret: SECRET, isReachable: false } satisfies Served };
}

const get = (path: string, headers: Record<string, string> = {}) => ({
  method: 'GET',
  path,
  headers: { host: '127.0.0.1:4646', ...headers },
});
/** A cycle that read nothing, and whose advice of the day before still stands. */
const NOTHING = {
  ...{ metricsCollected: 0, recommendationsGenerated: 2, recommendationsNew: 0, alertsTriggered: 0 },
  ...{ cycleId: 7, attempts: [], charges: 0 },
};
const bearer = (token: string) => ({ authorization: `Bearer ${token}` });

describe('the cron endpoint', () => {
  it.each([
    {},
    { authorization: SECRET },
    { authorization: `Basic ${SECRET}` },
    bearer(''),
    bearer('of-the-cronta'),
    bearer(`${SECRET}x`),
    bearer('undefined'),
  ])('is closed to %j', async (headers) => {
    const { status, headers: told, body } = await answer(served().served, get(CRON, headers));
    expect([status, JSON.parse(body)]).toEqual([401, { error: 'Unauthorized' }]);
    expect(told['www-authenticate']).toBe('Bearer');
  });

  it("answers a cycle's three counts and no more", async () => {
    const collect: AccountSession['collect'] = async () => ({
      ok: true,
      value: {
        metricsCollected: 12,
        recommendationsGenerated: 2,
        recommendationsNew: 1,
        alertsTriggered: 1,
        cycleId: 7,
        attempts: [],
        charges: 3,
      },
    });
    const { status, body } = await answer(served(collect).served, get(CRON, bearer(SECRET)));
    expect([status, JSON.parse(body)]).toEqual([
      200,
      { success: true, metricsCollected: 12, recommendationsGenerated: 2, alertsTriggered: 1 },
    ]);
  });

  const there = { id: 'vercel-1', settings: {} };
  const tried = (outcome: string, capability = 'usage') => ({ capability, outcome });
  it.each([
    ['without an account', [], [], 500],
    ['whose keys are elsewhere', [there], [tried('ok', 'status-page')], 500],
    ['of which each source failed', [there], [tried('ok', 'account'), tried('unreachable')], 500],
    ['of a store that sleeps', [there], [tried('asleep')], 200],
    ['whose accounts a person paused', [{ ...there, settings: { paused: 'true' } }], [], 200],
  ])('of a cycle %s that brought nothing answers what it is', async (_, connections, attempts, expected) => {
    const { parts, served: at } = served(async () => ({ ok: true, value: NOTHING }));
    Object.assign((parts as { store: object }).store, {
      connections: { list: async () => connections },
      // By its number alone: attempts of an hour that a clock set back left ahead say nothing of it.
      cycles: { last: async () => null, attemptsOf: async (id: number) => (id === NOTHING.cycleId ? attempts : []) },
    });
    const { status, body } = await answer(at, get(CRON, bearer(SECRET)));
    const { metricsCollected, recommendationsGenerated, alertsTriggered } = NOTHING;
    expect([status, JSON.parse(body)]).toEqual([
      expected,
      expected === 200
        ? { success: true, metricsCollected, recommendationsGenerated, alertsTriggered }
        : { error: 'Monitoring cycle failed' },
    ]);
  });

  it('tells nothing of why a cycle failed', async () => {
    const failure = {
      code: 'store-full',
      message: 'The disk of /home/me is full.',
      action: '',
      retryable: true,
    } as const;
    const { status, body } = await answer(
      served(async () => ({ ok: false, failure })).served,
      get(CRON, bearer(SECRET)),
    );
    expect([status, JSON.parse(body)]).toEqual([500, { error: 'Monitoring cycle failed' }]);
  });

  it('answers the same of a cycle that nobody expected to fail', async () => {
    const broken = served(async () => Promise.reject(new TypeError('of /home/me'))).served;
    const { status, body } = await answer(broken, get(CRON, bearer(SECRET)));
    expect([status, JSON.parse(body)]).toEqual([500, { error: 'Monitoring cycle failed' }]);
  });

  it('is no reader: its secret opens neither data nor metrics from elsewhere', async () => {
    for (const path of ['/v1/limits', '/metrics']) {
      const asked = get(path, { ...bearer(SECRET), host: 'headroom.example' });
      expect((await answer(served().served, asked)).status).toBe(401);
    }
  });
});

describe('tokens', () => {
  it('are kept as a hash, and read until they are revoked', async () => {
    const { parts, kept, served: at } = served();
    const { id, token } = await makeAccessToken(parts, 'grafana');
    const other = await makeAccessToken(parts, 'other');
    expect(token).toMatch(/^headroom_[\w-]{43}$/);
    expect(JSON.stringify([...kept])).not.toContain(token);
    expect((await readAccessTokens(parts)).map(({ name }) => name).sort()).toEqual(['grafana', 'other']);
    // Behind the door there is no store: that it is tried says that the door was opened.
    const status = async (given: string) => (await answer(at, get('/v1/limits', bearer(given)))).status;
    expect([await status(token), await status(`${token}x`), await status(id)]).toEqual([500, 401, 401]);
    expect(await revokeAccessToken(parts, id)).toBe(true);
    expect(await revokeAccessToken(parts, id)).toBe(false);
    expect([await status(token), await status(other.token)]).toEqual([401, 500]);
  });
});

describe('what is read without a token', () => {
  it.each([
    [{ host: 'headroom.attacker.example:4646' }, false],
    [{ 'x-forwarded-for': '203.0.113.9' }, false],
    [{ forwarded: 'for=203.0.113.9' }, false],
    [{ host: 'localhost' }, true],
    [{ host: '[::1]:4646' }, true],
  ])('/metrics with %j', async (headers, isOpen) => {
    const { status } = await answer(served().served, get('/metrics', headers));
    expect(status === 401).toBe(!isOpen);
    const reachable = { ...served().served, isReachable: true };
    expect((await answer(reachable, get('/metrics', headers))).status).toBe(401);
  });

  it('is nothing at another path or by another method', async () => {
    const at = served().served;
    expect((await answer(at, get('/'))).status).toBe(404);
    expect((await answer(at, get('/constructor'))).status).toBe(404);
    const posted = await answer(at, { ...get(CRON, bearer(SECRET)), method: 'POST' });
    expect([posted.status, posted.headers['allow']]).toEqual([405, 'GET']);
  });

  it('may be asked for its head alone, where asking changes nothing', async () => {
    const at = served().served;
    expect((await answer(at, { ...get('/healthz'), method: 'HEAD' })).status).not.toBe(405);
    const written = await answer(at, { ...get('/healthz'), method: 'PUT' });
    expect([written.status, written.headers['allow']]).toEqual([405, 'GET, HEAD']);
    expect((await answer(at, { ...get(CRON, bearer(SECRET)), method: 'HEAD' })).status).toBe(405);
  });
});

it('knows which addresses other computers reach', () => {
  expect(['127.0.0.1', '127.8.8.8', '::1', 'localhost'].map(isLoopback)).toEqual([true, true, true, true]);
  expect(['0.0.0.0', '::', '192.168.1.2', '127.0.0.1.example.com', ''].map(isLoopback)).toEqual(Array(5).fill(false));
  expect(['127.0.0.1.evil.example', 'localhost.evil.example:80', ''].map(isLoopbackHost)).toEqual(Array(3).fill(false));
});
