import { expect, it } from 'vitest';
import { recordForecasts } from '#main/actions/record-forecasts';
import { type Clock, systemClock } from '#main/clock';
import { readMetricStates } from '#main/queries/standings/metric-states';
import { DAY } from '#shared/domain/instant';
import type { MetricSample } from '#shared/domain/series';
import { connectionNamed, NOW, noise, recorded, TODAY } from './recorded';

const DAYS = 400;
const WANTED = 200;
/** What the window may feel at most, in milliseconds. */
const FELT = 50;

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

/** The work done between turns of the event loop, in milliseconds, and how often it gave way. */
async function watched(work: (clock: Clock) => Promise<unknown>) {
  const turns: number[] = [];
  let pauses = 0;
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
  const clock: Clock = {
    ...systemClock,
    now: () => NOW,
    sleep(milliseconds) {
      pauses += 1;
      return systemClock.sleep(milliseconds);
    },
  };
  await work(clock);
  running = false;
  beat();
  return { pauses, turns };
}

it('the main thread is free between any two of 200 forecasts, and while their record is kept', async () => {
  const parts = await crowd();
  const states = await watched(async (clock) => {
    const all = await readMetricStates({ ...parts, clock });
    expect(all.filter(({ forecast }) => forecast.state === 'ready').length).toBeGreaterThanOrEqual(WANTED);
  });
  expect(states.pauses).toBeGreaterThanOrEqual(WANTED);
  expect(Math.max(...states.turns)).toBeLessThan(FELT);

  const record = await watched(async (clock) => {
    expect(await recordForecasts({ ...parts, clock })).toBeGreaterThanOrEqual(1_000);
  });
  expect(record.turns.length).toBeGreaterThan(20);
  expect(Math.max(...record.turns)).toBeLessThan(FELT);
}, 60_000);
