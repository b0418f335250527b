import type { Zone } from './instant';

/**
 * How a series behaves, which decides how it is stored, rolled up, shown and forecast.
 * `gauge`: a level at a moment. `counter`: grows, may reset. `daily`: a day's total, revised while
 * the day is young. `period`: the total of the billing period so far.
 */
export type SeriesKind = 'gauge' | 'counter' | 'daily' | 'period';

/** Known units. The type is open: a provider may bring its own. */
export type Unit = KnownUnit | (string & {});
export type KnownUnit =
  | 'bytes'
  | 'MB'
  | 'GB'
  | 'count'
  | 'requests'
  | 'commands'
  | 'invocations'
  | 'reads'
  | 'connections'
  | 'minutes'
  | 'ms'
  | 'percent'
  | 'tokens'
  | 'USD'
  | 'CPU-hours'
  | 'GB-hours';

/** In the place of a metric's name: the amounts by the day are the provider's charges for use. */
export const CHARGED_AMOUNTS = 'charges';

/** One thing that a provider measures. The descriptor of the provider lists them; screens follow. */
export interface MetricDefinition {
  /** Such as `VERCEL_KV`; with `metric` it makes the summary key `VERCEL_KV_STORAGE_MB`. */
  readonly service: string;
  readonly metric: string;
  /** As a person reads it, sentence case: `Redis storage`. */
  readonly title: string;
  /** Short form for lists under a group heading: `Storage`. */
  readonly shortTitle: string;
  /** Heading in lists: `Redis`, `Vercel`. */
  readonly group: string;
  readonly unit: Unit;
  readonly kind: SeriesKind;
  /** The zone that cuts this metric's days. */
  readonly zone: Zone;
  /** An icon name of lucide, such as `database`. */
  readonly icon: string;
  /** What happens at the limit, as a clause: `Redis then refuses writes`. */
  readonly consequence?: string;
  /** Seconds after which the provider tells of a use, as far as is known; left out: at once. */
  readonly lag?: number;
  /** True when it may be below zero. */
  readonly mayBeNegative?: boolean;
  /** For a running total: the metric of the same service with the amounts by the day that it adds up; or `CHARGED_AMOUNTS`. */
  readonly amounts?: string;
}
