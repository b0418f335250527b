import { afterEach, describe, expect, it } from 'vitest';
import { settableClock } from '#main/clock';
import type { CollectionResult } from '#main/providers/monitor';
import { VercelPlatformMonitor } from '#main/providers/vercel/monitors/vercel-platform-monitor';
import { vercel } from '#main/providers/vercel/provider';
import { type Simulator, startSimulator } from '#main/simulator/index';
import { DAY } from '#shared/domain/instant';
import { type ContextOptions, collectionContext, NOW, outcomes, samplesOf } from '../support/collection-context';

const monitor = new VercelPlatformMonitor();
const TODAY = NOW - 36_000;
let simulator: Simulator;

async function start(scenario: string, clock = settableClock(NOW)) {
  simulator = await startSimulator({ scenario, clock });
  return clock;
}

function options(more: Partial<ContextOptions> = {}): ContextOptions {
  const { url, token, teamId } = simulator.credentials.vercel;
  return { provider: 'vercel', settings: { baseUrl: url, teamId }, credentials: { token }, ...more };
}

const collect = (more: Partial<ContextOptions> = {}): Promise<CollectionResult> =>
  monitor.collectMetrics(collectionContext(options(more)));

afterEach(() => simulator.close());

describe('a Pro account', () => {
  it('gives the five metrics of the brief, a day each, with source and zone', async () => {
    await start('sample');
    const result = await collect();
    for (const metric of ['BUILD_MINUTES', 'INVOCATIONS', 'BANDWIDTH_GB', 'EDGE_REQUESTS']) {
      const samples = samplesOf(result, metric).filter(({ service }) => service !== 'VERCEL_CRON');
      expect(samples, metric).toHaveLength(30);
      expect(samples.at(-1)).toMatchObject({
        time: TODAY,
        kind: 'daily',
        zone: 'UTC',
        source: 'vercel:/v2/usage',
        provisional: true,
      });
      expect(samples[10]?.provisional).toBeUndefined();
      expect(samples.every(({ value }) => value >= 0)).toBe(true);
    }
    const reads = samplesOf(result, 'READS').filter(({ service }) => service === 'VERCEL_ISR');
    expect(reads.length).toBeGreaterThan(0);
    expect(reads[0]).toMatchObject({ zone: 'America/Los_Angeles', source: 'vercel:/v2/billing/costs', kind: 'daily' });
  });

  it('tells plan, billing anchor, projects and deployments', async () => {
    await start('sample');
    const { facts } = await collect();
    expect(facts.billing).toMatchObject({ provider: 'vercel', plan: 'pro', source: 'provider' });
    expect(facts.billingAnchor).toMatchObject({ zone: 'America/Los_Angeles' });
    expect(facts.projects?.length).toBe(simulator.scenario.projects.length);
    expect(facts.deployments?.length).toBeGreaterThan(0);
    expect(facts.deployments?.[0]).toMatchObject({ connectionId: 'vercel-1' });
  });

  it('attributes traffic to projects so that it adds up', async () => {
    await start('sample');
    const first = await collect();
    // Projects become known in the same cycle.
    const day = TODAY - 5 * DAY;
    const at = (projectId: string | null) =>
      samplesOf(first, 'EDGE_REQUESTS', projectId).find(({ time }) => time === day)?.value;
    const parts = (first.facts.projects ?? []).map(({ projectId }) => at(projectId) ?? 0);
    expect(parts.length).toBeGreaterThan(1);
    expect(parts.reduce((sum, part) => sum + part, 0)).toBe(at(null));
  });

  it('never brings two sources of one metric', async () => {
    await start('sample');
    const { samples } = await collect();
    const sources = new Map<string, Set<string>>();
    for (const { service, metric, source } of samples) {
      const key = `${service}_${metric}`;
      sources.set(key, (sources.get(key) ?? new Set()).add(source));
    }
    expect([...sources].filter(([, set]) => set.size > 1)).toEqual([]);
  });

  it('asks only what can have changed in the next cycle', async () => {
    const clock = await start('sample');
    const first = await collect({ clock });
    simulator.resetRequests();
    clock.set(NOW + 900);
    const second = await collect({ clock, cursors: first.cursors });
    expect(
      simulator
        .requests()
        .map(({ method, path, count }) => `${count} ${method} ${path}`)
        .sort(),
    ).toEqual([
      '1 GET /vercel/teams/team_acme0001/spend',
      '1 GET /vercel/v1/invoices/pre-commitment-usage',
      '1 GET /vercel/v6/deployments',
      '2 GET /vercel/v2/usage',
    ]);
    expect(samplesOf(second, 'EDGE_REQUESTS')).toHaveLength(3);
    expect(second.attempts.reduce((sum, { requests }) => sum + requests, 0)).toBe(5);
  });

  it('answers for the past in a backfill', async () => {
    await start('sample');
    const result = await collect({ backfill: { start: TODAY - 60 * DAY, end: TODAY } });
    expect(samplesOf(result, 'EDGE_REQUESTS')).toHaveLength(60);
    expect(result.cursors).toEqual({ asked: {} });
  });
});

describe('a Hobby account', () => {
  it('has the daily figures, no billing, and says so', async () => {
    await start('hobby');
    const result = await collect();
    expect(outcomes(result)).toMatchObject({ 'usage:requests': 'ok', 'usage:builds': 'ok', costs: 'not-on-plan' });
    expect(result.facts.billing).toMatchObject({ plan: 'hobby' });
    expect(result.facts.billingAnchor).toBeNull();
    expect(samplesOf(result, 'EDGE_REQUESTS')).toHaveLength(30);
    expect(samplesOf(result, 'READS')).toEqual([]);
  });

  it('does not ask again in the next cycle for what the plan does not have', async () => {
    const clock = await start('hobby');
    const first = await collect({ clock });
    clock.set(NOW + 3600);
    const second = await collect({ clock, cursors: first.cursors });
    expect(outcomes(second)['costs']).toBeUndefined();
  });
});

describe('what goes wrong', () => {
  it.each([
    ['invalid-token', 'invalid-credential'],
    ['unauthorized', 'invalid-credential'],
    ['forbidden', 'not-permitted'],
    ['server-error', 'provider-error'],
    ['bad-gateway', 'provider-error'],
    ['malformed', 'bad-response'],
    ['missing-data', 'changed'],
  ] as const)('%s of the usage becomes %s and loses nothing else', async (kind, code) => {
    await start('sample');
    simulator.setFault({ kind, path: '/vercel/v2/usage' });
    const result = await collect();
    expect(outcomes(result)).toMatchObject({ 'usage:requests': code, costs: 'ok', deployments: 'ok', account: 'ok' });
    const failed = result.attempts.find(({ capability }) => capability === 'usage:requests');
    expect(failed?.message).not.toBe('');
    expect(failed?.action).not.toBe('');
    expect(JSON.stringify(result)).not.toContain(simulator.credentials.vercel.token);
    expect(samplesOf(result, 'READS').length).toBeGreaterThan(0);
  });

  it('waits as long as it was told to', async () => {
    const clock = await start('sample');
    simulator.setFault({ kind: 'rate-limited', path: '/vercel/v2/usage', retryAfterSeconds: 1800 });
    const result = await collect({ clock });
    expect(result.attempts.find(({ capability }) => capability === 'usage:requests')).toMatchObject({
      outcome: 'rate-limited',
      retryAt: NOW + 1800,
    });
    simulator.clearFaults();
    clock.set(NOW + 900);
    expect(outcomes(await collect({ clock, cursors: result.cursors }))['usage:requests']).toBeUndefined();
    clock.set(NOW + 1801);
    expect(outcomes(await collect({ clock, cursors: result.cursors }))['usage:requests']).toBe('ok');
  });

  it('survives new fields, new words and numbers as text', async () => {
    await start('sample');
    const plain = await collect();
    for (const kind of ['new-fields', 'new-enum-values', 'numbers-as-strings', 'missing-optional'] as const) {
      simulator.setFault({ kind, path: '*' });
    }
    const odd = await collect();
    expect(outcomes(odd)).toEqual(outcomes(plain));
    expect(samplesOf(odd, 'EDGE_REQUESTS').map(({ value }) => value)).toEqual(
      samplesOf(plain, 'EDGE_REQUESTS').map(({ value }) => value),
    );
  });

  it('says when the token is of another team', async () => {
    await start('sample');
    const { url } = simulator.credentials.vercel;
    const result = await collect({ settings: { baseUrl: url, teamId: 'team_unknown' } });
    expect(['wrong-credential-kind', 'not-permitted']).toContain(outcomes(result)['account']);
  });
});

describe('verify', () => {
  it('tells whom the token belongs to, its plan and what it may read', async () => {
    await start('sample');
    const result = await vercel.verify(
      collectionContext(options({ settings: { baseUrl: simulator.credentials.vercel.url } })),
    );
    expect(result).toMatchObject({
      ok: true,
      value: {
        billing: { plan: 'pro' },
        settings: { teamId: simulator.scenario.team.id, teamSlug: simulator.scenario.team.slug },
      },
    });
    expect(result.ok && result.value.scopes.length).toBeGreaterThan(0);
    expect(result.ok && result.value.capabilities.map(({ outcome }) => outcome)).toEqual(['ok', 'ok', 'ok']);
  });

  it('says that a wrong token is one', async () => {
    await start('sample');
    const { url } = simulator.credentials.vercel;
    const told: unknown[] = [];
    const context = collectionContext({
      provider: 'vercel',
      settings: { baseUrl: url },
      credentials: { token: 'wrongtoken1234567890abcd' },
      logger: { debug: (fields, message) => told.push(fields, message) },
    });
    const result = await vercel.verify(context);
    expect(result).toMatchObject({ ok: false, failure: { code: 'invalid-credential' } });
    expect(JSON.stringify([result, told])).not.toContain('wrongtoken1234567890abcd');
  });
});

describe('a token of the wrong kind', () => {
  it.each([
    ['project', ['not-permitted', 'wrong-credential-kind']],
    ['limited', ['not-permitted']],
  ] as const)('%s is recognized, with what to use instead', async (kind, codes) => {
    await start('sample');
    const token = simulator.scenario.tokens.find((one) => one.kind === kind)?.token ?? '';
    const { url } = simulator.credentials.vercel;
    const context = collectionContext({ provider: 'vercel', settings: { baseUrl: url }, credentials: { token } });
    const verified = await vercel.verify(context);
    expect(verified.ok).toBe(false);
    expect(codes).toContain(verified.ok ? '' : verified.failure.code);
    expect(verified.ok ? '' : verified.failure.action).toMatch(/team|token/);
    const result = await monitor.collectMetrics(context);
    expect(codes).toContain(outcomes(result)['account']);
    expect(JSON.stringify([verified, result])).not.toContain(token);
  });

  it('expired is told from unknown by nobody, so both ask for a new one', async () => {
    await start('sample');
    const expired = simulator.scenario.tokens.find(({ expiresDay }) => expiresDay !== null && expiresDay < 0);
    const result = await collect({ credentials: { token: expired?.token ?? '' } });
    expect(outcomes(result)['account']).toBe('invalid-credential');
    expect(result.attempts[0]?.action).toContain('new token');
    // A refused token is not tried on everything else.
    expect(new Set(Object.values(outcomes(result)))).toEqual(new Set(['invalid-credential']));
    expect(result.attempts.reduce((sum, { requests }) => sum + requests, 0)).toBeLessThanOrEqual(3);
  });
});

describe('plans and costs', () => {
  it('knows the limits of the three plans', async () => {
    await start('quiet');
    const included = (plan: string, metric: string) =>
      monitor.getPlanLimits(plan).find((limit) => limit.metric === metric)?.included;
    expect(included('hobby', 'EDGE_REQUESTS')).toBe(1_000_000);
    expect(included('pro', 'BANDWIDTH_GB')).toBe(1000);
    expect(included('enterprise', 'INVOCATIONS')).toBeNull();
  });

  it('prices a month', async () => {
    await start('quiet');
    expect(() => monitor.calculateCosts({}, 'nosuch')).toThrow(RangeError);
    const cost = monitor.calculateCosts({ VERCEL_BANDWIDTH_BANDWIDTH_GB: 1500 }, 'pro');
    expect(cost.total).toBe(75_000_000);
  });
});
