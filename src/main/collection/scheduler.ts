import type { Clock, Timer } from '#main/clock';
import type { CycleTrigger } from '#shared/domain/cycle';
import { type Instant, MINUTE } from '#shared/domain/instant';

/** The client's own figure. */
export const DEFAULT_INTERVAL_MINUTES = 15;

/**
 * The clock is looked at this often while a cycle is waited for: it may be set, and a timer counts the time of
 * a computer that sleeps in no way that could be relied on.
 */
const LOOK_SECONDS = MINUTE;
/** What hinders a cycle from being kept, such as a full disk, is looked at again this soon. */
const SOON_SECONDS = MINUTE;

export interface Scheduler {
  /** Starts the timer; runs a cycle at once when none ran within the interval. Harmless twice. */
  start(): void;
  stop(): void;
  /** One cycle now; joins the one that is running. */
  runNow(trigger: CycleTrigger): Promise<void>;
  /** One cycle that begins after the one that is running, for what that one does not know of yet, such as a new account. */
  runAnew(trigger: CycleTrigger): Promise<void>;
  /** After sleep: one catch-up cycle when one is due, never a burst. */
  wake(): Promise<void>;
  setInterval(minutes: number): void;
  /** Resolves when no cycle runs; at once when none does. */
  idle(): Promise<void>;
  readonly running: boolean;
  readonly nextAt: Instant | null;
  readonly intervalMinutes: number;
}

export interface SchedulerParts {
  readonly clock: Clock;
  /**
   * One cycle. Its own failures are its own business: it never throws. `soon`: the next one is worth a try soon; a
   * number: it is wanted in so many seconds.
   */
  // biome-ignore lint/suspicious/noConfusingVoidType: most cycles have nothing to say.
  readonly cycle: (trigger: CycleTrigger) => Promise<void | 'soon' | number>;
  /** When the last cycle ended, from the store; null when there was none, or when it cannot be told. */
  readonly lastCycleAt: () => Promise<Instant | null>;
  readonly intervalMinutes: number;
}

/**
 * Runs cycles on a timer, one at a time. The next one is counted from the end of the last, so a
 * computer that slept, or a cycle that took long, never leads to a burst. Whatever the clock does meanwhile, the
 * wait is never longer than one interval: a clock that goes on makes it shorter, one that goes back does not
 * make it longer, and a last cycle in the future counts as none.
 */
export function createScheduler(parts: SchedulerParts): Scheduler {
  const { clock } = parts;
  let timer: Timer | null = null;
  let current: Promise<void> | null = null;
  let following: Promise<void> | null = null;
  let nextAt: Instant | null = null;
  /** The same moment on the clock that only runs forward. */
  let deadline = 0;
  let interval = parts.intervalMinutes;
  let started = false;

  const plan = (at: Instant) => {
    const now = clock.now();
    nextAt = Math.min(Math.max(at, now), now + interval * MINUTE);
    deadline = clock.monotonic() + (nextAt - now) * 1000;
    wait();
  };
  const wait = () => {
    timer?.cancel();
    const left = Math.min(((nextAt ?? 0) - clock.now()) * 1000, deadline - clock.monotonic(), LOOK_SECONDS * 1000);
    timer = clock.after(Math.max(0, left), look);
  };
  const look = () => {
    const now = clock.now();
    const left = Math.ceil((deadline - clock.monotonic()) / 1000);
    if (nextAt === null || now >= nextAt || left <= 0) {
      void run('schedule');
      return;
    }
    // The clock went back: what is shown as the next cycle follows it.
    nextAt = Math.min(nextAt, now + left);
    wait();
  };
  const run = (trigger: CycleTrigger): Promise<void> => {
    let again = interval * MINUTE;
    current ??= parts
      .cycle(trigger)
      .then((answer) => {
        const wanted = answer === 'soon' ? SOON_SECONDS : (answer ?? Number.POSITIVE_INFINITY);
        again = Math.min(wanted, interval * MINUTE);
      })
      .finally(() => {
        current = null;
        if (started) {
          plan(clock.now() + again);
        }
      });
    return current;
  };
  const due = async (): Promise<Instant> => {
    const now = clock.now();
    // A file that cannot be read just now is no reason to wait.
    const last = await parts.lastCycleAt().catch(() => null);
    return last === null || last > now ? now : last + interval * MINUTE;
  };
  const planNext = async (): Promise<void> => {
    if (!started) {
      return;
    }
    const at = await due();
    // Meanwhile it may have been stopped, or a cycle begun that plans the next one itself.
    if (started && current === null) {
      plan(at);
    }
  };

  return {
    start() {
      if (started) {
        return;
      }
      started = true;
      void planNext();
    },
    stop() {
      started = false;
      timer?.cancel();
      timer = null;
      nextAt = null;
    },
    runNow: run,
    runAnew(trigger) {
      if (current === null) {
        return run(trigger);
      }
      following ??= current.then(() => {
        following = null;
        return started ? run(trigger) : undefined;
      });
      return following;
    },
    async wake() {
      if (started && (await due()) <= clock.now()) {
        await run('wake');
      }
    },
    setInterval(minutes) {
      interval = minutes;
      void planNext();
    },
    async idle() {
      await current;
    },
    get running() {
      return current !== null;
    },
    get nextAt() {
      return nextAt;
    },
    get intervalMinutes() {
      return interval;
    },
  };
}
