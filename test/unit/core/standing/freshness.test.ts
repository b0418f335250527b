import { expect, it } from 'vitest';
import { freshnessOf } from '#shared/core/standing/freshness';
import { MINUTE } from '#shared/domain/instant';

it.each([
  // Some sources are asked once an hour however often the others are.
  [15, 120],
  [360, 720],
])('read every %i minutes a reading is old after %i', (intervalMinutes, oldAfter) => {
  const at = (now: number) => freshnessOf(0, { now, intervalMinutes, reason: 'timeout' });
  expect(at(oldAfter * MINUTE)).toEqual({ state: 'fresh' });
  expect(at(oldAfter * MINUTE + 1)).toEqual({ state: 'stale', since: 0, reason: 'timeout' });
});
