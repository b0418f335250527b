import { setTimeout as sleep } from 'node:timers/promises';

/** How finely the timer looks, in milliseconds. */
const RESOLUTION = 1;

/** Milliseconds. */
export interface Watched {
  readonly took: number;
  /** Processor time of the whole process: what `took` cannot go below, whatever else the machine does. */
  readonly processor: number;
  /** The longest stretch in which nothing else could run. */
  readonly block: number;
  /** The most that the thread itself worked in one such stretch: what `block` is on a machine with nothing else to do. */
  readonly work: number;
}

/** Runs `job` while a timer looks how long it is kept waiting. */
export async function watched(job: () => Promise<unknown>): Promise<Watched> {
  let block = 0;
  let work = 0;
  let running = true;
  const watching = (async () => {
    while (running) {
      const began = performance.now();
      const used = process.threadCpuUsage();
      await sleep(RESOLUTION);
      const { user, system } = process.threadCpuUsage(used);
      block = Math.max(block, performance.now() - began - RESOLUTION);
      work = Math.max(work, (user + system) / 1000);
    }
  })();
  const used = process.cpuUsage();
  const start = performance.now();
  await job();
  const took = performance.now() - start;
  const { user, system } = process.cpuUsage(used);
  running = false;
  await watching;
  return { took, processor: (user + system) / 1000, block, work };
}
