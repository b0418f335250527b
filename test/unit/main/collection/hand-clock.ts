import type { Clock } from '#main/clock';
import type { Instant } from '#shared/domain/instant';

/** A clock that only a test moves; timers ring in order while it passes them. */
export interface HandClock extends Clock {
  /** Moves on by `seconds`, rings what is due, and lets what was rung come to rest after each. */
  advance(seconds: number): Promise<void>;
  /** Moves on without ringing, as while a computer sleeps. */
  sleepFor(seconds: number): void;
  /** Timers that are set. */
  readonly pending: number;
}

export function handClock(start: Instant): HandClock {
  let now = start * 1000;
  let timers: { readonly at: number; readonly ring: () => void }[] = [];
  const clock: HandClock = {
    now: () => Math.floor(now / 1000),
    monotonic: () => now,
    after(milliseconds, ring) {
      const timer = { at: now + milliseconds, ring };
      timers.push(timer);
      return {
        cancel() {
          timers = timers.filter((one) => one !== timer);
        },
      };
    },
    sleep: (milliseconds) => new Promise((resolve) => void clock.after(milliseconds, () => resolve())),
    async advance(seconds) {
      const end = now + seconds * 1000;
      await settle();
      for (let next = earliest(end); next !== undefined; next = earliest(end)) {
        const { at, ring } = next;
        timers = timers.filter((one) => one !== next);
        now = Math.max(now, at);
        ring();
        await settle();
      }
      now = end;
      await settle();
    },
    sleepFor(seconds) {
      now += seconds * 1000;
    },
    get pending() {
      return timers.length;
    },
  };
  const earliest = (end: number) => timers.filter(({ at }) => at <= end).sort((a, b) => a.at - b.at)[0];
  return clock;
}

/** Lets every promise that can go on do so. */
export function settle(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
