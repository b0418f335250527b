import type { Clock, Timer } from '#main/clock';
import type { CycleTrigger } from '#shared/domain/cycle';
import { type Instant, MINUTE } from '#shared/domain/instant';

/** The client's own figure. */
export const DEFAULT_INTERVAL_MINUTES = 15;

export interface Scheduler {
  /** Starts the timer; runs a cycle at once when none ran within the interval. Harmless twice. */
  start(): void;
  stop(): void;
  /** One cycle now; joins the one that is running. */
  runNow(trigger: CycleTrigger): Promise<void>;
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
  /** One cycle. Its own failures are its own business: it never throws. */
  readonly cycle: (trigger: CycleTrigger) => Promise<void>;
  /** When the last cycle ended, from the store; null when there was none. */
  readonly lastCycleAt: () => Promise<Instant | null>;
  readonly intervalMinutes: number;
}

/**
 * Runs cycles on a timer, one at a time. The next one is counted from the end of the last, so a
 * computer that slept, or a cycle that took long, never leads to a burst.
 */
export function createScheduler(parts: SchedulerParts): Scheduler {
  let timer: Timer | null = null;
  let current: Promise<void> | null = null;
  let nextAt: Instant | null = null;
  let interval = parts.intervalMinutes;
  let started = false;

  const plan = (at: Instant) => {
    timer?.cancel();
    nextAt = at;
    timer = parts.clock.after(Math.max(0, at - parts.clock.now()) * 1000, () => void run('schedule'));
  };
  const run = (trigger: CycleTrigger): Promise<void> => {
    current ??= parts.cycle(trigger).finally(() => {
      current = null;
      if (started) {
        plan(parts.clock.now() + interval * MINUTE);
      }
    });
    return current;
  };
  const due = async (): Promise<Instant> => {
    const last = await parts.lastCycleAt();
    return last === null ? parts.clock.now() : last + interval * MINUTE;
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
    async wake() {
      if (started && (await due()) <= parts.clock.now()) {
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
