import { expect, it } from 'vitest';
import { backfillStep } from '#main/collection/backfill';
import { monitoringParts } from '#main/collection/monitoring-parts';
import { InfrastructureMonitoringService } from '#main/collection/monitoring-service';
import { registry } from '#main/providers/index';
import { readCollectionHealth } from '#main/queries/connections/collection-health';
import { environmentConnections } from '#main/session/environment-connections';
import { fail, succeed } from '#shared/domain/failure';
import { HOUR } from '#shared/domain/instant';
import { monitored, NOW, reachedHistory } from './monitored';

const idle = { running: false, nextAt: null, intervalMinutes: 15, progress: null };
const nothing = fail({ code: 'not-configured', message: 'There is no key.', action: '', retryable: false });

it('an account of the environment is left alone where its variables are not set, and keeps what was read', async () => {
  const { store, clock, simulator, reads, service } = await monitored({ redis: false });
  await service.initializeDefaultLimits();
  await store.connections.remove('vercel-env');
  const { url, token, teamId } = simulator.credentials.vercel;
  const environment = { VERCEL_TOKEN: token, VERCEL_ORG_ID: teamId };
  const found = environmentConnections(registry, environment, NOW);
  const [vercel] = found.ok ? found.value : [];
  if (vercel === undefined) {
    throw new Error('The environment describes no account.');
  }
  const kept = { ...vercel.connection, settings: { ...vercel.connection.settings, baseUrl: url } };
  await store.connections.save(kept);
  const terminal = new InfrastructureMonitoringService(
    store,
    {},
    { clock, credentials: { read: async () => succeed(vercel.secrets) } },
  );
  const read = await terminal.runMonitoringCycle();
  expect(read.attempts.some(({ outcome }) => outcome === 'ok')).toBe(true);
  const before = await readCollectionHealth(reads, idle);
  const cursors = await store.connections.cursors('vercel-env');
  expect(Object.keys(cursors)).not.toEqual([]);

  clock.set(NOW + 2 * HOUR);
  const window = new InfrastructureMonitoringService(store, {}, { clock, credentials: { read: async () => nothing } });
  const skipped = await window.runMonitoringCycle();
  expect(skipped).toMatchObject({ metricsCollected: 0, attempts: [] });
  expect(await store.connections.cursors('vercel-env')).toEqual(cursors);
  const windowParts = await monitoringParts(store, {}, { clock, credentials: { read: async () => nothing } });
  expect(await backfillStep(windowParts)).toBe(false);
  expect(await reachedHistory(store, 'vercel-env')).toBeNull();
  const after = await readCollectionHealth(reads, idle);
  expect(after.sources).toEqual(before.sources);
  expect(after.sources[0]).toMatchObject({ lastGoodAt: NOW });

  // One that the person connected in the window is told to have lost its key, and loses no counter either.
  await store.connections.save({ ...vercel.connection, settings: { teamId } });
  const lost = await window.runMonitoringCycle();
  expect(lost.attempts.map(({ outcome }) => outcome)).toContain('not-configured');
  expect(await store.connections.cursors('vercel-env')).toEqual(cursors);
});
