import { Worker } from 'node:worker_threads';
import type { SettableClock } from '#main/clock';
import type { SimulatorCredentials } from '#main/simulator/index';
import type { Instant } from '#shared/domain/instant';
import type { ThreadOrder } from './thread-order';

/** A simulator that runs; what it is asked goes over HTTP. */
export interface RunningSimulator {
  readonly credentials: SimulatorCredentials;
  /** Stops listening; harmless twice. */
  close(): Promise<void>;
}

/**
 * Starts the clouds of `scenario` in a thread of its own, which shows the date of `clock`: answering months of usage
 * would hold the window up. Rejects where the thread breaks off before it listens.
 */
export function startSimulatorThread(
  entry: URL,
  options: { readonly scenario: string; readonly anchor: Instant; readonly clock: SettableClock },
): Promise<RunningSimulator> {
  const { scenario, anchor, clock } = options;
  const order: ThreadOrder = { kind: 'simulator', scenario, anchor, clock: clock.shared };
  return new Promise((resolve, reject) => {
    const thread = new Worker(entry, { workerData: order });
    thread.once('message', (credentials: SimulatorCredentials) => {
      resolve({
        credentials,
        async close() {
          await thread.terminate();
        },
      });
    });
    thread.once('error', reject);
    thread.once('exit', () => reject(new Error('The simulator ended before it listened.')));
  });
}
