import { describe, expect, it } from 'vitest';
import { createScheduler, DEFAULT_INTERVAL_MINUTES, type Scheduler } from '#main/collection/scheduler';
import type { CycleTrigger } from '#shared/domain/cycle';
import { DAY, HOUR, type Instant, MINUTE } from '#shared/domain/instant';
import { type HandClock, handClock, settle } from './hand-clock';

const START = 1_795_514_400;

interface Ran {
  readonly trigger: CycleTrigger;
  readonly at: Instant;
}

interface Bench {
  readonly clock: HandClock;
  readonly scheduler: Scheduler;
  readonly ran: Ran[];
  /** Most cycles that ever ran beside each other. */
  readonly mostAtOnce: () => number;
}

/** A scheduler over cycles that take `seconds` each. */
function bench(options: { readonly last?: Instant | null; readonly seconds?: number } = {}): Bench {
  const clock = handClock(START);
  const ran: Ran[] = [];
  let last = options.last ?? null;
  let running = 0;
  let most = 0;
  const scheduler = createScheduler({
    clock,
    intervalMinutes: DEFAULT_INTERVAL_MINUTES,
    lastCycleAt: async () => last,
    async cycle(trigger) {
      ran.push({ trigger, at: clock.now() });
      running += 1;
      most = Math.max(most, running);
      if (options.seconds !== undefined) {
        await clock.sleep(options.seconds * 1000);
      }
      running -= 1;
      last = clock.now();
    },
  });
  return { clock, scheduler, ran, mostAtOnce: () => most };
}

const times = (ran: readonly Ran[]) => ran.map(({ at }) => at - START);

describe('the timer', () => {
  it('is a quarter of an hour by default', () => {
    expect(DEFAULT_INTERVAL_MINUTES).toBe(15);
    expect(bench().scheduler.intervalMinutes).toBe(15);
  });

  it('runs at once where nothing ever ran, then every fifteen minutes', async () => {
    const { clock, scheduler, ran } = bench();
    scheduler.start();
    await clock.advance(HOUR);
    expect(times(ran)).toEqual([0, 15, 30, 45, 60].map((minutes) => minutes * MINUTE));
    expect(new Set(ran.map(({ trigger }) => trigger))).toEqual(new Set(['schedule']));
    expect(scheduler.nextAt).toBe(START + 75 * MINUTE);
  });

  it('waits for the rest of the interval where a cycle ran just before', async () => {
    const { clock, scheduler, ran } = bench({ last: START - 5 * MINUTE });
    scheduler.start();
    await settle();
    expect(scheduler.nextAt).toBe(START + 10 * MINUTE);
    await clock.advance(10 * MINUTE);
    expect(times(ran)).toEqual([10 * MINUTE]);
  });

  it('counts the next one from the end of the last', async () => {
    const { clock, scheduler, ran } = bench({ seconds: 4 * MINUTE });
    scheduler.start();
    await clock.advance(40 * MINUTE);
    expect(times(ran)).toEqual([0, 19 * MINUTE, 38 * MINUTE]);
  });

  it('starts once, however often it is told to', async () => {
    const { clock, scheduler, ran } = bench();
    scheduler.start();
    scheduler.start();
    await clock.advance(0);
    scheduler.start();
    await clock.advance(MINUTE);
    expect(ran).toHaveLength(1);
    expect(clock.pending).toBe(1);
  });

  it('leaves no timer behind when it is stopped, in whatever moment', async () => {
    for (const before of [0, MINUTE]) {
      const { clock, scheduler, ran } = bench({ last: START });
      scheduler.start();
      await clock.advance(before);
      scheduler.setInterval(30);
      scheduler.stop();
      await clock.advance(2 * HOUR);
      expect(ran).toHaveLength(0);
      expect(clock.pending).toBe(0);
      expect(scheduler.nextAt).toBeNull();
    }
  });

  it('plans nothing after a cycle that ended when it was stopped already', async () => {
    const { clock, scheduler, ran } = bench({ seconds: MINUTE });
    scheduler.start();
    await clock.advance(10);
    expect(scheduler.running).toBe(true);
    scheduler.stop();
    await clock.advance(HOUR);
    expect(ran).toHaveLength(1);
    expect(scheduler.running).toBe(false);
    expect(clock.pending).toBe(0);
  });
});

describe('one cycle at a time', () => {
  it('lets a second call join the one that runs', async () => {
    const { clock, scheduler, ran, mostAtOnce } = bench({ seconds: MINUTE });
    let ended = 0;
    const first = scheduler.runNow('user').then(() => (ended += 1));
    const second = scheduler.runNow('user').then(() => (ended += 1));
    await clock.advance(30);
    expect(ended).toBe(0);
    await clock.advance(30);
    await Promise.all([first, second]);
    expect(ran).toEqual([{ trigger: 'user', at: START }]);
    expect(mostAtOnce()).toBe(1);
  });

  it('runs once more for an account that was connected while it ran, and once for two of them', async () => {
    const { clock, scheduler, ran, mostAtOnce } = bench({ seconds: 60 });
    scheduler.start();
    await clock.advance(30);
    const added = Promise.all([scheduler.runAnew('user'), scheduler.runAnew('user')]);
    await clock.advance(90);
    await added;
    expect(ran.map(({ trigger, at }) => [trigger, at - START])).toEqual([
      ['schedule', 0],
      ['user', 60],
    ]);
    expect(mostAtOnce()).toBe(1);
    await Promise.all([scheduler.runAnew('user'), clock.advance(60)]);
    expect(ran).toHaveLength(3);
  });

  it('begins nothing more once it is stopped', async () => {
    const { clock, scheduler, ran } = bench({ seconds: 60 });
    scheduler.start();
    await clock.advance(30);
    const added = scheduler.runAnew('user');
    scheduler.stop();
    await clock.advance(90);
    await added;
    expect(ran).toHaveLength(1);
  });

  it('never overlaps the timer, a person and a wake-up', async () => {
    const { clock, scheduler, ran, mostAtOnce } = bench({ seconds: 3 * MINUTE });
    scheduler.start();
    for (let minute = 0; minute < 120; minute += 1) {
      await clock.advance(MINUTE);
      void scheduler.runNow('user');
      void scheduler.wake();
    }
    await clock.advance(HOUR);
    expect(mostAtOnce()).toBe(1);
    expect(ran.length).toBeGreaterThan(30);
  });

  it('counts from a cycle that a person asked for', async () => {
    const { clock, scheduler, ran } = bench();
    scheduler.start();
    await clock.advance(10 * MINUTE);
    await scheduler.runNow('user');
    expect(scheduler.nextAt).toBe(START + 25 * MINUTE);
    await clock.advance(14 * MINUTE);
    expect(times(ran)).toEqual([0, 10 * MINUTE]);
  });
});

describe('after sleep', () => {
  it('catches up once, without a burst', async () => {
    const { clock, scheduler, ran } = bench();
    scheduler.start();
    await clock.advance(MINUTE);
    clock.sleepFor(9 * HOUR);
    await Promise.all([scheduler.wake(), scheduler.wake()]);
    expect(ran.map(({ trigger }) => trigger)).toEqual(['schedule', 'wake']);
    await clock.advance(14 * MINUTE);
    expect(ran).toHaveLength(2);
  });

  it('does nothing when no cycle is due, or when it was never started', async () => {
    const { clock, scheduler, ran } = bench();
    await scheduler.wake();
    expect(ran).toHaveLength(0);
    scheduler.start();
    await clock.advance(MINUTE);
    await scheduler.wake();
    expect(ran).toHaveLength(1);
  });
});

describe('a clock that is set', () => {
  it('does not wait for a last cycle that lies in the future', async () => {
    const { clock, scheduler, ran } = bench({ last: START + 365 * DAY });
    scheduler.start();
    await clock.advance(0);
    expect(times(ran)).toEqual([0]);
    expect(scheduler.nextAt).toBe(START + 15 * MINUTE);
  });

  it('never waits longer than one interval when it goes back, and shows that', async () => {
    const { ran, scheduler, clock, step } = stepping();
    scheduler.start();
    await clock.advance(MINUTE);
    step(-365 * DAY);
    await clock.advance(2 * MINUTE);
    expect(scheduler.nextAt).toBeLessThanOrEqual(clock.now() + 15 * MINUTE);
    await clock.advance(12 * MINUTE);
    expect(ran).toHaveLength(2);
  });

  it('runs at once, and once, when it goes ahead', async () => {
    const { ran, scheduler, clock, step } = stepping();
    scheduler.start();
    await clock.advance(MINUTE);
    step(365 * DAY);
    await clock.advance(MINUTE);
    expect(ran).toHaveLength(2);
    await clock.advance(14 * MINUTE);
    expect(ran).toHaveLength(2);
  });

  it('comes back soon to what could not be kept', async () => {
    const clock = handClock(START);
    let ran = 0;
    const scheduler = createScheduler({
      clock,
      intervalMinutes: 15,
      lastCycleAt: () => Promise.reject(new Error('no room')),
      cycle: async () => {
        ran += 1;
        return ran < 3 ? 'soon' : undefined;
      },
    });
    scheduler.start();
    await clock.advance(2 * MINUTE);
    expect(ran).toBe(3);
    expect(scheduler.nextAt).toBe(START + 17 * MINUTE);
  });
});

/** A scheduler whose date may be set while its timers go on. */
function stepping() {
  const hand = handClock(START);
  let offset = 0;
  const clock = { ...hand, now: () => hand.now() + offset };
  const ran: Instant[] = [];
  const scheduler = createScheduler({
    clock,
    intervalMinutes: 15,
    lastCycleAt: async () => ran.at(-1) ?? null,
    cycle: async () => void ran.push(clock.now()),
  });
  return {
    ran,
    scheduler,
    clock,
    step: (seconds: number) => {
      offset += seconds;
    },
  };
}

describe('a new interval', () => {
  it('moves the next cycle, counted from the last one', async () => {
    const { clock, scheduler, ran } = bench();
    scheduler.start();
    await clock.advance(5 * MINUTE);
    scheduler.setInterval(60);
    await settle();
    expect(scheduler).toMatchObject({ intervalMinutes: 60, nextAt: START + HOUR });
    scheduler.setInterval(5);
    await clock.advance(0);
    expect(times(ran)).toEqual([0, 5 * MINUTE]);
    expect(clock.pending).toBe(1);
  });

  it('takes hold after the cycle that runs', async () => {
    const { clock, scheduler } = bench({ seconds: MINUTE });
    scheduler.start();
    await clock.advance(10);
    scheduler.setInterval(30);
    await clock.advance(MINUTE);
    expect(scheduler.nextAt).toBe(START + 31 * MINUTE);
  });
});
