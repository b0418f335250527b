import { expect, it } from 'vitest';
import { healthSamples } from '#main/providers/postgres/samples';

const NOW = 1_795_514_400;
const STARTED = 1_795_000_000;
const row = (hit: number, read: number) => ({ hit, read, dead: 0, live: 0, age: 1 });
const hitRate = (now: ReturnType<typeof row>, kept: unknown): number | undefined =>
  healthSamples(now, STARTED, kept, NOW).find(({ metric }) => metric === 'CACHE_HIT_RATE')?.value;

it('tells the cache hits of the time between two readings', () => {
  // 90,000 of 100,000 requests since then, whatever came before.
  expect(hitRate(row(190_000, 60_000), { hit: 100_000, read: 50_000, started: STARTED })).toBe(90);
});

// pg_stat_reset() leaves the server's start as it is.
it.each([
  ['one of the two counters', row(50_000, 400_000)],
  ['both', row(50_000, 40_000)],
])('tells none where %s began anew in between', (_what, now) => {
  expect(hitRate(now, { hit: 100_000, read: 50_000, started: STARTED })).toBeUndefined();
});

it('tells none of another server', () => {
  expect(hitRate(row(190_000, 60_000), { hit: 100_000, read: 50_000, started: STARTED - 1 })).toBeUndefined();
});
