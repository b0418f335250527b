import type { FailureCode } from '#shared/domain/failure';
import { type Instant, MINUTE } from '#shared/domain/instant';
import type { StandingFreshness } from '#shared/domain/standing';

/** Sources that are asked only once an hour, since they change no faster, are not old before the next time is missed. */
const SLOWEST_MINUTES = 60;

/** When a reading becomes old: from twice the interval of collection on. */
export function staleFrom(asOf: Instant, intervalMinutes: number): Instant {
  return asOf + 2 * Math.max(intervalMinutes, SLOWEST_MINUTES) * MINUTE + 1;
}

/** How well a quantity is known that was read at `asOf` (null: never); `reason`: why it was not read since. */
export function freshnessOf(
  asOf: Instant | null,
  { now, intervalMinutes, reason }: { now: Instant; intervalMinutes: number; reason: FailureCode | null },
): StandingFreshness {
  if (asOf === null) {
    return { state: 'never', reason };
  }
  return now >= staleFrom(asOf, intervalMinutes) ? { state: 'stale', since: asOf, reason } : { state: 'fresh' };
}
