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
/** What of all the work may be done by the thread of the window, and what of it without a pause. */
const MOST_SHARE = 0.25;
const MOST_AT_ONCE = 0.1;

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

/** Milliseconds of work so far: of this thread alone, or of the whole process with the threads that it started. */
function worked({ user, system }: NodeJS.CpuUsage = process.threadCpuUsage()): number {
  return (user + system) / 1_000;
}

interface Watched {
  /** How often the event loop turned meanwhile. */
  readonly turns: number;
  /** Share of this thread in the work of all of them, 0 to 1. */
  readonly share: number;
  /** Longest work between two turns, as a share of the work of all threads. */
  readonly longest: number;
}

/** What this thread had to do while `work` ran. In shares: a busy computer stretches every figure in milliseconds. */
async function watched(work: () => Promise<unknown>): Promise<Watched> {
  const turns: number[] = [];
  const whole = worked(process.cpuUsage());
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
  const all = worked(process.cpuUsage()) - whole;
  const sum = turns.reduce((total, one) => total + one, 0);
  return { turns: turns.length, share: sum / all, longest: Math.max(...turns) / all };
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
  expect(states.turns).toBeGreaterThan(WANTED);
  expect(states.share).toBeLessThan(MOST_SHARE);
  expect(states.longest).toBeLessThan(MOST_AT_ONCE);

  const record = await watched(async () => {
    expect(await recordForecasts(parts)).toBeGreaterThanOrEqual(1_000);
  });
  expect(record.turns).toBeGreaterThan(WANTED);
  expect(record.share).toBeLessThan(MOST_SHARE);
  expect(record.longest).toBeLessThan(MOST_AT_ONCE);
}, 60_000);
