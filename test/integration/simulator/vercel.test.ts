import { describe, expect, test } from 'vitest';
import { settableClock } from '#main/clock';
import { loadScenario } from '#main/simulator/index';
import { DAY, HOUR } from '#shared/domain/instant';
import { ANCHOR, type Answer, ask, post, simulate } from './simulated';

interface Failure {
  readonly error: { readonly code: string; readonly invalidToken?: boolean };
}

describe('access', () => {
  test.each([
    ['no token', null, '/v2/user', 401, 'forbidden'],
    ['an unknown token', 'tok_nobody', '/v2/user', 403, 'forbidden'],
    ['an expired token', 'tok_expired01', '/v2/user', 403, 'forbidden'],
    [
      'a team that is not ours',
      'tok_test01',
      '/v2/usage?type=requests&from=2026-11-01T00:00:00Z&teamId=team_x',
      403,
      'forbidden',
    ],
    [
      'a project token on usage',
      'tok_project01',
      '/v2/usage?type=requests&from=2026-11-01T00:00:00Z',
      403,
      'forbidden',
    ],
    ['an unknown path', 'tok_test01', '/v2/nothing', 404, 'not_found'],
    ['a wrong method', 'tok_test01', '/v2/billing/costs', 405, 'method_unknown'],
  ])('%s', async (_case, token, path, status, code) => {
    const answer = await ask<Failure>(await simulate(), path, { token });
    expect([answer.status, answer.body.error.code]).toEqual([status, code]);
  });

  test('says that an expired token is invalid, and shows the expiry of the current one', async () => {
    const simulator = await simulate();
    const expired = await ask<Failure>(simulator, '/v2/user', { token: 'tok_expired01' });
    expect(expired.body.error.invalidToken).toBe(true);
    const current = await ask<{ token: { expiresAt: number } }>(simulator, '/v5/user/tokens/current', {
      token: simulator.credentials.vercel.token,
    });
    expect(current.body.token.expiresAt).toBe(Date.UTC(2026, 11, 12));
  });

  test('a limited token sees teams without billing', async () => {
    const { body } = await ask<{ teams: { limited?: boolean; billing?: unknown }[] }>(await simulate(), '/v2/teams', {
      token: 'tok_limited01',
    });
    expect(body.teams.map((team) => [team.limited, team.billing])).toEqual([
      [true, undefined],
      [true, undefined],
    ]);
  });

  test('every answer carries the rate limit; a used up bucket is 429 with Retry-After', async () => {
    const scenario = { ...loadScenario('sample'), rateLimits: { '/v2/user': 2, '*': 1000 } };
    const simulator = await simulate({ scenario });
    const answers: Answer<unknown>[] = [];
    for (let turn = 0; turn < 3; turn += 1) {
      answers.push(await ask(simulator, '/v2/user'));
    }
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 429]);
    expect(answers.map(({ headers }) => headers.get('x-ratelimit-remaining'))).toEqual(['1', '0', '0']);
    expect(answers[2]?.headers.get('retry-after')).toBe('60');
    expect((await ask(simulator, '/v2/teams')).status).toBe(200);
  });
});

describe('pages', () => {
  interface Deployments {
    readonly deployments: {
      readonly uid: string;
      readonly created: number;
      readonly meta: { githubCommitMessage: string };
    }[];
    readonly pagination: { readonly next: number | null };
  }

  test.each(['/v6', '/v7'])('%s/deployments goes back in time without a gap or a repetition', async (version) => {
    const simulator = await simulate();
    const since = (ANCHOR - 14 * DAY) * 1000;
    const whole = await ask<Deployments>(
      simulator,
      `${version}/deployments?limit=100&since=${since}&projectId=prj_docs`,
    );
    const seen: string[] = [];
    let next: number | null = null;
    do {
      const until: string = next === null ? '' : `&until=${next}`;
      const page: Deployments = (
        await ask<Deployments>(simulator, `${version}/deployments?limit=7&since=${since}&projectId=prj_docs${until}`)
      ).body;
      seen.push(...page.deployments.map(({ uid }) => uid));
      next = page.pagination.next;
    } while (next !== null);
    expect(seen.length).toBeGreaterThan(10);
    expect(seen).toEqual(whole.body.deployments.map(({ uid }) => uid));
  });

  test('projects come in both versions; an impossible limit is refused', async () => {
    const simulator = await simulate();
    const old = await ask<{ projects: unknown[] }>(simulator, '/v9/projects');
    const current = await ask<{ projects: unknown[] }>(simulator, '/v10/projects');
    expect(old.body.projects).toHaveLength(3);
    expect(current.body.projects).toEqual(old.body.projects);
    expect((await ask(simulator, '/v9/projects?limit=500')).status).toBe(400);
  });

  test('the story has its deployment twelve days before', async () => {
    const until = (ANCHOR - 11 * DAY) * 1000;
    const { body } = await ask<Deployments>(
      await simulate(),
      `/v7/deployments?projectId=prj_storefront&until=${until}&limit=20`,
    );
    const marked = body.deployments.find(({ meta }) => meta.githubCommitMessage === 'Keep sessions in Redis');
    expect(new Date(marked?.created ?? 0).toISOString().slice(0, 10)).toBe('2026-11-06');
  });
});

interface Usage {
  readonly data: readonly Record<string, number & string>[];
}

const usagePath = (type: string, from: string, more = '') => `/v2/usage?type=${type}&from=${from}${more}`;
const total = (usage: Usage, ...fields: string[]) =>
  usage.data.reduce((sum, row) => sum + fields.reduce((part, field) => part + Number(row[field]), 0), 0);

describe('usage', () => {
  test('names the types when none is given', async () => {
    const { status, body } = await ask<{ error: { message: string } }>(
      await simulate(),
      '/v2/usage?from=2026-11-01T00:00:00Z',
    );
    expect(status).toBe(400);
    expect(body.error.message).toMatch(/requests, builds/);
  });

  test('has a row a UTC day, the last one partial, growing, and an hour behind', async () => {
    const clock = settableClock(ANCHOR);
    const simulator = await simulate({ clock, anchor: ANCHOR });
    const path = usagePath('requests', '2026-11-16T00:00:00Z');
    const before = (await ask<Usage>(simulator, path)).body;
    clock.set(ANCHOR + 2 * HOUR);
    const after = (await ask<Usage>(simulator, path)).body;
    expect(before.data.map((row) => row.date)).toEqual([
      '2026-11-16T00:00:00.000Z',
      '2026-11-17T00:00:00.000Z',
      '2026-11-18T00:00:00.000Z',
    ]);
    expect(before.data[2]?.last_event).toBe('2026-11-18T09:00:00.000Z');
    expect(after.data.slice(0, 2)).toEqual(before.data.slice(0, 2));
    expect(Number(after.data[2]?.request_hit_count)).toBeGreaterThan(Number(before.data[2]?.request_hit_count));
  });

  test('tells the story of the mock-ups', async () => {
    const simulator = await simulate();
    const requests = (await ask<Usage>(simulator, usagePath('requests', '2026-11-01T00:00:00Z'))).body;
    const builds = (await ask<Usage>(simulator, usagePath('builds', '2026-11-01T00:00:00Z'))).body;
    expect(total(requests, 'bandwidth_outgoing_bytes') / 1e9 / 17.4).toBeCloseTo(21.8, 0);
    expect(total(requests, 'request_hit_count', 'request_miss_count') / 17.4 / 1000).toBeGreaterThan(165);
    expect(total(builds, 'build_build_seconds') / 60 / 17.4).toBeCloseTo(20, 0);
  });

  test('projects add up to the team', async () => {
    const simulator = await simulate();
    const from = '2026-11-01T00:00:00Z';
    const team = (await ask<Usage>(simulator, usagePath('requests', from))).body;
    const parts = await Promise.all(
      ['prj_storefront', 'prj_api', 'prj_docs'].map(
        async (id) => (await ask<Usage>(simulator, usagePath('requests', from, `&projectId=${id}`))).body,
      ),
    );
    const sum = parts.reduce((all, part) => all + total(part, 'request_hit_count', 'request_miss_count'), 0);
    expect(sum).toBe(total(team, 'request_hit_count', 'request_miss_count'));
  });

  test('answers the same for a day months back, whenever it is asked', async () => {
    const clock = settableClock(ANCHOR);
    const simulator = await simulate({ clock, anchor: ANCHOR });
    const path = usagePath('requests', '2026-03-03T00:00:00Z', '&to=2026-03-04T00:00:00Z');
    const before = (await ask<Usage>(simulator, path)).body.data;
    clock.set(ANCHOR + 40 * DAY);
    expect((await ask<Usage>(simulator, path)).body.data).toEqual(before);
    expect(before).toHaveLength(1);
  });

  test('a young day is corrected upwards later', async () => {
    const clock = settableClock(ANCHOR);
    const simulator = await simulate({ scenario: 'pro-growth', clock, anchor: ANCHOR });
    const path = usagePath('requests', '2026-11-17T00:00:00Z', '&to=2026-11-18T00:00:00Z');
    const young = total((await ask<Usage>(simulator, path)).body, 'request_hit_count');
    clock.set(ANCHOR + DAY);
    expect(total((await ask<Usage>(simulator, path)).body, 'request_hit_count')).toBeGreaterThan(young * 1.005);
  });
});

describe('stores', () => {
  test('one of each kind, one suspended, one without billing data, one with a prefix', async () => {
    const simulator = await simulate({ scenario: 'pro-growth' });
    const { body } = await ask<{ stores: Record<string, unknown>[] }>(simulator, '/v1/storage/stores');
    const byName = Object.fromEntries(body.stores.map((store) => [store.name, store]));
    expect(byName.jobs).toMatchObject({ status: 'limits-exceeded-suspended', usageQuotaExceeded: true });
    expect(byName.cache).toHaveProperty('billingDataV2.usage.items');
    expect(byName['main-db']).not.toHaveProperty('billingDataV2');
    expect(byName.uploads).toMatchObject({ type: 'blob', size: 12_345_678, count: 42 });
    const { body: env } = await ask<{ envs: { key: string; value: string }[] }>(simulator, '/v10/projects/api/env');
    expect(env.envs.map(({ key }) => key)).toContain('MAIN_DATABASE_URL');
    expect(env.envs.every(({ value }) => !value.includes('sample_kv_token'))).toBe(true);
    expect((await ask<unknown[]>(simulator, '/v1/global-config')).body).toHaveLength(1);
  });
});

describe('plans', () => {
  test('Hobby has usage and no money; a soft block shows with the user', async () => {
    const scenario = {
      ...loadScenario('hobby'),
      softBlock: { fromDay: 0, reason: 'FAIR_USE_LIMITS_EXCEEDED', overage: 'fastDataTransfer' },
    };
    const simulator = await simulate({ scenario });
    const costs = await ask<Failure>(simulator, '/v2/billing/costs', post({}));
    const charges = await ask<Failure>(
      simulator,
      '/v1/billing/charges?from=2026-11-01T00:00:00Z&to=2026-11-10T00:00:00Z',
    );
    const metrics = await ask<Failure>(simulator, '/metrics/v1');
    expect([costs, charges, metrics].map(({ status, body }) => [status, body.error.code])).toEqual([
      [404, 'costs_not_found'],
      [404, 'costs_not_found'],
      [402, 'payment_required'],
    ]);
    const user = await ask<{ user: { softBlock: { reason: string; blockedDueToOverageType: string } } }>(
      simulator,
      '/v2/user',
    );
    expect(user.body.user.softBlock).toMatchObject({
      reason: 'FAIR_USE_LIMITS_EXCEEDED',
      blockedDueToOverageType: 'fastDataTransfer',
    });
    expect((await ask<Usage>(simulator, usagePath('requests', '2026-11-01T00:00:00Z'))).body.data).toHaveLength(18);
  });

  test('the billing period rolls over at Los Angeles midnight, some minutes late', async () => {
    const clock = settableClock(ANCHOR);
    const simulator = await simulate({ clock, anchor: ANCHOR });
    const start = async () =>
      (await ask<{ billing: { period: { start: number } } }>(simulator, '/v2/teams/acme')).body.billing.period.start;
    expect(await start()).toBe(Date.UTC(2026, 10, 1, 7));
    const midnight = Date.UTC(2026, 11, 1, 8) / 1000;
    clock.set(midnight + 300);
    expect(await start()).toBe(Date.UTC(2026, 10, 1, 7));
    clock.set(midnight + 601);
    expect(await start()).toBe(Date.UTC(2026, 11, 1, 8));
  });
});
