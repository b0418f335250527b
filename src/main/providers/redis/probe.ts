import type { Result } from '#shared/domain/failure';

/** What one visit to a store brought. Either part may fail by itself, as where `INFO` is not allowed. */
export interface ProbeReport {
  /** Reply of `INFO`. */
  readonly info: Result<string>;
  /** Round trips of warm pings, milliseconds, in the order sent. */
  readonly pings: Result<readonly number[]>;
}

/** Timed pings of a visit; one more is sent before them and not counted, since a first one is always slow. */
export const PINGS = 5;

/** The middle value; of an even number the mean of the two in the middle. Throws for none. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length / 2;
  const upper = sorted[Math.floor(middle)];
  const lower = sorted[Math.ceil(middle) - 1];
  if (upper === undefined || lower === undefined) throw new RangeError('median of nothing');
  return (upper + lower) / 2;
}
