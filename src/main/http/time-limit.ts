import { setMaxListeners } from 'node:events';
import type { Clock } from '#main/clock';

/** Why work was stopped before it was done. */
export type StopReason = 'cancelled' | 'timeout';

/** Stops work when its time is up or when whoever asked for it stops it, whichever comes first. */
export interface TimeLimit {
  /** Fires when the work has to stop. */
  readonly signal: AbortSignal;
  /** Null as long as the work may go on. */
  readonly reason: StopReason | null;
  /** Milliseconds left; 0 when it is over. */
  remaining(): number;
  /** Waits for `work`, but not longer than the limit; null when that came first. What `work` comes to later is left alone. */
  within<T>(work: Promise<T>): Promise<{ readonly value: T } | null>;
  /** Waits; false when the limit came first. */
  sleep(milliseconds: number): Promise<boolean>;
  /** Lets go of timer and signal. Harmless twice. */
  release(): void;
}

/** Begins a limit of `milliseconds` in all, and obeys `signal` too, also one that fired before. */
export function limitTime(clock: Clock, milliseconds: number, signal?: AbortSignal): TimeLimit {
  const controller = new AbortController();
  // One collection has as many requests under way as it likes; Node would warn of more than ten.
  setMaxListeners(0, controller.signal);
  if (signal !== undefined) setMaxListeners(0, signal);
  const endsAt = clock.monotonic() + milliseconds;
  let reason: StopReason | null = null;
  const stop = (why: StopReason) => {
    reason ??= why;
    controller.abort();
  };
  const cancel = () => stop('cancelled');
  const timer = clock.after(milliseconds, () => stop('timeout'));
  if (signal?.aborted === true) cancel();
  signal?.addEventListener('abort', cancel, { once: true });

  const within: TimeLimit['within'] = (work) =>
    new Promise((resolve, reject) => {
      const giveUp = () => resolve(null);
      const letGo = () => controller.signal.removeEventListener('abort', giveUp);
      if (controller.signal.aborted) giveUp();
      controller.signal.addEventListener('abort', giveUp, { once: true });
      work.then(
        (value) => {
          letGo();
          resolve({ value });
        },
        (error: unknown) => {
          letGo();
          reject(error);
        },
      );
    });

  return {
    signal: controller.signal,
    get reason() {
      return reason;
    },
    remaining: () => (reason === null ? Math.max(0, endsAt - clock.monotonic()) : 0),
    within,
    sleep: async (pause) => (await within(clock.sleep(pause))) !== null,
    release() {
      timer.cancel();
      signal?.removeEventListener('abort', cancel);
    },
  };
}
