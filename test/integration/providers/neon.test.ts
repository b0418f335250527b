import { afterEach, describe, expect, it } from 'vitest';
import { settableClock } from '#main/clock';
import type { CollectionResult } from '#main/providers/monitor';
import { VercelPostgresMonitor } from '#main/providers/postgres/monitors/vercel-postgres-monitor';
import { postgres } from '#main/providers/postgres/provider';
import { loadScenario, type Scenario, type Simulator, startSimulator } from '#main/simulator/index';
import { DAY, MINUTE } from '#shared/domain/instant';
import { type ContextOptions, collectionContext, NOW, outcomes, samplesOf } from '../support/collection-context';

const monitor = new VercelPostgresMonitor({ connect: 300, query: 300 });
const HOURS = Array.from({ length: 24 }, (_, hour) => hour);
let simulator: Simulator;

/** The shipped scenario with one Neon project on `plan`, awake in `awakeHours` (UTC). */
function scenarioWith(plan: string, awakeHours: number[]): Scenario {
  const scenario = loadScenario('pro-growth');
  const neon = scenario.neon;
  if (neon === null) throw new Error('the scenario has no Neon account');
  return {
    ...scenario,
    neon: { ...neon, projects: neon.projects.map((project) => ({ ...project, plan, awakeHours })) },
  };
}

async function start(plan: string, awakeHours: number[] = HOURS) {
  const clock = settableClock(NOW);
  simulator = await startSimulator({ scenario: scenarioWith(plan, awakeHours), clock });
  return clock;
}

function context(more: Partial<ContextOptions> = {}) {
  const neon = simulator.credentials.neon;
  return collectionContext({
    provider: 'postgres',
    settings: { baseUrl: neon?.url ?? '', neonOrgId: neon?.organizationId ?? '' },
    credentials: { neonApiKey: neon?.apiKey ?? '' },
    ...more,
  });
}

const collect = (more: Partial<ContextOptions> = {}): Promise<CollectionResult> =>
  monitor.collectMetrics(context(more));

/** A Neon host that nothing resolves: a visit by SQL shows as `unreachable`. */
function databaseUrl(): string {
  const project = simulator.scenario.neon?.projects[0]?.id ?? '';
  return `postgres://role:some-secret@ep-${project}.us-east-1.aws.neon.tech/app`;
}

function withUrl(): Partial<ContextOptions> {
  return { credentials: { neonApiKey: simulator.credentials.neon?.apiKey ?? '', url: databaseUrl() } };
}

afterEach(() => simulator.close());

describe('usage by the interface of Neon', () => {
  it('tells compute, storage and transfer of the month, by project and for the account', async () => {
    await start('launch_v3');
    const result = await collect();
    expect(outcomes(result)).toMatchObject({ 'neon:usage': 'ok', 'neon:days': 'ok' });
    expect(result.facts.billing).toMatchObject({ provider: 'neon', plan: 'launch', source: 'provider' });
    expect(result.facts.billingAnchor).toEqual({ day: 1, zone: 'UTC' });
    const compute = samplesOf(result, 'COMPUTE_CU_HOURS')[0];
    expect(compute).toMatchObject({ service: 'NEON_POSTGRES', kind: 'period', unit: 'CU-hours', time: NOW });
    const parts = (result.facts.projects ?? []).map(
      ({ projectId }) => samplesOf(result, 'COMPUTE_CU_HOURS', projectId)[0]?.value ?? 0,
    );
    expect(parts.reduce((sum, part) => sum + part, 0)).toBeCloseTo(compute?.value ?? 0, 6);
    expect(samplesOf(result, 'COMPUTE_CU_HOURS_PER_DAY')).toHaveLength(60);
  });

  it('says on Free that there is nothing by the day, and has the month all the same', async () => {
    await start('free_v3');
    const result = await collect();
    expect(outcomes(result)).toMatchObject({ 'neon:usage': 'ok', 'neon:days': 'not-on-plan' });
    expect(result.facts.billing?.plan).toBe('free');
  });

  it('asks little in the next cycle', async () => {
    const clock = await start('launch_v3');
    const first = await collect({ clock });
    clock.set(NOW + 15 * MINUTE);
    const second = await collect({ clock, cursors: first.cursors });
    expect(outcomes(second)).toEqual({ 'neon:usage': 'ok' });
  });

  it('fills the past by the day', async () => {
    await start('launch_v3');
    const result = await collect({ backfill: { start: NOW - 20 * DAY, end: NOW } });
    expect(samplesOf(result, 'COMPUTE_CU_HOURS_PER_DAY').length).toBeGreaterThanOrEqual(20);
  });

  it('names a wrong key', async () => {
    await start('launch_v3');
    const credentials = { neonApiKey: 'napi_wrong0123456789' };
    const result = await collect({ credentials });
    expect(outcomes(result)['neon:usage']).toBe('invalid-credential');
    expect(await postgres.verify(context({ credentials }))).toMatchObject({
      ok: false,
      failure: { code: 'invalid-credential' },
    });
    expect(JSON.stringify(result)).not.toContain('napi_wrong');
  });

  it.each([
    ['server-error', 'provider-error'],
    ['rate-limited', 'rate-limited'],
    ['missing-data', 'changed'],
  ] as const)('%s becomes %s', async (kind, code) => {
    await start('launch_v3');
    simulator.setFault({ kind, path: '/neon/*', retryAfterSeconds: 600 });
    expect(outcomes(await collect())['neon:usage']).toBe(code);
  });

  it('verifies a key without waking anything', async () => {
    await start('scale_v3');
    expect(await postgres.verify(context(withUrl()))).toMatchObject({
      ok: true,
      value: {
        billing: { plan: 'scale' },
        capabilities: [
          { capability: 'neon:usage', outcome: 'ok' },
          { capability: 'neon:days', outcome: 'ok' },
        ],
      },
    });
  });
});

describe('SQL at Neon', () => {
  it('is never sent to a sleeping compute', async () => {
    await start('launch_v3', [3]);
    const result = await collect(withUrl());
    expect(outcomes(result)).toMatchObject({ 'neon:state': 'ok', size: 'asleep', statements: 'asleep' });
    expect(result.attempts.find(({ capability }) => capability === 'size')?.action).toContain('last values stay valid');
  });

  it('is tried while the compute is awake', async () => {
    await start('launch_v3');
    const result = await collect(withUrl());
    expect(outcomes(result)['neon:state']).toBe('ok');
    expect(['unreachable', 'timeout']).toContain(outcomes(result)['size']);
    expect(JSON.stringify(result)).not.toContain('some-secret');
  });

  it('is not sent where the key belongs to another account', async () => {
    await start('launch_v3');
    const url = 'postgres://role:some-secret@ep-elsewhere.us-east-1.aws.neon.tech/app';
    const result = await collect({ credentials: { neonApiKey: simulator.credentials.neon?.apiKey ?? '', url } });
    expect(outcomes(result)['neon:state']).toBe('wrong-credential-kind');
    expect(outcomes(result)['size']).toBeUndefined();
  });
});
