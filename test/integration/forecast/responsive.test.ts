import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, expect, it, onTestFinished } from 'vitest';
import { recordForecasts } from '#main/actions/record-forecasts';
import { systemClock } from '#main/clock';
import { readMetricStates } from '#main/queries/standings/metric-states';
import { createForecastThread } from '#main/worker/forecast-thread';
import { DAY } from '#shared/domain/instant';
import type { MetricSample } from '#shared/domain/series';
import { type BundledEntry, bundleEntry } from '../store/bundled-entry';
import { connectionNamed, NOW, noise, recorded, TODAY } from './recorded';

const DAYS = 400;
const WANTED = 200;
/** What the window may feel at most, in milliseconds. */
const FELT = 50;

let entry: BundledEntry;
beforeAll(async () => {
  entry = await bundleEntry('src/main/worker/index.ts');
});
afterAll(() => entry.remove());

/** 200 series of 400 days, on as many connections as their metrics need. */
async function crowd() {
  const subject = await recorded();
  const { store, catalog } = subject.parts;
  const metrics = (catalog.descriptor('redis')?.metrics ?? []).filter(({ kind }) => kind !== 'period');
  const perConnection = metrics.length;
  for (let made = 0; made < WANTED; made += perConnection) {
    const id = `redis-${made}`;
    await store.connections.save(connectionNamed(id));
    const samples = metrics.flatMap((definition, m) =>
      Array.from({ length: DAYS }, (_, i): MetricSample => {
        const { service, metric, kind, unit, zone } = definition;
        const value = 100 + 0.1 * i + 10 * noise(made * 1_000 + m * 401 + i);
        return {
          service,
          metric,
          kind,
          unit,
          zone,
          value,
          time: TODAY - (DAYS - i) * DAY,
          projectId: null,
          source: 's',
        };
      }),
    );
    await store.samples.save(id, samples, NOW);
  }
  return subject.parts;
}

/** Work of this thread so far, in milliseconds: what others do on a busy computer is not in it. */
function worked(): number {
  const { user, system } = process.threadCpuUsage();
  return (user + system) / 1_000;
}

/** The work done between turns of the event loop, in milliseconds. */
async function watched(work: () => Promise<unknown>): Promise<readonly number[]> {
  const turns: number[] = [];
  let running = true;
  let last = worked();
  const beat = () => {
    const now = worked();
    turns.push(now - last);
    last = now;
    if (running) {
      setTimeout(beat, 0);
    }
  };
  beat();
  await work();
  running = false;
  beat();
  return turns;
}

it('the main thread is free while a thread works 200 forecasts out, and while their record is kept', async () => {
  const crowded = await crowd();
  const { file } = crowded.store;
  const forecaster = createForecastThread({
    entry: pathToFileURL(entry.file),
    file,
    clock: systemClock,
    withModel: false,
  });
  onTestFinished(() => forecaster.close());
  const parts = { ...crowded, clock: { ...systemClock, now: () => NOW }, forecaster };
  const states = await watched(async () => {
    const all = await readMetricStates(parts);
    expect(all.filter(({ forecast }) => forecast.state === 'ready').length).toBeGreaterThanOrEqual(WANTED);
  });
  expect(Math.max(...states)).toBeLessThan(FELT);

  const record = await watched(async () => {
    expect(await recordForecasts(parts)).toBeGreaterThanOrEqual(1_000);
  });
  expect(record.length).toBeGreaterThan(20);
  expect(Math.max(...record)).toBeLessThan(FELT);
}, 60_000);
