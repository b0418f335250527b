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
