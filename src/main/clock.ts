import type { Instant, Zone } from '#shared/domain/instant';

/** A timer that was set; `cancel` is harmless after it rang. */
export interface Timer {
  cancel(): void;
  /** Lets the process end before it rings. */
  unref?(): void;
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

/** The zone of this computer: a person's quiet hours, pauses and days are meant in it. */
export function localZone(): Zone {
  return Intl.DateTimeFormat().resolvedOptions().timeZone;
}

/** What `setTimeout` can wait; beyond it rings at once, and Node prints a warning. */
const LONGEST_WAIT_MS = 2 ** 31 - 1;

/** The computer's own clock. */
export const systemClock: Clock = {
  now: () => Math.floor(Date.now() / 1000),
  monotonic: () => performance.now(),
  after(milliseconds, ring) {
    let left = Number.isNaN(milliseconds) ? 0 : Math.max(0, milliseconds);
    let isHeld = true;
    let handle: ReturnType<typeof setTimeout>;
    // A wait that is longer than one timer can be is made of several.
    const wait = (): void => {
      const part = Math.min(left, LONGEST_WAIT_MS);
      left -= part;
      handle = setTimeout(left > 0 ? wait : ring, part);
      if (!isHeld) handle.unref();
    };
    wait();
    return {
      cancel: () => clearTimeout(handle),
      unref() {
        isHeld = false;
        handle.unref();
      },
    };
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

/** The same clock, whose date stays what it is now: what is worked out with it is of one moment. */
export function heldClock(clock: Clock): Clock {
  const now = clock.now();
  return { ...clock, now: () => now };
}

/** A clock whose date is set by hand. While it stands still, waiting costs no time; durations stay real. */
export interface SettableClock extends Clock {
  set(instant: Instant): void;
  /** Lets the date run again with the computer's clock, from `instant` on. */
  run(instant: Instant): void;
  /** What `followedClock` makes a clock of in another thread that shows the same date at any moment. */
  readonly shared: SharedArrayBuffer;
}

/** Where a shared clock keeps its date, and the moment (ms since 1970) from which it runs on; NaN: it stands. */
const BASE = 0;
const SINCE = 1;

/** A clock that stands still at `start` until it is set or set running. */
export function settableClock(start: Instant): SettableClock {
  const shared = new SharedArrayBuffer(2 * Float64Array.BYTES_PER_ELEMENT);
  const state = new Float64Array(shared);
  state.set([start, Number.NaN]);
  return {
    ...systemClock,
    ...followedClock(shared),
    sleep: (milliseconds) => (Number.isNaN(state[SINCE]) ? Promise.resolve() : systemClock.sleep(milliseconds)),
    shared,
    set: (instant) => state.set([instant, Number.NaN]),
    run: (instant) => state.set([instant, elapsed()]),
  };
}

/** The date of a settable clock of another thread. */
export function followedClock(shared: SharedArrayBuffer): Pick<Clock, 'now'> {
  const state = new Float64Array(shared);
  return {
    now() {
      const [base = 0, since = Number.NaN] = [state[BASE], state[SINCE]];
      return Number.isNaN(since) ? base : base + Math.floor((elapsed() - since) / 1000);
    },
  };
}

/** Milliseconds that run forward only, the same in all threads. */
function elapsed(): number {
  return performance.timeOrigin + performance.now();
}

/** The instant of a valid ISO 8601 date-time with an offset; fractions of a second are cut. */
export function instantOfIso(text: string): Instant {
  return Math.floor(Date.parse(text) / 1000);
}

/** Milliseconds that a chain of store calls may hold the thread before something else gets its turn. */
const PATIENCE_MS = 8;
/** Since when nothing else has run; null: the loop has turned since the last call. */
let heldSince: number | null = null;

/**
 * Resolves at once, or after everything else that waits (window, timers, network) had its turn where the thread has
 * been held for a while. For what is asynchronous in type and answers at once, such as SQLite: a chain of such answers
 * would never give way.
 */
export function fairTurn(): Promise<void> | undefined {
  if (heldSince === null) {
    heldSince = performance.now();
    setImmediate(() => {
      heldSince = null;
    });
    return undefined;
  }
  return performance.now() - heldSince < PATIENCE_MS ? undefined : new Promise((resolve) => setImmediate(resolve));
}
