import { join } from 'node:path';
import { expect, it } from 'vitest';
import { settableClock } from '#main/clock';
import { MonitoringError } from '#main/collection/monitoring-error';
import { InfrastructureMonitoringService } from '#main/collection/monitoring-service';
import { createCatalog } from '#main/providers/catalog';
import { CollectionRun } from '#main/providers/collection-run';
import { startSimulator } from '#main/simulator/index';
import { assembleStore } from '#main/store/assemble-store';
import { applyMigrations } from '#main/store/database/migrate';
import { defaultMigrationsFolder } from '#main/store/database/migrations-folder';
import { configure, openSqlite } from '#main/store/database/sqlite';
import { succeed } from '#shared/domain/failure';
import { openedStore, temporaryFolder } from '../../unit/main/store/temporary-store';
import { bareConnection } from '../support/bare-connection';
import { NOW, provider, reading } from './plugged-in';

const wide = provider('wide', async (context) => {
  const run = new CollectionRun(context);
  await run.ask('one', async () =>
    succeed({ samples: Array.from({ length: 400 }, (_, index) => reading('ONE', { metric: `ONE_${index}` })) }),
  );
  return run.result();
});

it('asks the provider at the address of the options, and keeps neither the address nor the token', async () => {
  const clock = settableClock(NOW);
  const file = join(temporaryFolder(), 'headroom.db');
  const store = await openedStore(file, { clock });
  const simulator = await startSimulator({ scenario: 'sample', clock });
  const { url, token } = simulator.credentials.vercel;
  const service = new InfrastructureMonitoringService(
    store,
    { vercelToken: token, baseUrls: { vercel: url, openai: undefined } },
    { clock },
  );
  const { attempts } = await service.runMonitoringCycle();
  await simulator.close();
  expect(attempts.filter(({ outcome }) => outcome === 'ok').length).toBeGreaterThan(10);
  const kept = JSON.stringify(await store.connections.list());
  expect(kept).toContain('vercel-env');
  expect(kept).not.toContain(url);
  expect(kept).not.toContain(token);
});

it('takes an empty token for none, as where a variable is not set', async () => {
  const store = await openedStore(join(temporaryFolder(), 'headroom.db'), { clock: settableClock(NOW) });
  const service = new InfrastructureMonitoringService(store, { vercelToken: ' ' }, { clock: settableClock(NOW) });
  expect(await service.runMonitoringCycle()).toMatchObject({ metricsCollected: 0, attempts: [] });
  expect(await store.connections.list()).toEqual([]);
});

it('works its parts out when they are needed, and again where that failed', async () => {
  const store = await openedStore(join(temporaryFolder(), 'headroom.db'), { clock: settableClock(NOW) });
  let made = 0;
  const service = new InfrastructureMonitoringService(store, {}, async () => {
    made += 1;
    if (made === 1) {
      const failure = { code: 'store-locked', message: 'Locked.', action: 'Wait.', retryable: true } as const;
      throw new MonitoringError(failure);
    }
    return { clock: settableClock(NOW) };
  });
  // A rejection that nobody waits for would end this test as a failure.
  await new Promise((resolve) => setTimeout(resolve, 20));
  expect(made).toBe(0);
  await expect(service.getUsageSummary()).rejects.toMatchObject({
    name: 'MonitoringError',
    code: 'store-locked',
    message: 'Locked.',
    action: 'Wait.',
  });
  expect(await service.getUsageSummary()).toEqual({});
  expect(await service.runMonitoringCycle()).toMatchObject({ metricsCollected: 0 });
  expect(made).toBe(2);
});

it('saveMetrics says that the disk is full, instead of that nothing was there to save', async () => {
  const sqlite = openSqlite(join(temporaryFolder(), 'headroom.db'));
  configure(sqlite);
  applyMigrations(sqlite, defaultMigrationsFolder());
  const report = { created: true, migratedFrom: null, backupFile: null, rescued: null };
  const store = assembleStore(sqlite, report, () => false, null);
  await store.connections.save(bareConnection('wide', 'wide', NOW));
  const service = new InfrastructureMonitoringService(
    store,
    {},
    {
      clock: settableClock(NOW),
      providers: [wide],
      catalog: createCatalog([wide]),
      credentials: { read: async () => succeed({}) },
    },
  );
  const answers = await service.collectAllMetrics();
  expect(answers.flatMap(({ result }) => result.samples)).toHaveLength(400);
  const pages = Number(sqlite.pragma('page_count', { simple: true }));
  sqlite.pragma(`max_page_count = ${pages}`);
  await expect(service.saveMetrics(answers)).rejects.toMatchObject({ name: 'MonitoringError', code: 'store-full' });
  sqlite.pragma('max_page_count = 1000000');
  expect(await service.saveMetrics(answers)).toBe(400);
  expect(await service.saveMetrics(answers)).toBe(400);
  expect(await store.samples.listSeries()).toHaveLength(400);
  store.close();
});
