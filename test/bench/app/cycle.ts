import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { systemClock } from '#main/clock';
import { InfrastructureMonitoringService } from '#main/collection/monitoring-service';
import type { Credentials } from '#main/providers/monitor';
import type { Forecaster } from '#main/queries/usage/forecaster';
import { SAMPLE_FILE } from '#main/sample/sample-account';
import { credentialsOf } from '#main/simulator/credentials';
import { loadScenario } from '#main/simulator/scenarios';
import { openStore } from '#main/store/open-store';
import type { Store } from '#main/store/store';
import { createForecastThread } from '#main/worker/forecast-thread';
import type { Connection } from '#shared/domain/connection';
import { succeed } from '#shared/domain/failure';
import { type BenchRow, quantile } from '../store/bench-row';
import { watched } from './longest-block';
import type { Surroundings } from './surroundings';

const ROUNDS = 9;

/** Full cycles over the filled sample in `folder`, the simulator in a process of its own, everything due each time. */
export async function benchCycle(folder: string, { cli, workerFile }: Surroundings): Promise<BenchRow[]> {
  const simulator = spawn(process.execPath, [cli, 'simulator', '--port', '0'], { stdio: ['ignore', 'pipe', 'ignore'] });
  const [line] = (await once(simulator.stdout, 'data')) as [Buffer];
  const url = line.toString('utf8').trim();
  const opened = await openStore({ file: join(folder, SAMPLE_FILE), clock: systemClock });
  if (!opened.ok) {
    throw new Error(opened.failure.message);
  }
  const store = opened.value;
  const forecaster = createForecastThread({
    entry: pathToFileURL(workerFile),
    file: store.file,
    clock: systemClock,
    withModel: false,
  });
  try {
    const service = await pointAt(store, url, forecaster);
    const took: number[] = [];
    let block = 0;
    let work = 0;
    // The first one loads code and is the warm-up.
    for (let round = -1; round < ROUNDS; round += 1) {
      await forgetWhatWasAsked(store);
      const watch = await watched(async () => {
        const { attempts } = await service.runMonitoringCycle();
        const failed = attempts.filter(({ outcome }) => outcome !== 'ok' && outcome !== 'not-on-plan');
        if (failed.length > 0) {
          throw new Error(failed.map(({ capability, message }) => `${capability}: ${message}`).join(' '));
        }
      });
      if (round >= 0) {
        took.push(watch.took);
        block = Math.max(block, watch.block);
        work = Math.max(work, watch.work);
      }
    }
    const median = quantile(took, 0.5);
    const accountSeries = (await store.samples.listSeries()).filter(({ projectId }) => projectId === null);
    return [
      {
        name: 'one cycle, everything due: ask, keep, forecast, decide',
        goal: '<= 1 s',
        measured: `${(median / 1000).toFixed(2)} s`,
        ok: median <= 1_000,
        note: `${accountSeries.length} series of the account and those of its projects; slowest of ${ROUNDS}: ${(Math.max(...took) / 1000).toFixed(2)} s`,
      },
      {
        name: 'longest block of the main process in a cycle',
        goal: '<= 50 ms',
        measured: `${block.toFixed(0)} ms`,
        ok: block <= 50,
        note: `of ${ROUNDS} cycles; at most ${work.toFixed(0)} ms of processor time between two turns`,
      },
    ];
  } finally {
    await forecaster.close();
    store.close();
    simulator.kill();
  }
}

/** The service on the sample's connections to Vercel and Redis, which ask the simulator at `url`. */
async function pointAt(store: Store, url: string, forecaster: Forecaster): Promise<InfrastructureMonitoringService> {
  const { vercel, redis } = credentialsOf(loadScenario('sample'), url);
  const [cache] = redis;
  const settings: Readonly<Record<string, Readonly<Record<string, string>>>> = {
    vercel: { baseUrl: vercel.url },
    redis: { restUrl: cache?.url ?? '' },
  };
  const credentials: Readonly<Record<string, Credentials>> = {
    vercel: { token: vercel.token },
    redis: { restToken: cache?.token ?? '' },
  };
  for (const connection of await store.connections.list()) {
    const own = settings[connection.provider];
    if (own === undefined) {
      await store.connections.remove(connection.id);
    } else {
      await store.connections.save({ ...connection, settings: { ...connection.settings, ...own } });
    }
  }
  const source = { read: async ({ provider }: Connection) => succeed(credentials[provider] ?? {}) };
  return new InfrastructureMonitoringService(store, {}, { credentials: source, forecaster });
}

/** Most is asked once an hour: a monitor that has forgotten asks for everything. */
async function forgetWhatWasAsked(store: Store): Promise<void> {
  for (const { id } of await store.connections.list()) {
    const { asked: _, ...rest } = await store.connections.cursors(id);
    await store.connections.saveCursors(id, rest);
  }
}
