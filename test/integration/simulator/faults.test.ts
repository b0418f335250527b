import { describe, expect, test } from 'vitest';
import type { FaultKind } from '#main/simulator/index';
import { ask, post, simulate } from './simulated';

const USER = '/v2/user';

describe('failures that the provider says', () => {
  test.each<[FaultKind, number]>([
    ['unauthorized', 401],
    ['payment-required', 402],
    ['forbidden', 403],
    ['invalid-token', 403],
    ['costs-not-found', 404],
    ['rate-limited', 429],
    ['server-error', 500],
    ['unavailable', 503],
    ['gateway-timeout', 504],
  ])('%s is %i in Vercel’s form', async (kind, status) => {
    const answer = await ask<{ error: { code: string; message: string } }>(
      await simulate({ faults: [{ kind, path: USER }] }),
      USER,
    );
    expect(answer.status).toBe(status);
    expect(answer.body.error.code).not.toBe('');
    expect(answer.body.error.message).not.toBe('');
  });

  test('a bad gateway answers HTML', async () => {
    const answer = await ask<string>(await simulate({ faults: [{ kind: 'bad-gateway', path: USER }] }), USER);
    expect(answer.status).toBe(502);
    expect(answer.headers.get('content-type')).toBe('text/html');
    expect(answer.body).toContain('<h1>502');
  });

  test('Retry-After comes in seconds or as a date', async () => {
    const simulator = await simulate();
    simulator.setFault({ kind: 'rate-limited', path: USER, retryAfterSeconds: 30, times: 1 });
    expect((await ask(simulator, USER)).headers.get('retry-after')).toBe('30');
    simulator.setFault({ kind: 'unavailable', path: USER, retryAfterSeconds: 30, retryAfterAsDate: true });
    expect((await ask(simulator, USER)).headers.get('retry-after')).toBe('Wed, 18 Nov 2026 10:46:30 GMT');
  });

  test('each provider fails in its own words', async () => {
    const simulator = await simulate({ faults: [{ kind: 'rate-limited', path: '*' }] });
    const openai = await ask(simulator, '/openai/v1/organization/projects');
    const anthropic = await ask(simulator, '/anthropic/v1/organizations/me');
    expect(openai.body).toMatchObject({ error: { code: 'rate_limit_exceeded', param: null } });
    expect(anthropic.body).toMatchObject({ type: 'error', error: { type: 'rate_limit_error' } });
  });

  test('a fault that is over, or taken away, leaves no trace', async () => {
    const simulator = await simulate({ faults: [{ kind: 'server-error', path: USER, times: 1 }] });
    expect((await ask(simulator, USER)).status).toBe(500);
    expect((await ask(simulator, USER)).status).toBe(200);
    simulator.setFault({ kind: 'server-error', path: USER });
    simulator.clearFaults();
    expect((await ask(simulator, USER)).status).toBe(200);
  });
});

describe('answers that do not arrive whole', () => {
  test('slow takes its time', async () => {
    const simulator = await simulate({ faults: [{ kind: 'slow', path: USER, delayMilliseconds: 300 }] });
    const started = performance.now();
    expect((await ask(simulator, USER)).status).toBe(200);
    expect(performance.now() - started).toBeGreaterThanOrEqual(295);
  });

  test('hang never answers', async () => {
    const simulator = await simulate({ faults: [{ kind: 'hang', path: USER }] });
    await expect(ask(simulator, USER, { signal: AbortSignal.timeout(300) })).rejects.toThrow(/abort|timeout/i);
  });

  test.each<FaultKind>(['reset', 'truncated'])('%s breaks the connection', async (kind) => {
    const simulator = await simulate({ faults: [{ kind, path: USER }] });
    await expect(ask(simulator, USER)).rejects.toThrow();
  });

  test('malformed is no JSON', async () => {
    const simulator = await simulate({ faults: [{ kind: 'malformed', path: USER }] });
    await expect(ask(simulator, USER)).rejects.toThrow(SyntaxError);
  });

  test('a cut-off line is the last one, the others are whole', async () => {
    const simulator = await simulate({ faults: [{ kind: 'cut-off-line', path: '/v1/billing/charges' }] });
    const path = '/v1/billing/charges?from=2026-11-03T08:00:00Z&to=2026-11-05T08:00:00Z';
    const cut = (await ask<string>(simulator, path)).body.split('\n');
    simulator.clearFaults();
    const whole = (await ask<string>(simulator, path)).body.trimEnd().split('\n');
    expect(cut.slice(0, -1)).toEqual(whole.slice(0, -1));
    expect(whole.at(-1)?.startsWith(cut.at(-1) ?? 'x')).toBe(true);
    expect(() => JSON.parse(cut.at(-1) ?? '')).toThrow();
  });
});

describe('answers that have changed', () => {
  test('charges that ignore `from` begin a week before the end', async () => {
    const simulator = await simulate({ faults: [{ kind: 'focus-ignores-from', path: '/v1/billing/charges' }] });
    const { body } = await ask<string>(
      simulator,
      '/v1/billing/charges?from=2026-10-01T07:00:00Z&to=2026-11-10T08:00:00Z',
    );
    const first = JSON.parse(body.slice(0, body.indexOf('\n')));
    expect(first.ChargePeriodStart).toBe('2026-11-03T08:00:00.000Z');
  });

  test('a view of the costs is missing', async () => {
    const simulator = await simulate({ faults: [{ kind: 'view-missing', path: '/v2/billing/costs' }] });
    const views = { byProduct: { groupBy: ['product'] }, detail: { groupBy: ['product', 'project'] } };
    const { body } = await ask<{ results: { views: object } }>(
      simulator,
      '/v2/billing/costs',
      post({ from: '2026-11-03T08:00:00Z', to: '2026-11-05T08:00:00Z', views }),
    );
    expect(Object.keys(body.results.views)).toEqual(['byProduct']);
  });

  test.each<[FaultKind, unknown]>([
    ['missing-data', { pagination: expect.anything() }],
    ['empty-data', { deployments: [], pagination: expect.anything() }],
    ['new-enum-values', { deployments: [expect.objectContaining({ readyState: 'SOMETHING_NEW' })] }],
    ['numbers-as-strings', { deployments: [expect.objectContaining({ created: expect.any(String) })] }],
    ['new-fields', { deployments: [expect.objectContaining({ brandNewField: expect.anything() })] }],
  ])('%s', async (kind, expected) => {
    const path = '/v7/deployments';
    const answer = await ask(await simulate({ faults: [{ kind, path }] }), `${path}?limit=1`);
    expect(answer.status).toBe(200);
    expect(answer.body).toMatchObject(expected as object);
    if (kind === 'missing-data') {
      expect(answer.body).not.toHaveProperty('deployments');
    }
  });
});

test('requests are counted by method and path', async () => {
  const simulator = await simulate();
  await ask(simulator, `${USER}?x=1`);
  await ask(simulator, USER);
  expect(simulator.requests()).toEqual([{ method: 'GET', path: USER, count: 2 }]);
  simulator.resetRequests();
  expect(simulator.requests()).toEqual([]);
});

test('listens on loopback only and frees its port', async () => {
  const simulator = await simulate();
  expect(new URL(simulator.url).hostname).toBe('127.0.0.1');
  await simulator.close();
  await simulator.close();
  const again = await simulate({ port: simulator.port });
  expect(again.port).toBe(simulator.port);
});
