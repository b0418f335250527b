import type { ForecastStep } from './forecast';
import type { Instant } from './instant';

/** A forecast of one day of a series, as it was made; `t` of the step is `targetAt`. */
export interface DayForecast {
  readonly seriesId: number;
  readonly connectionId: string;
  readonly service: string;
  readonly metric: string;
  /** End of the last day that it rests on. */
  readonly madeAt: Instant;
  /** The quantiles of the day's value: its total, or its last reading for a level. `t` is the end of the day. */
  readonly step: ForecastStep;
  /** True when it was made afterwards, from nothing but what was known at `madeAt`. */
  readonly replayed: boolean;
}

/** A row of `forecast_record`: a forecast with what came true, null until its day is final. */
export interface ForecastRecord extends DayForecast {
  readonly id: number;
  readonly actual: number | null;
  readonly scoredAt: Instant | null;
}
