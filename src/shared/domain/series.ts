import type { Instant, Period, Zone } from './instant';
import type { SeriesKind, Unit } from './metric';

/** What makes a series one of its own. */
export interface SeriesKey {
  readonly connectionId: string;
  readonly service: string;
  readonly metric: string;
  /** Null: the whole account. */
  readonly projectId: string | null;
}

/** A line of samples with the rules that its kind, unit and zone give it. */
export interface Series extends SeriesKey {
  readonly id: number;
  readonly kind: SeriesKind;
  readonly unit: Unit;
  /** The zone that cuts its days. */
  readonly zone: Zone;
  /** Which of the provider's answers it comes from, such as `vercel:/v2/usage`. Sources of one metric are never added. */
  readonly source: string;
}

export interface Sample {
  readonly time: Instant;
  readonly value: number;
  /** True when the real value can only be higher, as after a counter's restart; absent: it is exact. */
  readonly lowerBound?: boolean;
}

/** What a monitor hands over: a sample that still says which series it belongs to. */
export interface MetricSample extends Sample {
  readonly service: string;
  readonly metric: string;
  readonly projectId: string | null;
  readonly kind: SeriesKind;
  readonly unit: Unit;
  readonly zone: Zone;
  readonly source: string;
  /** True while the provider may still revise it, as for a day in progress. */
  readonly provisional?: boolean;
}

/** A stretch of one series. */
export interface SeriesStretch {
  readonly seriesId: number;
  readonly range: Period;
}
