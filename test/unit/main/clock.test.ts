import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { followedClock, settableClock, systemClock, within } from '#main/clock';

const DAY_MS = 86_400_000;

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

it('waits as long as it is told to, also beyond what one timer can', async () => {
  let rung = 0;
  systemClock.after(40 * DAY_MS, () => {
    rung += 1;
  });
  await vi.advanceTimersByTimeAsync(39 * DAY_MS);
  expect(rung).toBe(0);
  await vi.advanceTimersByTimeAsync(DAY_MS);
  expect(rung).toBe(1);
});

it('can be stopped in any part of a long wait', async () => {
  let rung = 0;
  const timer = systemClock.after(60 * DAY_MS, () => {
    rung += 1;
  });
  await vi.advanceTimersByTimeAsync(30 * DAY_MS);
  timer.cancel();
  await vi.advanceTimersByTimeAsync(60 * DAY_MS);
  expect(rung).toBe(0);
});

it('lets the process end before it rings where nothing waits for it', () => {
  vi.useRealTimers();
  const held = process.getActiveResourcesInfo().length;
  const timer = systemClock.after(60_000, () => undefined);
  expect(process.getActiveResourcesInfo().length).toBe(held + 1);
  timer.unref?.();
  expect(process.getActiveResourcesInfo().length).toBe(held);
  timer.cancel();
});

it('leaves work behind that does not end, whatever becomes of it', async () => {
  const never = new Promise<string>((_resolve, reject) => {
    systemClock.after(2_000, () => reject(new Error('late')));
  });
  const answer = within(systemClock, 1_000, never, () => 'left');
  await vi.advanceTimersByTimeAsync(3_000);
  expect(await answer).toBe('left');
});

it('a clock that is followed shows the same date, set, stopped or running', () => {
  const clock = settableClock(1_000);
  const { now } = followedClock(clock.shared);
  expect(now()).toBe(1_000);
  clock.set(5_000);
  expect(now()).toBe(5_000);
  clock.run(9_000);
  expect(now()).toBe(9_000);
  expect(clock.now()).toBe(9_000);
  clock.set(7_000);
  expect([now(), clock.now()]).toEqual([7_000, 7_000]);
});
