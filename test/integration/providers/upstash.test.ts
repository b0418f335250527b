import { afterEach, describe, expect, it } from 'vitest';
import { settableClock } from '#main/clock';
import type { CollectionResult } from '#main/providers/monitor';
import { VercelKVMonitor } from '#main/providers/redis/monitors/vercel-kv-monitor';
import { redis } from '#main/providers/redis/provider';
import { upstashDeveloper } from '#main/providers/redis/upstash/developer';
import { loadScenario, type Scenario, type Simulator, startSimulator } from '#main/simulator/index';
import { defaultPriceList } from '#shared/core/pricing/default-price-list';
import { findPlan } from '#shared/core/pricing/look-up';
import { DAY, MINUTE } from '#shared/domain/instant';
import { type ContextOptions, collectionContext, NOW, outcomes, samplesOf } from '../support/collection-context';

const monitor = new VercelKVMonitor();
const TODAY = NOW - 36_000;
let simulator: Simulator;

async function start(scenario: string | Scenario = 'sample', clock = settableClock(NOW)) {
  simulator = await startSimulator({ scenario, clock });
  return clock;
}

function options(more: Partial<ContextOptions> = {}): ContextOptions {
  const [store] = simulator.credentials.redis;
  return {
    provider: 'redis',
    settings: { restUrl: store?.url ?? '' },
    credentials: { restToken: store?.token ?? '' },
    ...more,
  };
}

const collect = (more: Partial<ContextOptions> = {}): Promise<CollectionResult> =>
  monitor.collectMetrics(collectionContext(options(more)));

afterEach(() => simulator.close());

describe('the REST form', () => {
  it('shows the case of the brief: 25.5 MB', async () => {
    await start();
    const result = await collect();
    expect(outcomes(result)).toEqual({ info: 'ok', latency: 'ok' });
    expect(samplesOf(result, 'STORAGE_MB')[0]?.value).toBeCloseTo(25.5, 6);
    expect(samplesOf(result, 'CONNECTIONS')).toHaveLength(1);
    expect(samplesOf(result, 'LATENCY_MS')[0]?.value).toBeGreaterThan(0);
  });

  it('costs six requests, none of them a charged command', async () => {
    await start();
    const result = await collect();
    expect(result.attempts.reduce((sum, { requests }) => sum + requests, 0)).toBe(6);
  });

  it('counts the commands of each day as the store counted them', async () => {
    const clock = settableClock(TODAY - 3 * DAY);
    await start('sample', clock);
    let cursors: Readonly<Record<string, unknown>> = {};
    const totals = new Map<number, number>();
    for (let at = TODAY - 3 * DAY; at <= TODAY; at += 6 * 3600) {
      clock.set(at);
      const result = await collect({ clock, cursors });
      cursors = result.cursors;
      for (const { time, value } of samplesOf(result, 'COMMANDS_PER_DAY')) totals.set(time, value);
    }
    expect([...totals.keys()].slice(0, 3)).toEqual([TODAY - 3 * DAY, TODAY - 2 * DAY, TODAY - DAY]);
    // The scenario: 6,240 commands on the day on which it begins, 70 more on each one after it.
    const [, second = 0, third = 0] = totals.values();
    expect(Math.abs(second - 6_310)).toBeLessThan(130);
    expect(Math.abs(third - 6_380)).toBeLessThan(130);
  });

  it('names the read-only token', async () => {
    await start();
    const result = await collect({ credentials: { restToken: simulator.credentials.redis[0]?.readOnlyToken ?? '' } });
    expect(outcomes(result)).toEqual({ info: 'wrong-credential-kind', latency: 'ok' });
    expect(result.attempts[0]?.action).toContain('KV_REST_API_READ_ONLY_TOKEN');
  });

  it('names a wrong token, and never says it', async () => {
    await start();
    const result = await collect({ credentials: { restToken: 'wrong-rest-token-1' } });
    expect(outcomes(result)).toEqual({ info: 'invalid-credential', latency: 'invalid-credential' });
    expect(JSON.stringify(result)).not.toContain('wrong-rest-token-1');
  });

  it.each([
    ['server-error', 'provider-error'],
    ['malformed', 'bad-response'],
    ['reset', 'unreachable'],
    ['rate-limited', 'rate-limited'],
  ] as const)('%s becomes %s', async (kind, code) => {
    await start();
    simulator.setFault({ kind, path: '/upstash/*', retryAfterSeconds: 900 });
    expect(outcomes(await collect())['info']).toBe(code);
  });

  it('verifies', async () => {
    await start();
    expect(await redis.verify(collectionContext(options()))).toMatchObject({
      ok: true,
      value: { settings: { kind: 'upstash' } },
    });
  });
});

describe('the Developer API', () => {
  const withKey = (): ContextOptions => {
    const developer = simulator.credentials.upstashDeveloper;
    const base = options();
    return {
      ...base,
      settings: { ...base.settings, upstashUrl: developer?.url ?? '', upstashEmail: developer?.email ?? '' },
      credentials: { ...base.credentials, upstashApiKey: developer?.apiKey ?? '' },
    };
  };

  /** The shipped scenario with one Redis and an account made at Upstash itself, or through Vercel. */
  function scenarioWith(vercelManaged: boolean, type = 'free'): Scenario {
    const scenario = loadScenario('pro-growth');
    return {
      ...scenario,
      redis: scenario.redis.slice(0, 1),
      upstashDeveloper: { email: 'ana@acme.test', apiKey: 'upstash-key-123', vercelManaged, type },
    };
  }

  it('brings the billed commands, the plan and its limits', async () => {
    const clock = await start(scenarioWith(false));
    const first = await monitor.collectMetrics(collectionContext({ ...withKey(), clock }));
    expect(outcomes(first)).toMatchObject({ info: 'ok', upstash: 'ok' });
    expect(first.facts.billing).toMatchObject({ provider: 'upstash', plan: 'free' });
    expect(first.facts.limits).toContainEqual(
      expect.objectContaining({ metric: 'COMMANDS_PER_MONTH', value: 500_000 }),
    );
    clock.set(NOW + 15 * MINUTE);
    simulator.resetRequests();
    const second = await monitor.collectMetrics(collectionContext({ ...withKey(), clock, cursors: first.cursors }));
    expect(samplesOf(second, 'COMMANDS_PER_MONTH').map(({ source }) => source)).toEqual(['upstash:/redis/stats']);
    expect(
      simulator
        .requests()
        .filter(({ path }) => path.startsWith('/upstash-api'))
        .map(({ count }) => count),
    ).toEqual([1]);
  });

  it.each([
    ['fixed_1gb', 'fixed_1gb', 'Fixed 1GB'],
    ['fixed_250mb', 'fixed_250mb', 'Fixed 250MB'],
    ['payg', 'payg', 'Pay as you go'],
    ['paid', 'payg', 'Pay as you go'],
    ['Pay as You Go', 'payg', 'Pay as you go'],
    ['pro', 'pro', 'pro'],
  ])('takes the type %s for the plan %s, which has no limit of commands', async (type, plan, planName) => {
    const clock = await start(scenarioWith(false, type));
    const { facts } = await monitor.collectMetrics(collectionContext({ ...withKey(), clock }));
    expect(facts.billing).toEqual({ provider: 'upstash', plan, planName, source: 'provider' });
    expect(facts.limits?.map(({ metric }) => metric)).not.toContain('COMMANDS_PER_MONTH');
    const known = findPlan(defaultPriceList, 'upstash', plan, defaultPriceList.asOf);
    expect(known?.name ?? 'pro').toBe(planName);
  });

  it('asks for the plan again on the next day, since it may have changed', async () => {
    const clock = await start(scenarioWith(false));
    const first = await monitor.collectMetrics(collectionContext({ ...withKey(), clock }));
    clock.set(NOW + DAY);
    const next = await monitor.collectMetrics(collectionContext({ ...withKey(), clock, cursors: first.cursors }));
    expect(next.facts.billing).toMatchObject({ provider: 'upstash', plan: 'free' });
    expect(next.facts.limits).toEqual(first.facts.limits);
  });

  it('takes no figures of the one database of another account', async () => {
    await start(scenarioWith(false));
    const api = upstashDeveloper(collectionContext(withKey()), collectionContext(withKey()).http);
    const { name = '' } = simulator.scenario.redis[0] ?? {};
    expect(await api.database(`${name}-12345.upstash.io`)).toMatchObject({ ok: true });
    expect(await api.database('mine.example')).toMatchObject({ ok: true });
    expect(await api.database('other-54321.upstash.io')).toMatchObject({
      ok: false,
      failure: { code: 'wrong-credential-kind', message: expect.stringContaining('other-54321.upstash.io') },
    });
  });

  it('says that an account made through Vercel has none, and keeps the rest', async () => {
    await start(scenarioWith(true));
    const result = await monitor.collectMetrics(collectionContext(withKey()));
    expect(outcomes(result)).toMatchObject({ info: 'ok', latency: 'ok', upstash: 'not-permitted' });
    expect(JSON.stringify(result)).not.toContain('upstash-key-123');
  });
});
