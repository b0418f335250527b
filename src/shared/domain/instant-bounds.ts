import { type Instant, MINUTE } from './instant';

/**
 * How far ahead of this computer's clock a time may lie: providers' clocks run a little ahead of it, and it of
 * theirs. A day's total is filed under the first second of its day, which is past as soon as the day has begun.
 */
const CLOCK_TOLERANCE = 5 * MINUTE;

/** The latest time that is no future. `now` is epoch seconds. */
export function latestKept(now: Instant): Instant {
  return now + CLOCK_TOLERANCE;
}

/**
 * The largest magnitude of a number that is kept, in whatever unit: a billion dollars in micros, a petabyte in
 * bytes. Nine thousand of them can be added up in SQLite's 64 bits, and their squares are finite.
 */
export const LARGEST_KEPT = 1e15;
