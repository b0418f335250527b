import { randomUUID } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, expect, it, onTestFinished } from 'vitest';
import { recordForecasts } from '#main/actions/record-forecasts';
import { scoreForecasts } from '#main/actions/score-forecasts';
import { systemClock } from '#main/clock';
import { cycleParts } from '#main/collection/monitoring-parts';
import { forecasterOver } from '#main/queries/usage/forecaster';
import { createAccountSession } from '#main/session/account-session';
import { openReadStore } from '#main/store/open-read-store';
import type { Store } from '#main/store/store';
import { createForecastThread } from '#main/worker/forecast-thread';
import { DAY } from '#shared/domain/instant';
import { openedStore } from '../../unit/main/store/temporary-store';
import { type BundledEntry, bundleEntry } from '../store/bundled-entry';
import { CACHE, NOW, noise, type Recorded, recorded, sampleOf, TODAY } from './recorded';

const DAYS = 90;

let entry: BundledEntry;
beforeAll(async () => {
  entry = await bundleEntry('src/main/worker/index.ts');
});
afterAll(() => entry.remove());

/** Two series of ninety days, none of which is forecast yet. */
async function withHistory(): Promise<Recorded> {
  const subject = await recorded();
  const samples = (['gauge', 'daily'] as const).flatMap((kind) =>
    Array.from({ length: DAYS }, (_, i) => sampleOf(kind, TODAY - (DAYS - i) * DAY, 100 + i + 10 * noise(i))),
  );
  await subject.parts.store.samples.save(CACHE, samples, NOW);
  return subject;
}

function threadOver(file: string, worker = entry.file) {
  const thread = createForecastThread({
    entry: pathToFileURL(worker),
    file,
    clock: systemClock,
    withModel: false,
  });
  onTestFinished(() => thread.close());
  return thread;
}

/** An entry whose thread dies over what it is asked first, in each of the first `times` threads. */
function dyingEntry(folder: string, times: number): string {
  const path = join(folder, `dying-${randomUUID()}.mjs`);
  writeFileSync(
    path,
    `import { existsSync, writeFileSync } from 'node:fs';
    import { parentPort } from 'node:worker_threads';
    const flag = (n) => ${JSON.stringify(path)} + '.' + n;
    const before = [...Array(${times}).keys()].find((n) => !existsSync(flag(n)));
    if (before === undefined) {
      await import(${JSON.stringify(pathToFileURL(entry.file).href)});
    } else {
      parentPort.once('message', () => {
        writeFileSync(flag(before), '');
        process.exit(1);
      });
    }`,
  );
  return path;
}

/** Every forecast that is kept, with what came true. */
async function recordOf(store: Store) {
  const all = [...(await store.forecasts.scored()), ...(await store.forecasts.due(NOW + 99 * DAY))];
  return all
    .map(({ id: _, scoredAt: __, ...one }) => one)
    .sort((one, other) => one.seriesId - other.seriesId || one.step.t - other.step.t);
}

/** What the same file comes to where everything is worked out on one thread. */
async function expectedRecord() {
  const { parts } = await withHistory();
  await recordForecasts(parts);
  await scoreForecasts(parts);
  return recordOf(parts.store);
}

it('a thread that reads on a connection of its own answers what would be worked out here', async () => {
  const { parts } = await withHistory();
  const { store } = parts;
  const thread = threadOver(store.file);
  const here = forecasterOver({ store });
  const question = { now: NOW, most: 20, lastTarget: null };
  for (const series of await store.samples.listSeries()) {
    const days = await thread.dayForecasts({ series, ...question });
    expect(days).toHaveLength(20);
    expect(days).toEqual(await here.dayForecasts({ series, ...question }));
    await store.forecasts.save(days);
    const outcomes = await thread.dayOutcomes({ series, now: NOW });
    expect(outcomes.length).toBeGreaterThan(15);
    expect(outcomes).toEqual(await here.dayOutcomes({ series, now: NOW }));
    await store.forecasts.score(outcomes, NOW);
    const latest = (await store.samples.latest([series.id])).get(series.id);
    if (latest === undefined) {
      throw new Error('Nothing was read.');
    }
    const limit = { series, latest, window: 'point-in-time', period: null, behind: null, now: NOW } as const;
    const forecast = await thread.limitForecast(limit);
    expect(forecast).toMatchObject({ state: 'ready' });
    expect(forecast).toEqual(await here.limitForecast(limit));
  }
});

it('what the thread reads on cannot write, and hears of what is written meanwhile', async () => {
  const { parts } = await withHistory();
  const { file, settings } = parts.store;
  const reader = openReadStore(file);
  onTestFinished(() => reader.close());
  const before = await reader.samples.latest([1]);
  await parts.store.samples.save(CACHE, [sampleOf('gauge', NOW - 60, 7)], NOW);
  expect(await reader.samples.latest([1])).not.toEqual(before);
  await expect((reader as unknown as Store).settings.set('app', 1)).rejects.toMatchObject({
    failure: { code: 'store-read-only' },
  });
  expect(await settings.get('app')).toBeUndefined();
});

it('a thread that is killed in mid forecast loses nothing', async () => {
  const { parts, folder } = await withHistory();
  const forecaster = threadOver(parts.store.file, dyingEntry(folder, 1));
  await recordForecasts({ ...parts, forecaster });
  await scoreForecasts({ ...parts, forecaster });
  const kept = await recordOf(parts.store);
  expect(kept.length).toBeGreaterThan(100);
  expect(kept).toEqual(await expectedRecord());
});

it('a question over which two threads died is given up, the next one is answered', async () => {
  const { parts, folder } = await withHistory();
  const { store } = parts;
  const [series] = await store.samples.listSeries();
  if (series === undefined) {
    throw new Error('There is no series.');
  }
  const forecaster = threadOver(store.file, dyingEntry(folder, 2));
  const question = { series, now: NOW, most: 3, lastTarget: null };
  await expect(forecaster.dayForecasts(question)).rejects.toMatchObject({ failure: { code: 'internal' } });
  expect(await forecaster.dayForecasts(question)).toHaveLength(3);
});

it('questions that only waited while threads died over another are not given up with it', async () => {
  const { parts, folder } = await withHistory();
  const [series] = await parts.store.samples.listSeries();
  if (series === undefined) {
    throw new Error('There is no series.');
  }
  // Two threads die over the first question, and one over the second, which until then had only waited.
  const forecaster = threadOver(parts.store.file, dyingEntry(folder, 3));
  const question = { series, now: NOW, most: 3, lastTarget: null };
  const [first, second] = await Promise.allSettled([
    forecaster.dayForecasts(question),
    forecaster.dayForecasts(question),
  ]);
  expect(first).toMatchObject({ status: 'rejected', reason: { failure: { code: 'internal' } } });
  expect(second).toMatchObject({ status: 'fulfilled', value: { length: 3 } });
});

it('a thread that is asked again before it would end for want of questions is not ended over the answer', async () => {
  const { parts } = await withHistory();
  const [series] = await parts.store.samples.listSeries();
  if (series === undefined) {
    throw new Error('There is no series.');
  }
  const timers = new Set<() => void>();
  const clock = {
    after(_ms: number, run: () => void) {
      timers.add(run);
      return { cancel: () => void timers.delete(run) };
    },
  };
  const thread = createForecastThread({
    entry: pathToFileURL(entry.file),
    file: parts.store.file,
    clock,
    withModel: false,
  });
  onTestFinished(() => thread.close());
  const question = { series, now: NOW, most: 3, lastTarget: null };
  await thread.dayForecasts(question);
  expect(timers.size).toBe(1);
  const again = thread.dayForecasts(question);
  for (const run of timers) run();
  expect(await again).toHaveLength(3);
});

it('quitting in mid forecast is prompt and loses nothing: the next start goes on there', async () => {
  const { parts } = await withHistory();
  const { store } = parts;
  const clock = { ...systemClock, now: () => NOW };
  let firstKept = (): void => undefined;
  const kept = new Promise<void>((resolve) => {
    firstKept = resolve;
  });
  const { save } = store.forecasts;
  const watchedStore = {
    ...store,
    forecasts: {
      ...store.forecasts,
      async save(forecasts: Parameters<typeof save>[0]) {
        const count = await save(forecasts);
        firstKept();
        return count;
      },
    },
  };
  const account = createAccountSession({
    parts: cycleParts(watchedStore, { clock }),
    workerFile: entry.file,
    intervalMinutes: 15,
    backfills: false,
    tellPatienceMs: 0,
    notifier: () => null,
  });
  const cycle = account.collect('user');
  await kept;
  await account.stop();
  expect(await cycle).toMatchObject({ ok: false, failure: { code: 'cancelled' } });

  const again = await openedStore(store.file, { clock });
  const reopened = { ...parts, store: again };
  const half = (await recordOf(again)).length;
  expect(half).toBeGreaterThan(0);
  expect((await again.samples.raw(1, { start: 0, end: NOW })).length).toBe(DAYS);
  expect(await again.cycles.last()).toMatchObject({ failure: { code: 'cancelled' } });
  await recordForecasts(reopened);
  await scoreForecasts(reopened);
  const whole = await recordOf(again);
  expect(whole.length).toBeGreaterThan(half);
  expect(whole).toEqual(await expectedRecord());
});
