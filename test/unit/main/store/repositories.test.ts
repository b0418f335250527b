import { expect, test } from 'vitest';
import type { Alert } from '#shared/domain/alert';
import type { CollectionAttempt } from '#shared/domain/cycle';
import type { InfrastructureLimit } from '#shared/domain/limit';
import type { Deployment, FoundStore } from '#shared/domain/project';
import type { Recommendation } from '#shared/domain/recommendation';
import { connectionNamed, NOON, sampleOf, storeWithConnection } from './temporary-store';

const FAR = { start: 0, end: 4_000_000_000 };

const limit: InfrastructureLimit = {
  connectionId: 'vercel-1',
  service: 'VERCEL_KV',
  metric: 'STORAGE_MB',
  value: 30,
  unit: 'MB',
  window: 'point-in-time',
  atLimit: 'hard',
  consequence: 'Redis then refuses writes',
  warningPercent: 75,
  criticalPercent: 90,
  enabled: true,
  source: 'price-list',
  reason: 'Free plan of the price list, no date',
  asOf: null,
};

const recommendation: Omit<Recommendation, 'id'> = {
  key: 'vercel-1/VERCEL_KV/STORAGE_MB/free-pro',
  connectionId: 'vercel-1',
  service: 'VERCEL_KV',
  metric: 'STORAGE_MB',
  status: 'PENDING',
  priority: 'HIGH',
  currentPlan: 'free',
  recommendedPlan: 'pro',
  currentUsage: 25.5,
  limitValue: 30,
  recommendedLimit: null,
  unit: 'MB',
  usagePercent: 85,
  daysToLimit: 5,
  daysToLimitInterval: [4, null],
  growthPerDay: 0.9,
  roi: {
    currency: 'USD',
    currentCost: 0,
    projectedCost: null,
    upgradeCost: 1_000_000,
    revenueImpact: 1_000_000_000,
    profitImpact: 999_000_000,
    roi: 99_900,
    unknown: { projectedCost: 'The plan has no price beyond its limit.' },
  },
  assumptions: { revenuePerDay: 4000, lostShare: 0.5, hoursToRecover: 12 },
  reason: 'Storage is at 85 %',
  title: 'Upgrade Redis to Pro',
  benefits: ['More capacity'],
  risks: ['Writes are refused'],
  sources: [{ text: 'Price list', date: null }],
  upgradeUrl: null,
  createdAt: NOON,
  updatedAt: NOON,
  snoozedUntil: null,
  statusReason: null,
};

const alert: Omit<Alert, 'id'> = {
  key: 'vercel-1/VERCEL_KV/STORAGE_MB',
  connectionId: 'vercel-1',
  service: 'VERCEL_KV',
  metric: 'STORAGE_MB',
  state: 'firing',
  severity: 'warning',
  percent: 85,
  value: 25.5,
  limit: 30,
  unit: 'MB',
  activeAt: NOON,
  firedAt: NOON,
  resolvedAt: null,
  lastSentAt: null,
  lastSentSeverity: null,
  acknowledgedAt: null,
  snoozedUntil: null,
  updatedAt: NOON,
};

const firing = {
  at: NOON,
  kind: 'firing',
  severity: 'warning',
  percent: 85,
  value: 25.5,
  limit: 30,
  reason: 'over 75 %',
} as const;

function attemptOf(parts: Partial<CollectionAttempt>): CollectionAttempt {
  return {
    connectionId: 'vercel-1',
    capability: 'usage:requests',
    outcome: 'ok',
    message: '',
    action: '',
    startedAt: NOON,
    durationMs: 12.7,
    samples: 3,
    requests: 1,
    retryAt: null,
    ...parts,
  };
}

test('a connection comes back as it was saved, and saving again keeps its cursors', async () => {
  const { connections } = await storeWithConnection();
  await connections.saveCursors('vercel-1', { run_id: 'abc', base: { t: 1, v: 2 } });
  const changed = { ...connectionNamed('vercel-1'), title: 'acme two', billing: null, billingAnchor: null };
  await connections.save(changed);
  expect(await connections.find('vercel-1')).toEqual(changed);
  expect(await connections.cursors('vercel-1')).toEqual({ run_id: 'abc', base: { t: 1, v: 2 } });
  expect(await connections.find('none')).toBeNull();
  expect(await connections.cursors('none')).toEqual({});
});

test('removing a connection takes everything of it and nothing of another', async () => {
  const store = await storeWithConnection();
  await store.connections.save(connectionNamed('other'));
  for (const id of ['vercel-1', 'other']) {
    await store.samples.save(id, [sampleOf()], NOON);
    await store.limits.save([{ ...limit, connectionId: id }]);
    const made = await store.alerts.insert({ ...alert, key: id, connectionId: id }, firing);
    const [event] = await store.alerts.events(FAR);
    await store.alerts.recordDelivery({
      alertId: made.id,
      alertEventId: event?.id ?? 0,
      channel: 'desktop',
      at: NOON,
      outcome: 'waiting',
      reason: '',
    });
    const advice = await store.recommendations.insert({ ...recommendation, connectionId: id });
    await store.recommendations.update(advice.id, (current) => ({
      next: { ...current, status: 'REVIEWED' },
      event: { recommendationId: advice.id, at: NOON, from: 'PENDING', to: 'REVIEWED', actor: 'user', reason: '' },
    }));
    await store.facts.saveProjects([{ connectionId: id, projectId: 'prj_1', name: 'web' }]);
    await store.cycles.recordAttempts(await store.cycles.begin('user', NOON), [attemptOf({ connectionId: id })]);
  }
  await store.connections.remove('vercel-1');
  expect((await store.connections.list()).map((one) => one.id)).toEqual(['other']);
  expect((await store.samples.listSeries()).map((one) => one.connectionId)).toEqual(['other']);
  expect(await store.samples.raw(1, FAR)).toEqual([]);
  expect(await store.samples.raw(2, FAR)).toHaveLength(1);
  expect(await store.limits.list()).toHaveLength(1);
  expect(await store.alerts.open()).toHaveLength(1);
  expect(await store.recommendations.list()).toHaveLength(1);
  expect(await store.facts.projects()).toHaveLength(1);
  expect(await store.cycles.lastAttempts()).toHaveLength(1);
  // The series is known no longer: the same samples make a new one.
  await store.connections.save(connectionNamed('vercel-1'));
  await store.samples.save('vercel-1', [sampleOf({ value: 8 })], NOON);
  const [fresh] = await store.samples.listSeries('vercel-1');
  expect(await store.samples.raw(fresh?.id ?? 0, FAR)).toEqual([{ time: NOON, value: 8 }]);
});

test('a limit replaces the one of the same connection, service and metric', async () => {
  const { limits } = await storeWithConnection();
  await limits.save([limit, { ...limit, metric: 'CONNECTIONS', value: null }]);
  await limits.save([{ ...limit, value: 50, source: 'user' }]);
  expect(await limits.list('vercel-1')).toEqual([
    { ...limit, metric: 'CONNECTIONS', value: null },
    { ...limit, value: 50, source: 'user' },
  ]);
  await limits.remove('vercel-1', 'VERCEL_KV', 'STORAGE_MB');
  expect(await limits.list()).toHaveLength(1);
  expect(await limits.list('other')).toEqual([]);
});

test('a recommendation changes by a transition, which is written with its event or not at all', async () => {
  const { recommendations } = await storeWithConnection();
  const made = await recommendations.insert(recommendation);
  expect(made).toEqual({ id: made.id, ...recommendation });
  expect(await recommendations.findByKey(recommendation.key)).toEqual([made]);
  expect(await recommendations.update(made.id, () => null)).toEqual(made);
  const step = {
    recommendationId: made.id,
    at: NOON + 1,
    from: 'PENDING',
    to: 'APPROVED',
    actor: 'user',
    reason: 'yes',
  } as const;
  const approved = await recommendations.update(made.id, (current) => ({
    next: { ...current, status: 'APPROVED' },
    event: step,
  }));
  expect(approved?.status).toBe('APPROVED');
  expect(await recommendations.events(made.id)).toEqual([{ id: 1, ...step }]);
  await expect(
    recommendations.update(made.id, (current) => ({
      next: { ...current, status: 'NONSENSE' as 'PENDING' },
      event: step,
    })),
  ).rejects.toThrow('CHECK constraint failed');
  expect(await recommendations.find(made.id)).toEqual(approved);
  expect(await recommendations.events(made.id)).toHaveLength(1);
  expect(await recommendations.list(['PENDING', 'REVIEWED'])).toEqual([]);
  expect(await recommendations.list(['APPROVED'])).toHaveLength(1);
  expect(await recommendations.update(999, () => null)).toBeNull();
});

test('an alert lives through its events, and one key has one open alert at most', async () => {
  const { alerts } = await storeWithConnection();
  const made = await alerts.insert(alert, firing);
  expect(await alerts.findOpenByKey(alert.key)).toEqual(made);
  await expect(alerts.insert(alert, firing)).rejects.toThrow('UNIQUE');
  const resolved = await alerts.update(made.id, (current) => ({
    next: { ...current, state: 'resolved', resolvedAt: NOON + 60 },
    events: [{ ...firing, at: NOON + 60, kind: 'resolved' }],
  }));
  expect(resolved).toMatchObject({ state: 'resolved', resolvedAt: NOON + 60 });
  expect(await alerts.findOpenByKey(alert.key)).toBeNull();
  expect(await alerts.open()).toEqual([]);
  expect((await alerts.events(FAR)).map((event) => event.kind)).toEqual(['firing', 'resolved']);
  expect(await alerts.list({ start: NOON + 30, end: NOON + 40 })).toHaveLength(1);
  expect(await alerts.list({ start: NOON + 61, end: NOON + 90 })).toEqual([]);
  await alerts.insert(alert, firing);
  expect(await alerts.open()).toHaveLength(1);
});

test('a delivery is recorded before it is sent and told its outcome after', async () => {
  const { alerts } = await storeWithConnection();
  const made = await alerts.insert(alert, firing);
  const waiting = {
    alertId: made.id,
    alertEventId: 1,
    channel: 'desktop',
    at: NOON,
    outcome: 'waiting',
    reason: '',
  } as const;
  const recorded = await alerts.recordDelivery(waiting);
  await alerts.updateDelivery(recorded.id, 'shown', 'the desktop showed it');
  expect(await alerts.deliveries(made.id)).toEqual([
    { ...recorded, outcome: 'shown', reason: 'the desktop showed it' },
  ]);
  expect(await alerts.deliveries(77)).toEqual([]);
});

test('cycles and attempts tell the newest state of each capability and when it last went well', async () => {
  const { cycles } = await storeWithConnection();
  expect(await cycles.last()).toBeNull();
  const first = await cycles.begin('schedule', NOON);
  await cycles.recordAttempts(first, [attemptOf({}), attemptOf({ capability: 'deployments' })]);
  const second = await cycles.begin('user', NOON + 900);
  const failed = attemptOf({
    startedAt: NOON + 900,
    outcome: 'rate-limited',
    message: 'Too many requests',
    retryAt: NOON + 990,
  });
  await cycles.recordAttempts(second, [failed]);
  const result = { finishedAt: NOON + 901, metricsCollected: 5, recommendationsGenerated: 1, alertsTriggered: 0 };
  await cycles.finish(second, result);
  expect(await cycles.last()).toEqual({ id: second, trigger: 'user', startedAt: NOON + 900, ...result });
  expect(await cycles.list({ start: NOON, end: NOON + 900 })).toMatchObject([{ id: first, finishedAt: null }]);
  expect(await cycles.lastAttempts()).toEqual([
    { attempt: { ...attemptOf({ capability: 'deployments' }), durationMs: 13 }, lastGoodAt: NOON },
    { attempt: { ...failed, durationMs: 13 }, lastGoodAt: NOON },
  ]);
});

test('facts are replaced by what the provider tells now', async () => {
  const { facts } = await storeWithConnection();
  const deployment: Deployment = {
    connectionId: 'vercel-1',
    deploymentId: 'dpl_1',
    projectId: 'prj_1',
    name: 'web',
    state: 'BUILDING',
    target: null,
    createdAt: NOON,
    buildingAt: NOON + 1,
    readyAt: null,
    url: null,
    inspectorUrl: null,
    commit: 'abc',
  };
  await facts.saveDeployments([deployment]);
  await facts.saveDeployments([{ ...deployment, state: 'READY', readyAt: NOON + 60 }]);
  expect(await facts.deployments(FAR)).toEqual([{ ...deployment, state: 'READY', readyAt: NOON + 60 }]);
  expect(await facts.deployments(FAR, 'other')).toEqual([]);
  const found: FoundStore = {
    connectionId: 'vercel-1',
    storeId: 'store_1',
    name: 'cache',
    kind: 'redis',
    host: 'upstash',
    plan: null,
    status: 'available',
    quotaExceeded: false,
    variables: ['KV_URL'],
    needs: 'Paste the value of KV_REST_API_TOKEN',
  };
  await facts.saveStores('vercel-1', [found, { ...found, storeId: 'store_2' }]);
  await facts.saveStores('vercel-1', [found]);
  expect(await facts.stores()).toEqual([found]);
  await facts.saveProjects([{ connectionId: 'vercel-1', projectId: 'prj_1', name: 'old' }]);
  await facts.saveProjects([{ connectionId: 'vercel-1', projectId: 'prj_1', name: 'new' }]);
  expect(await facts.projects('vercel-1')).toEqual([{ connectionId: 'vercel-1', projectId: 'prj_1', name: 'new' }]);
});

test('settings keep any JSON', async () => {
  const { settings } = await storeWithConnection();
  await settings.set('theme', { name: 'dark', sizes: [1, 2] });
  await settings.set('count', 0);
  expect(await settings.get('theme')).toEqual({ name: 'dark', sizes: [1, 2] });
  expect(await settings.all()).toEqual({ theme: { name: 'dark', sizes: [1, 2] }, count: 0 });
  await settings.set('count', undefined);
  expect(await settings.get('count')).toBeUndefined();
});

test('one owner holds a lease until it runs out or is given back', async () => {
  const { leases } = await storeWithConnection();
  expect(await leases.take('cycle', 'window', NOON, NOON + 60)).toBe(true);
  expect(await leases.take('cycle', 'terminal', NOON + 59, NOON + 120)).toBe(false);
  expect(await leases.take('cycle', 'window', NOON + 59, NOON + 120)).toBe(true);
  expect(await leases.take('cycle', 'terminal', NOON + 120, NOON + 180)).toBe(true);
  await leases.release('cycle', 'window');
  expect(await leases.take('cycle', 'window', NOON + 121, NOON + 180)).toBe(false);
  await leases.release('cycle', 'terminal');
  expect(await leases.take('cycle', 'window', NOON + 121, NOON + 180)).toBe(true);
});
