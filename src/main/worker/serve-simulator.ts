import type { MessagePort } from 'node:worker_threads';
import { followedClock } from '#main/clock';
import { startSimulator } from '#main/simulator/index';
import type { ThreadOrder } from './thread-order';

/** Serves the clouds of a scenario and tells once where they are and which keys they take. */
export async function serveSimulator(
  port: MessagePort,
  { scenario, anchor, clock }: Extract<ThreadOrder, { kind: 'simulator' }>,
): Promise<void> {
  const { credentials } = await startSimulator({ scenario, anchor, clock: followedClock(clock) });
  port.postMessage(credentials);
}
