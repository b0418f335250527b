/**
 * A moment as whole seconds since 1970-01-01T00:00Z. Headroom keeps and computes time in this unit
 * everywhere; milliseconds exist only at the edges (timers, providers that speak them).
 */
export type Instant = number;

/** A calendar day, `YYYY-MM-DD`. It means nothing without the zone that cuts it. */
export type Day = string;

/** An IANA zone name, such as `UTC` or `America/Los_Angeles`. */
export type Zone = string;

/** A stretch of time, half open: `start <= t < end`. */
export interface Period {
  readonly start: Instant;
  readonly end: Instant;
}

export const MINUTE = 60;
export const HOUR = 3_600;
/** Twenty-four hours. A local day may be an hour shorter or longer: cut days with `core/calendar`. */
export const DAY = 86_400;
