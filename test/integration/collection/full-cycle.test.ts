import { describe, expect, it } from 'vitest';
import { saveLimits } from '#main/actions/save-limits';
import { readCollectionHealth } from '#main/queries/connections/collection-health';
import { DAY, MINUTE } from '#shared/domain/instant';
import { monitored, NOW, OPTION_CONNECTION, REDIS } from './monitored';

/** The metrics of the client's brief, as keys of its usage summary. */
const BRIEF = [
  'VERCEL_KV_STORAGE_MB',
  'VERCEL_KV_COMMANDS_PER_DAY',
  'VERCEL_KV_CONNECTIONS',
  'VERCEL_KV_LATENCY_MS',
  'VERCEL_BUILD_BUILD_MINUTES',
  'VERCEL_FUNCTIONS_INVOCATIONS',
  'VERCEL_BANDWIDTH_BANDWIDTH_GB',
  'VERCEL_EDGE_EDGE_REQUESTS',
  'VERCEL_ISR_READS',
];

const ALL = { start: 0, end: NOW + DAY };
const idle = { running: false, nextAt: null, intervalMinutes: 15, progress: null };

describe('a full cycle through InfrastructureMonitoringService', () => {
  it("answers the client's three counts and leaves what it says in the store", async () => {
    const { service, store } = await monitored();
    await service.initializeDefaultLimits();
    const result = await service.runMonitoringCycle();

    expect(result.metricsCollected).toBeGreaterThan(100);
    expect(result.recommendationsGenerated).toBe((await store.recommendations.list()).length);
    expect(result.alertsTriggered).toBe((await store.alerts.open()).length);
    expect(result.alertsTriggered).toBeGreaterThan(0);
    expect(result.attempts.map(({ connectionId }) => connectionId)).toEqual(
      expect.arrayContaining([OPTION_CONNECTION, REDIS]),
    );
    const cycle = await store.cycles.last();
    expect(cycle).toMatchObject({
      id: result.cycleId,
      trigger: 'user',
      startedAt: NOW,
      finishedAt: NOW,
      metricsCollected: result.metricsCollected,
    });
  });

  it('sums usage up by SERVICE_METRIC with current, limit and percent to one decimal', async () => {
    const { service, clock } = await monitored();
    // Redis tells commands as a counter: a day's worth is known from the second reading on.
    clock.set(NOW - 15 * MINUTE);
    await service.runMonitoringCycle();
    clock.set(NOW);
    await service.runMonitoringCycle();
    const summary = await service.getUsageSummary();

    expect(Object.keys(summary)).toEqual(expect.arrayContaining(BRIEF));
    expect(summary['VERCEL_KV_STORAGE_MB']).toMatchObject({ limit: 30, percent: 85, unit: 'MB', asOf: NOW });
    expect(summary['VERCEL_KV_STORAGE_MB']?.current).toBeCloseTo(25.5, 1);
    for (const key of BRIEF) {
      expect(summary[key], key).toMatchObject({ note: '', current: expect.any(Number) });
    }
    for (const [key, { current, limit, percent }] of Object.entries(summary)) {
      const known = current !== null && limit !== null && limit > 0;
      expect(percent, key).toBe(known ? Math.round((current / limit) * 1000) / 10 : null);
    }
  });

  it('keeps when the token ends, also through a cycle that did not ask for it', async () => {
    const { service, store, clock } = await monitored({ redis: false });
    const expiresAt = async () => (await store.connections.find(OPTION_CONNECTION))?.expiresAt;
    await service.runMonitoringCycle();
    expect(await expiresAt()).toBe(Date.UTC(2026, 11, 12) / 1000);
    clock.set(NOW + 15 * MINUTE);
    const { attempts } = await service.runMonitoringCycle();
    expect(attempts.map(({ capability }) => capability)).not.toContain('account');
    expect(await expiresAt()).toBe(Date.UTC(2026, 11, 12) / 1000);
  });

  it('reads the team and the projects that the options name, and skips an undefined one', async () => {
    const { service, simulator, store } = await monitored();
    await service.runMonitoringCycle();
    const { settings } = (await store.connections.find(OPTION_CONNECTION)) ?? { settings: {} };
    expect(settings).toMatchObject({ teamId: simulator.credentials.vercel.teamId, projectIds: 'prj_storefront' });
    const series = await store.samples.listSeries(OPTION_CONNECTION);
    const builds = series.filter(({ metric, source }) => metric === 'BUILD_MINUTES' && source === 'vercel:/v2/usage');
    expect(builds.map(({ projectId }) => projectId).sort()).toEqual([null, 'prj_storefront'].sort());
  });

  it('keeps nothing that is secret in the file', async () => {
    const { service, simulator, store } = await monitored();
    await service.runMonitoringCycle();
    const kept = JSON.stringify([
      await store.connections.list(),
      await store.cycles.lastAttempts(),
      await store.settings.all(),
      await store.connections.cursors(OPTION_CONNECTION),
    ]);
    expect(kept).not.toContain(simulator.credentials.vercel.token);
    expect(kept).not.toContain(simulator.credentials.redis[0]?.token);
  });

  it('counts each source once in the health, all of them fine', async () => {
    const { service, reads } = await monitored();
    await service.runMonitoringCycle();
    const health = await readCollectionHealth(reads, idle);
    expect(health).toMatchObject({ sourcesOk: 2, sourcesTotal: 2, worst: null, lastCycleAt: NOW });
  });
});

describe('saveMetrics', () => {
  it('keeps the same answers again without changing anything', async () => {
    const { service, store } = await monitored();
    const answers = await service.collectAllMetrics();
    expect(await store.samples.listSeries()).toHaveLength(0);

    const first = await service.saveMetrics(answers);
    const content = await contentOf(store);
    const second = await service.saveMetrics(answers);

    expect(first).toBe(answers.reduce((sum, { result }) => sum + result.samples.length, 0));
    expect(second).toBe(first);
    expect(await contentOf(store)).toEqual(content);
    const told = answers.flatMap(({ result }) => result.facts.deployments ?? []);
    expect(told.length).toBeGreaterThan(0);
    expect((await store.facts.deployments(ALL)).length).toBe(
      new Set(told.map(({ deploymentId }) => deploymentId)).size,
    );
  });

  it('replaces a total that the provider revised', async () => {
    const { service, store } = await monitored({ redis: false });
    const answers = await service.collectAllMetrics();
    await service.saveMetrics(answers);
    const [answer] = answers;
    const revised = answer?.result.samples.find(({ metric }) => metric === 'BUILD_MINUTES');
    if (answer === undefined || revised === undefined) {
      throw new Error('The sample scenario tells build minutes.');
    }
    await service.saveMetrics([{ ...answer, result: { ...answer.result, samples: [{ ...revised, value: 777 }] } }]);
    const series = (await store.samples.listSeries()).find(
      ({ metric, projectId, source }) =>
        metric === 'BUILD_MINUTES' && projectId === revised.projectId && source === revised.source,
    );
    const days = await store.samples.days(series?.id ?? 0, { start: revised.time, end: revised.time + 1 });
    expect(days).toMatchObject([{ t: revised.time, value: 777 }]);
  });
});

describe('initializeDefaultLimits', () => {
  it('takes the limits of the plan, and says where they come from', async () => {
    const { service, store } = await monitored();
    await service.initializeDefaultLimits();
    const storage = (await store.limits.list(REDIS)).find(({ metric }) => metric === 'STORAGE_MB');
    expect(storage).toMatchObject({ value: 30, warningPercent: 75, criticalPercent: 90, source: 'price-list' });
    expect(storage?.reason).not.toBe('');
  });

  it("never overwrites a user's limit, whatever provider and price list say later", async () => {
    const { service, store } = await monitored();
    await service.initializeDefaultLimits();
    const [storage] = (await store.limits.list(REDIS)).filter(({ metric }) => metric === 'STORAGE_MB');
    if (storage === undefined) {
      throw new Error('The price list has a limit for storage.');
    }
    const own = { ...storage, value: 28, warningPercent: 60, criticalPercent: 80, source: 'user' as const };
    await store.limits.save([own]);

    await service.initializeDefaultLimits();
    await service.runMonitoringCycle();

    const after = (await store.limits.list(REDIS)).find(({ metric }) => metric === 'STORAGE_MB');
    expect(after).toMatchObject({ value: 28, warningPercent: 60, criticalPercent: 80, source: 'user' });
    const { percent } = (await service.getUsageSummary())['VERCEL_KV_STORAGE_MB'] ?? {};
    expect(percent).toBe(91.1);
  });

  it('keeps the thresholds that the user chose while the figure stays the plan’s', async () => {
    const { reads, service, store } = await monitored();
    await service.initializeDefaultLimits();
    const thresholds = { warningPercent: 50, criticalPercent: 70, enabled: false };
    const limits = await store.limits.list(REDIS);
    await store.limits.save(limits.map((limit) => ({ ...limit, ...thresholds })));
    const [redis] = (await store.connections.list()).filter(({ id }) => id === REDIS);
    if (redis === undefined) {
      throw new Error('The Redis is connected.');
    }
    await saveLimits(reads, redis, []);
    for (const limit of await store.limits.list(REDIS)) {
      expect(limit).toMatchObject(thresholds);
    }
  });
});

async function contentOf(store: Awaited<ReturnType<typeof monitored>>['store']) {
  const series = await store.samples.listSeries();
  const range = { start: NOW - 100 * DAY, end: NOW + DAY };
  return Promise.all(
    series.map(async (one) => ({
      one,
      raw: await store.samples.raw(one.id, range),
      days: await store.samples.days(one.id, range),
    })),
  );
}
