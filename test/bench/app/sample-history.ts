import { createChanges } from '#main/changes';
import { systemClock } from '#main/clock';
import { createLogger } from '#main/log';
import { registry } from '#main/providers/index';
import { openSampleAccount } from '#main/sample/sample-account';
import { openStore } from '#main/store/open-store';
import type { BenchRow } from '../store/bench-row';
import { watched } from './longest-block';
import type { Surroundings } from './surroundings';

/** Fills 60 days of the sample account into `folder`, as its first start does, with the threads of the built app. */
export async function benchHistory(folder: string, { workerFile }: Surroundings): Promise<BenchRow[]> {
  const opened = await openSampleAccount({
    dataDir: folder,
    clock: systemClock,
    providers: registry,
    changes: createChanges(),
    logger: createLogger('silent'),
    intervalMinutes: 15,
    openStore: (file) => openStore({ file, clock: systemClock }),
    notifier: () => null,
    workerFile,
  });
  if (!opened.ok) {
    throw new Error(opened.failure.message);
  }
  const account = opened.value;
  let samples = 0;
  const { took, processor, block, work } = await watched(async () => {
    const prepared = await account.prepare(() => undefined);
    if (!prepared.ok) {
      throw new Error(prepared.failure.message);
    }
  });
  const { store } = account.parts;
  const series = await store.samples.listSeries();
  for (const { id } of series) {
    samples += (await store.samples.raw(id, { start: 0, end: systemClock.now() + 1 })).length;
  }
  await account.stop();
  return [
    {
      name: '60 days of sample history through the real pipeline',
      goal: '<= 15 s',
      measured: `${(took / 1000).toFixed(1)} s`,
      ok: took <= 15_000,
      note: `${samples} samples in ${series.length} series; ${(processor / 1000).toFixed(1)} s of processor time, the simulator's included`,
    },
    {
      name: 'longest block of the main process meanwhile',
      goal: '<= 50 ms',
      measured: `${block.toFixed(0)} ms`,
      ok: block <= 50,
      note: `at most ${work.toFixed(0)} ms of processor time between two turns; the rest is waiting for the machine`,
    },
  ];
}
