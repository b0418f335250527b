import { writeSync } from 'node:fs';
import { settableClock } from '#main/clock';
import { expectedFailure } from '#main/store/database/store-error';
import { openStore } from '#main/store/open-store';
import type { Store } from '#main/store/store';
import { fail, type Result } from '#shared/domain/failure';
import type { MetricSample } from '#shared/domain/series';

/** Series and kinds that the child collects. */
export const SERIES = 20;
export const INTERVAL = 900;

/** After as many failures in a row the child gives up. */
const MOST_FAILURES = 5;

/** What the child measures in a cycle: any reader can work out what must be in the file. */
export function samplesOfCycle(cycle: number, start: number): MetricSample[] {
  return Array.from({ length: SERIES }, (_, series) => ({
    time: start + cycle * INTERVAL,
    value: (cycle * 31 + series * 7) % 1000,
    service: 'TEST',
    metric: `METRIC_${series}`,
    projectId: null,
    kind: series % 2 === 0 ? 'gauge' : 'counter',
    unit: 'count',
    zone: 'America/Los_Angeles',
    source: 'test',
  }));
}

/** A cycle as the app keeps it; the disk may be full before, at or after the samples. */
async function saveCycle(store: Store, samples: readonly MetricSample[], now: number): Promise<Result<unknown>> {
  try {
    const id = await store.cycles.begin('schedule', now);
    const saved = await store.samples.save('test', samples, now);
    if (saved.ok) {
      await store.cycles.finish(id, {
        finishedAt: now,
        metricsCollected: saved.value.saved,
        recommendationsGenerated: 0,
        alertsTriggered: 0,
      });
    }
    return saved;
  } catch (error) {
    return fail(expectedFailure(error));
  }
}

async function collect(file: string, start: number, firstCycle: number): Promise<void> {
  const clock = settableClock(start);
  const opened = await openStore({ file, clock });
  if (!opened.ok) {
    writeSync(1, `FAILED ${opened.failure.code} ${opened.failure.message}\n`);
    process.exitCode = 1;
    return;
  }
  const store = opened.value;
  if ((await store.connections.find('test')) === null) {
    await store.connections.save({
      id: 'test',
      provider: 'test',
      title: 'test',
      settings: {},
      billing: null,
      billingAnchor: null,
      expiresAt: null,
      createdAt: start,
    });
  }
  // What the start left behind, such as garbage, is dealt with when the loop first turns: it is no part of collecting.
  await new Promise((resolve) => setTimeout(resolve, 20));
  writeSync(1, 'READY\n');
  let failures = 0;
  for (let cycle = firstCycle; failures < MOST_FAILURES; ) {
    const now = start + cycle * INTERVAL;
    const saved = await saveCycle(store, samplesOfCycle(cycle, start), now);
    if (saved.ok) {
      // Only now does the cycle count as reported; the write is done when it returns.
      writeSync(1, `SAVED ${cycle}\n`);
      cycle += 1;
      failures = 0;
    } else {
      writeSync(1, `FAILED ${saved.failure.code} ${saved.failure.message}\n`);
      failures += 1;
    }
  }
}

const [file, start, firstCycle] = process.argv.slice(2);
if (file !== undefined && start !== undefined && process.env.HEADROOM_COLLECTING_CHILD === '1') {
  await collect(file, Number(start), Number(firstCycle ?? 0));
}
