import { Worker } from 'node:worker_threads';
import type { Progress } from '#main/store/maintenance/progress';
import { fail, type Result } from '#shared/domain/failure';
import { BROKEN, CANCEL, CANCELLED, type JobMessage, type JobName, type JobOrder, type Jobs } from './job';
import type { ThreadOrder } from './thread-order';

export interface JobOptions {
  readonly onProgress?: (progress: Progress) => void;
  readonly signal?: AbortSignal;
}

/** Runs heavy work in threads. */
export interface WorkerClient {
  /**
   * Does one job in a thread of its own, which ends with it. Fails with `cancelled` when the signal
   * asked for it, `internal` when the thread broke, or with what the job itself met.
   */
  run<Name extends JobName>(
    name: Name,
    input: Jobs[Name]['input'],
    options?: JobOptions,
  ): Promise<Result<Jobs[Name]['output']>>;
  /** Stops every job and waits until the threads have ended. */
  close(): Promise<void>;
}

/** `entry` is the built `worker/index.ts`; `file` the database, which every thread opens for itself. */
export function createWorkerClient(options: { readonly entry: URL; readonly file: string }): WorkerClient {
  const running = new Map<Promise<unknown>, AbortController>();
  return {
    run(name, input, { onProgress, signal } = {}) {
      const stop = new AbortController();
      const signals = signal === undefined ? [stop.signal] : [stop.signal, signal];
      const order: JobOrder<typeof name> = { file: options.file, name, input };
      const job = runInThread<Jobs[typeof name]['output']>(options.entry, order, AbortSignal.any(signals), onProgress);
      running.set(job, stop);
      void job.finally(() => running.delete(job));
      return job;
    },
    async close() {
      for (const stop of running.values()) {
        stop.abort();
      }
      await Promise.all(running.keys());
    },
  };
}

function runInThread<T>(
  entry: URL,
  job: JobOrder,
  signal: AbortSignal,
  onProgress: ((progress: Progress) => void) | undefined,
): Promise<Result<T>> {
  if (signal.aborted) {
    return Promise.resolve(fail(CANCELLED));
  }
  return new Promise((resolve) => {
    const order: ThreadOrder = { kind: 'job', job };
    const thread = new Worker(entry, { workerData: order });
    const cancel = (): void => thread.postMessage(CANCEL);
    let outcome: Result<T> = fail(BROKEN);
    signal.addEventListener('abort', cancel, { once: true });
    thread.on('message', (message: JobMessage) => {
      if (message.kind === 'progress') {
        onProgress?.(message.progress);
      } else {
        outcome = message.result as Result<T>;
      }
    });
    thread.on('error', () => {
      outcome = fail(BROKEN);
    });
    thread.on('exit', () => {
      signal.removeEventListener('abort', cancel);
      resolve(outcome);
    });
  });
}
