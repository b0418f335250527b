import { beforeEach, expect, it } from 'vitest';
import { PageWatch } from '#main/desktop/page-watch';

let now = 0;
let waiting: { at: number; ring: () => void }[] = [];
let done: string[] = [];
let watch: PageWatch;

const clock = {
  now: () => 0,
  monotonic: () => now,
  sleep: () => Promise.resolve(),
  after(milliseconds: number, ring: () => void) {
    const timer = { at: now + milliseconds, ring };
    waiting.push(timer);
    return {
      cancel() {
        waiting = waiting.filter((one) => one !== timer);
      },
    };
  },
};

beforeEach(() => {
  now = 0;
  waiting = [];
  done = [];
  watch = new PageWatch(clock, {
    reload: () => done.push(`reload at ${now}`),
    giveUp: () => done.push(`page at ${now}`),
  });
});

/** Lets the time come at which the next timer rings. */
function ring(): void {
  const [next] = waiting.splice(0, 1);
  now = next?.at ?? now;
  next?.ring();
}

it('loads the page again with growing pauses, then says what is wrong, and never faster than once a minute', () => {
  for (let crash = 0; crash < 8; crash += 1) {
    watch.report();
    watch.report();
    ring();
  }
  expect(done).toEqual([
    'reload at 250',
    'reload at 1250',
    'reload at 5250',
    'page at 21250',
    'page at 81250',
    'page at 141250',
    'page at 201250',
    'page at 261250',
  ]);
});

it('begins anew for a page that stayed a minute, and for a person who asks', () => {
  watch.report();
  ring();
  now += 60_001;
  watch.report();
  ring();
  expect(done.at(-1)).toBe(`reload at ${250 + 60_001 + 250}`);
  watch.report();
  watch.forget();
  expect(waiting).toEqual([]);
  const before = now;
  watch.report();
  ring();
  expect(done.at(-1)).toBe(`reload at ${before + 250}`);
});
