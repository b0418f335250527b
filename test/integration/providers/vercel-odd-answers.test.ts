import { describe, expect, it } from 'vitest';
import type { CollectionResult } from '#main/providers/monitor';
import { readCharges } from '#main/providers/vercel/charges';
import { vercelApi } from '#main/providers/vercel/client';
import { readDeployments } from '#main/providers/vercel/deployments';
import { VercelPlatformMonitor } from '#main/providers/vercel/monitors/vercel-platform-monitor';
import { readUsage } from '#main/providers/vercel/usage';
import type { CollectionAttempt } from '#shared/domain/cycle';
import { DAY } from '#shared/domain/instant';
import { answered, type StandInAnswer } from '../support/answered';
import { collectionContext, NOW, outcomes, samplesOf } from '../support/collection-context';

const TODAY = NOW - 36_000;
/** Midnight in Los Angeles of 1 November 2026, before the clocks went back. */
const PERIOD = 1_793_516_400;

const USER = { id: 'u_ana', username: 'ana', name: 'Ana', defaultTeamId: 'team_acme', softBlock: null };
const TEAM = { id: 'team_acme', slug: 'acme', name: 'Acme', softBlock: null, billing: { plan: 'pro' } };

/** Vercel where one path answers in a way of its own, and nothing else answers but who is asked. */
async function oddAt(path: string, say: (query: URLSearchParams, count: number) => StandInAnswer, team: object = TEAM) {
  let count = 0;
  const server = await answered((asked, query) => {
    if (asked === '/v2/user') return { body: { user: USER } };
    if (asked === '/v2/teams/team_acme') return { body: team };
    if (asked !== path) return undefined;
    count += 1;
    return say(query, count);
  });
  const context = collectionContext({
    provider: 'vercel',
    settings: { baseUrl: server.url, teamId: 'team_acme' },
    credentials: { token: 'vcp_0123456789abcdef' },
    billingAnchor: { day: 1, zone: 'America/Los_Angeles' },
  });
  return { server, context, api: vercelApi(context, context.http) };
}

const collect = (context: ReturnType<typeof collectionContext>): Promise<CollectionResult> =>
  new VercelPlatformMonitor().collectMetrics(context);

const attemptAt = (result: CollectionResult, capability: string): CollectionAttempt | undefined =>
  result.attempts.find((attempt) => attempt.capability === capability);

describe('days of usage', () => {
  const row = { request_hit_count: 300, request_miss_count: 150 };
  const range = { start: TODAY - 3 * DAY, end: TODAY + DAY };
  const read = async (rows: readonly object[]) => {
    const { api } = await oddAt('/v2/usage', () => ({ body: { data: rows } }));
    const usage = await readUsage(api, 'requests', range, NOW, null);
    return usage.ok ? usage.value : usage.failure;
  };

  it('may be written as a bare date', async () => {
    expect(await read([{ date: '2026-11-23', ...row }])).toMatchObject({
      samples: expect.arrayContaining([
        expect.objectContaining({ metric: 'EDGE_REQUESTS', time: TODAY - DAY, value: 450, zone: 'UTC' }),
      ]),
      reading: { rows: 1, notUnderstood: 0 },
    });
  });

  it.each([
    ['a date of another form', { date: '23 November', ...row }],
    ['a day that has not begun', { date: '2026-11-26', ...row }],
    ['a count of another form', { date: '2026-11-22', ...row, request_hit_count: 'many' }],
    ['a count missing that other days have', { date: '2026-11-22', request_hit_count: 300 }],
    ['nothing that Headroom reads', { date: '2026-11-22', hits: 300 }],
    ['a part of a day', { date: '2026-11-22T13:00:00.000Z', ...row }],
    ['a day that came already', { date: '2026-11-23T00:00:00.000Z', ...row, request_hit_count: 1 }],
  ])('with %s are counted, and the others are kept', async (_what, odd) => {
    expect(await read([{ date: '2026-11-23', ...row }, odd])).toMatchObject({
      samples: expect.arrayContaining([expect.objectContaining({ time: TODAY - DAY, value: 450 })]),
      reading: { rows: 2, notUnderstood: 1 },
    });
  });

  it('are no sum without the part that cannot be read', async () => {
    const usage = await read([{ date: '2026-11-23', ...row, request_hit_count: {} }]);
    expect(usage).toMatchObject({ samples: [], reading: { notUnderstood: 1 } });
  });
});

describe('charges', () => {
  const line = (day: number, cost = 1) =>
    JSON.stringify({
      BilledCost: cost,
      BillingCurrency: 'USD',
      ChargeCategory: 'Usage',
      ChargePeriodStart: new Date((PERIOD + day * DAY) * 1000).toISOString(),
      ChargePeriodEnd: new Date((PERIOD + (day + 1) * DAY) * 1000).toISOString(),
      ConsumedQuantity: 5,
      ConsumedUnit: 'Invocations',
      EffectiveCost: cost,
      ServiceName: 'Function Invocations',
      PricingCategory: 'Standard',
      PricingQuantity: cost,
      PricingUnit: 'USD',
      Tags: {},
    });
  const stream = (lines: readonly string[]): StandInAnswer => ({
    type: 'application/jsonl',
    body: `${lines.join('\n')}\n`,
  });
  const range = { start: PERIOD, end: TODAY };
  const between = (from: string | null, to: string | null, days: readonly number[]) =>
    days.filter((day) => {
      const at = (PERIOD + day * DAY) * 1000;
      return at >= Date.parse(from ?? '') && at < Date.parse(to ?? '');
    });
  const charged = (days: readonly number[], team: object = TEAM) =>
    oddAt(
      '/v1/billing/charges',
      (query) => stream(between(query.get('from'), query.get('to'), days).map((day) => line(day))),
      team,
    );

  it('of a team that is younger than the period begin with the team: no fault, and no further request', async () => {
    const createdAt = (PERIOD + 15 * DAY) * 1000;
    const { context, server } = await charged([16, 17, 18, 19, 20], { ...TEAM, createdAt });
    const result = await collect(context);
    expect(attemptAt(result, 'charges')).toMatchObject({ outcome: 'ok', reading: { rows: 5, notUnderstood: 0 } });
    expect(result.facts.charges?.[0]).toMatchObject({ complete: true });
    expect(server.asked.filter((one) => one.includes('/charges'))).toHaveLength(1);
  });

  it('whose first comes late are whole once the days before are known to be empty', async () => {
    const { api, context, server } = await charged([12, 13, 20]);
    const read = await readCharges(api, context, range, PERIOD);
    expect(read).toMatchObject({ ok: true, value: { reading: { rows: 3, notUnderstood: 0 } } });
    expect(read.ok && read.value.partly).toBeUndefined();
    expect(read.ok && read.value.facts?.charges?.[0]?.complete).toBe(true);
    expect(server.asked.filter((one) => one.includes('/charges'))).toHaveLength(2);
  });

  it('that are told again for days that they do not belong to are kept once, and that is said', async () => {
    const week = [17, 18, 19, 20].map((day) => line(day));
    const { api, context } = await oddAt('/v1/billing/charges', () => stream(week));
    const read = await readCharges(api, context, range, PERIOD);
    expect(read).toMatchObject({ ok: true, value: { partly: { code: 'bad-response' } } });
    const [batch] = (read.ok && read.value.facts?.charges) || [];
    expect(batch?.charges).toHaveLength(4);
    expect(batch?.complete).toBe(false);
  });

  it('have lines of spaces between them in some answers: those are no rows', async () => {
    const { api, context } = await oddAt('/v1/billing/charges', () =>
      stream([line(1), '   ', line(2), ' \t', line(3)]),
    );
    const read = await readCharges(api, context, range, PERIOD);
    expect(read).toMatchObject({ ok: true, value: { reading: { rows: 3, notUnderstood: 0 } } });
    expect(read.ok && read.value.facts?.charges?.[0]).toMatchObject({ complete: true });
  });

  it('of which some are none are kept in part, with the count', async () => {
    const { api, context } = await oddAt('/v1/billing/charges', () => stream([line(1), '{"BilledCost":1}', line(2)]));
    const read = await readCharges(api, context, range, PERIOD);
    expect(read).toMatchObject({ ok: true, value: { reading: { rows: 3, notUnderstood: 1 } } });
    expect(read.ok && read.value.facts?.charges?.[0]).toMatchObject({ complete: false });
  });
});

describe('a list of deployments', () => {
  const PAGE = 100;
  const deployment = (at: number) => ({
    uid: `dpl_${at}`,
    name: 'web',
    projectId: 'prj_1',
    url: 'web.vercel.app',
    created: (NOW - at * 60) * 1000,
    buildingAt: (NOW - at * 60 + 1) * 1000,
    ready: (NOW - at * 60 + 30) * 1000,
    readyState: 'READY',
    target: null,
  });
  const page = (start: number, size: number) => Array.from({ length: size }, (_, at) => deployment(start + at));
  const read = async (say: (query: URLSearchParams) => object) => {
    const { api, server } = await oddAt('/v6/deployments', (query) => ({ body: say(query) }));
    const result = await readDeployments(api, 'vercel-1', undefined, NOW);
    return { result: result.ok ? result.value : null, asked: server.asked.length };
  };

  it('of 6,000 is read to its end', async () => {
    const { result } = await read((query) => {
      const start = Number(query.get('until') ?? 0);
      return { deployments: page(start, PAGE), pagination: { next: start + PAGE < 6_000 ? start + PAGE : null } };
    });
    expect(result?.facts?.deployments).toHaveLength(6_000);
    expect(result?.partly).toBeUndefined();
  });

  it('without an end stops, and says how much was read', async () => {
    const { result, asked } = await read((query) => {
      const start = Number(query.get('until') ?? 0);
      return { deployments: page(start % 40_000, PAGE), pagination: { next: start + PAGE } };
    });
    expect(asked).toBe(200);
    expect(result?.partly).toMatchObject({ code: 'too-large' });
    expect(result?.partly?.message).toMatch(/20,000 were read/);
  });

  it.each([
    ['the same again', () => ({ next: 7 })],
    ['one of before', (query: URLSearchParams) => ({ next: query.get('until') === '7' ? '8' : 7 })],
  ])('whose cursor is %s stops at once, and says so', async (_what, pagination) => {
    const { result, asked } = await read((query) => ({ deployments: page(0, PAGE), pagination: pagination(query) }));
    expect(asked).toBeLessThanOrEqual(3);
    expect(result?.partly?.message).toMatch(/leads back/);
    // Asked for again from where it began.
    expect(result?.cursors).toBeUndefined();
  });

  it('that breaks off on a later page keeps what came', async () => {
    const { api } = await oddAt('/v6/deployments', (_query, count) =>
      count === 1 ? { body: { deployments: page(0, PAGE), pagination: { next: 7 } } } : { status: 400, body: {} },
    );
    const result = await readDeployments(api, 'vercel-1', undefined, NOW);
    expect(result).toMatchObject({ ok: true, value: { partly: { code: 'changed' } } });
    expect(result.ok && result.value.facts?.deployments).toHaveLength(PAGE);
  });
});

describe('a refusal that is none of the figures asked for', () => {
  const unpaid = { status: 402, body: { error: { code: 'payment_required', message: 'The team is blocked.' } } };

  it('tells a blocked team as such, not as figures to be bought', async () => {
    const { context } = await oddAt('/v2/usage', () => unpaid);
    const result = await collect(context);
    const usage = attemptAt(result, 'usage:requests');
    expect(usage).toMatchObject({ outcome: 'not-permitted', message: expect.stringMatching(/blocked the team/) });
    expect(JSON.stringify(result)).not.toMatch(/Observability/);
  });

  it('keeps Observability Plus for what it is, unless the team is blocked', async () => {
    const plus = await oddAt('/metrics/v1', () => unpaid);
    expect(attemptAt(await collect(plus.context), 'metrics')).toMatchObject({
      outcome: 'not-on-plan',
      message: expect.stringMatching(/Observability Plus/),
    });
    const softBlock = { blockedAt: NOW * 1000, reason: 'UNPAID_INVOICE' };
    const blocked = await oddAt('/metrics/v1', () => unpaid, { ...TEAM, softBlock });
    expect(attemptAt(await collect(blocked.context), 'metrics')).toMatchObject({ outcome: 'not-permitted' });
  });

  it.each([
    ['as HTML', 'text/html; charset=utf-8', '<!doctype html><title>Welcome to the hotel</title>'],
    ['that says it is something else', 'text/plain', '\n<html><body>Sign in</body></html>'],
    ['that begins with a comment', 'text/plain', '\n<!-- portal -->\n<meta http-equiv="refresh" content="0">\n'],
    ['that calls itself JSON', 'application/json', '<html><body>Sign in</body></html>'],
    ['behind a mark of its bytes', 'application/json', '\ufeff<?xml version="1.0"?>\n<html></html>'],
  ])('is a page of the network with status 200 %s', async (_what, type, body) => {
    const { context } = await oddAt('/v2/usage', () => ({ type, body }));
    const usage = attemptAt(await collect(context), 'usage:requests');
    expect(usage?.message).toMatch(/web page came instead of the answer of Vercel: is there a sign-in page/);
    expect(`${usage?.message} ${usage?.action}`).not.toMatch(/newer version/);
    const stream = await oddAt('/v1/billing/charges', () => ({ type, body }));
    const charges = attemptAt(await collect(stream.context), 'charges');
    expect(charges?.message).toMatch(/is there a sign-in page/);
  });

  it('is a network that says itself that it wants a sign-in', async () => {
    const { context } = await oddAt('/v2/usage', () => ({ status: 511, type: 'text/html', body: '<p>Sign in</p>' }));
    expect(attemptAt(await collect(context), 'usage:requests')?.message).toMatch(/sign-in page/);
  });

  it('leaves what else was said alone', async () => {
    const { context } = await oddAt('/v2/usage', () => ({
      body: { data: [{ date: '2026-11-23', request_hit_count: 2 }] },
    }));
    const result = await collect(context);
    expect(outcomes(result)['usage:requests']).toBe('ok');
    expect(samplesOf(result, 'EDGE_REQUESTS')).toHaveLength(1);
  });
});

describe('usage by project', () => {
  const listed = Array.from({ length: 23 }, (_, at) => ({ id: `prj_${at}`, name: `p${at}` }));
  const ask = async (settings: Readonly<Record<string, string>> = {}) => {
    const server = await answered((path) => {
      if (path === '/v2/user') return { body: { user: USER } };
      if (path === '/v2/teams/team_acme') return { body: TEAM };
      if (path === '/v9/projects')
        return { body: { projects: listed, pagination: { count: 23, next: null, prev: null } } };
      return path === '/v2/usage' ? { body: { data: [{ date: '2026-11-23', request_hit_count: 1 }] } } : undefined;
    });
    const { context } = await oddAt('', () => ({ body: {} }));
    const connection = { ...context.connection, settings: { baseUrl: server.url, teamId: 'team_acme', ...settings } };
    return attemptAt(await collect({ ...context, connection }), 'usage:projects');
  };

  it('says of how many projects it is told', async () => {
    expect(await ask()).toMatchObject({ outcome: 'ok', message: expect.stringContaining('for 20 of 23 projects') });
    expect(await ask({ projectIds: 'prj_1, prj_2' })).toMatchObject({ outcome: 'ok', message: '' });
  });
});
