import { expect, test } from 'vitest';
import type { Deployment, FoundStore } from '#shared/domain/project';
import { alert, attemptOf, deliveryOf, firing, limit, recommendation } from './domain-rows';
import { connectionNamed, NOON, openedStore, sampleOf, storeWithConnection } from './temporary-store';

const FAR = { start: 0, end: 4_000_000_000 };

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
    const { alert: made } = await store.alerts.insert({ ...alert, key: id, connectionId: id }, firing);
    const [event] = await store.alerts.events(FAR);
    await store.deliveries.record([deliveryOf({ alertId: made.id, alertEventId: event?.id ?? 0 })]);
    const advice = await store.recommendations.insert({ ...recommendation, connectionId: id });
    await store.recommendations.update(advice.id, (current) => ({
      next: { ...current, status: 'REVIEWED' },
      event: { recommendationId: advice.id, at: NOON, from: 'PENDING', to: 'REVIEWED', actor: 'user', reason: null },
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
  expect(await limits.list()).toHaveLength(2);
  expect(await limits.list('other')).toEqual([]);
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
  // The first was killed, the second runs: neither has told anything.
  expect(await cycles.last()).toBeNull();
  await cycles.finish(second, result);
  const third = await cycles.begin('schedule', NOON + 1_800);
  expect(third).toBeGreaterThan(second);
  expect(await cycles.last()).toEqual({ id: second, trigger: 'user', startedAt: NOON + 900, ...result });
  expect(second).toBeGreaterThan(first);
  expect(await cycles.lastAttempts()).toEqual([
    { attempt: { ...attemptOf({ capability: 'deployments' }), durationMs: 13 }, lastGoodAt: NOON },
    { attempt: { ...failed, durationMs: 13 }, lastGoodAt: NOON, failingSince: NOON + 900 },
  ]);
  const again = { ...failed, startedAt: NOON + 1800 };
  await cycles.recordAttempts(second, [again]);
  expect((await cycles.lastAttempts())[1]).toEqual({
    ...{ attempt: { ...again, durationMs: 13 }, lastGoodAt: NOON, failingSince: NOON + 900 },
  });
  // A clock that was set back: by time it is behind all the others.
  const earlier = attemptOf({ startedAt: NOON - 900, outcome: 'asleep' });
  await cycles.recordAttempts(third, [earlier]);
  expect(await cycles.attemptsOf(third)).toEqual([{ ...earlier, durationMs: 13 }]);
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
  await facts.saveStores('vercel-1', [found, { ...found, name: 'told twice' }]);
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

test('an alert may belong to no connection, and outlasts them all', async () => {
  const store = await openedStore(':memory:');
  await store.connections.save(connectionNamed('one'));
  await store.alerts.insert({ ...alert, key: 'budget', connectionId: null, limitId: 'own' }, firing);
  await store.connections.remove('one');
  expect(await store.alerts.open()).toMatchObject([{ key: 'budget', connectionId: null, limitId: 'own' }]);
});
