import type { Instant } from '#shared/domain/instant';

/** A timer that was set; `cancel` is harmless after it rang. */
export interface Timer {
  cancel(): void;
}

/** The only way that Headroom learns the time or waits. Tests and the sample account hand in their own. */
export interface Clock {
  /** Now, in epoch seconds. */
  now(): Instant;
  /** Milliseconds of a clock that only runs forward, for durations. */
  monotonic(): number;
  /** Calls `ring` once, `milliseconds` from now, however long that is; less than nothing, or no number, is at once. */
  after(milliseconds: number, ring: () => void): Timer;
  /** Resolves `milliseconds` from now. */
  sleep(milliseconds: number): Promise<void>;
}

/** What `setTimeout` can wait; beyond it rings at once, and Node prints a warning. */
const LONGEST_WAIT_MS = 2 ** 31 - 1;

/** The computer's own clock. */
export const systemClock: Clock = {
  now: () => Math.floor(Date.now() / 1000),
  monotonic: () => performance.now(),
  after(milliseconds, ring) {
    let left = Number.isNaN(milliseconds) ? 0 : Math.max(0, milliseconds);
    let handle: ReturnType<typeof setTimeout>;
    // A wait that is longer than one timer can be is made of several.
    const wait = (): void => {
      const part = Math.min(left, LONGEST_WAIT_MS);
      left -= part;
      handle = setTimeout(left > 0 ? wait : ring, part);
    };
    wait();
    return { cancel: () => clearTimeout(handle) };
  },
  sleep: (milliseconds) => new Promise((resolve) => void systemClock.after(milliseconds, () => resolve())),
};

/**
 * Waits for `work` no longer than `milliseconds`, then answers what `late` says. Work that is left behind goes on
 * for itself: nobody waits for it, and how it ends is nobody's business any more.
 */
export async function within<T, L>(
  clock: Pick<Clock, 'after'>,
  milliseconds: number,
  work: Promise<T>,
  late: () => L,
): Promise<T | L> {
  let timer: Timer | null = null;
  const limit = new Promise<L>((resolve) => {
    timer = clock.after(milliseconds, () => resolve(late()));
  });
  work.catch(() => undefined);
  try {
    return await Promise.race([work, limit]);
  } finally {
    (timer as Timer | null)?.cancel();
  }
}

/** A clock whose date is set by hand. While it stands still, waiting costs no time; durations stay real. */
export interface SettableClock extends Clock {
  set(instant: Instant): void;
  /** Lets the date run again with the computer's clock, from `instant` on. */
  run(instant: Instant): void;
}

/** A clock that stands still at `start` until it is set or set running. */
export function settableClock(start: Instant): SettableClock {
  let base = start;
  let runningSince: number | null = null;
  return {
    ...systemClock,
    sleep: (milliseconds) => (runningSince === null ? Promise.resolve() : systemClock.sleep(milliseconds)),
    now: () => (runningSince === null ? base : base + Math.floor((performance.now() - runningSince) / 1000)),
    set(instant) {
      base = instant;
      runningSince = null;
    },
    run(instant) {
      base = instant;
      runningSince = performance.now();
    },
  };
}

/**
 * Lets everything else that waits run first: window, timers, network. Belongs between pieces of work that
 * are short by themselves, since SQLite answers at once and a chain of such answers never gives way.
 */
export function breathe(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
