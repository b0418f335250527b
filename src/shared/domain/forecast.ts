import type { Instant, Period } from './instant';

/** Quantiles of an expected value, in its unit. `q025` and `q975` bound the 95 % interval, and so on. */
export interface Quantiles {
  readonly q025: number;
  readonly q10: number;
  readonly q25: number;
  readonly q50: number;
  readonly q75: number;
  readonly q90: number;
  readonly q975: number;
}

/** One step ahead. */
export interface ForecastStep extends Quantiles {
  /** End of the step for increments, moment of the reading for levels. */
  readonly t: Instant;
}

/** Days from now; null where that quantile lies beyond what is looked at. */
export interface DaysToLimit {
  readonly q10: number | null;
  readonly q50: number | null;
  readonly q90: number | null;
}

/** What the forecast could do, and if little, why. */
export type ForecastState =
  /** A forecast stands. */
  | 'ready'
  /** Too few points: `reason` says when it will know. */
  | 'too-early'
  /** Nothing was ever measured. */
  | 'no-data'
  /** The data cannot be forecast: `reason` says why. */
  | 'refused';

/** Values at the levels 0.025, 0.1, 0.25, 0.5, 0.75, 0.9, 0.975. */
export type QuantileValues = readonly number[];

/** What one window may still come to, step by step. */
export interface WindowAhead {
  /** Where the first step begins. */
  readonly start: Instant;
  /** The value there, from which it grows evenly within each step; null where it does not. */
  readonly from: number | null;
  /** End of each step. */
  readonly ends: readonly Instant[];
  /** The highest value of the quantity in this window up to the end of each step. */
  readonly highest: readonly QuantileValues[];
  /** The value itself for a level that moves step by step and may fall; null for others. */
  readonly walk: readonly QuantileValues[] | null;
  /** True where `highest` are the values themselves, which may fall again: a rolling sum. */
  readonly falls: boolean;
}

/** What is needed to say when any limit is reached, without one. */
export interface QuantityAhead {
  /** The window in progress, then those that begin within the next 30 days, and the next one whole. */
  readonly windows: readonly WindowAhead[];
  /** The windows after the one in progress, for a quantity that begins anew; null for others. */
  readonly again: readonly WindowAhead[] | null;
  /** How far peaks within a day stand above the rows of the window in progress. */
  readonly peak: number;
}

/** Where a quantity goes, looked at from `asOf`: nothing in it knows a limit. */
export interface QuantityForecast {
  readonly state: ForecastState;
  readonly asOf: Instant;
  /** Expected growth of the quantity per day, in its unit; null when unknown. */
  readonly growthPerDay: number | null;
  /** 80 % interval of `growthPerDay`. */
  readonly growthInterval: readonly [number, number] | null;
  /** The quantity (level, or total of the window so far), step by step. */
  readonly path: readonly ForecastStep[];
  /** End of the current window with the quantity expected there; null for a window that never resets. */
  readonly atReset: ForecastStep | null;
  /** The window the quantity is counted in; null for a level. */
  readonly window: Period | null;
  /** Null without a forecast, or where nobody asked for it. */
  readonly ahead: QuantityAhead | null;
  /** While it is too early: when there will be enough to know, and the largest day seen so far. */
  readonly learning: { readonly until: Instant; readonly busiest: number | null } | null;
  /** In a person's words: what it rests on, or why there is none. */
  readonly reason: string;
}

/** When a quantity comes to its limit. */
export interface LimitOutlook {
  /** Null without a limit or without a forecast. */
  readonly daysToLimit: DaysToLimit | null;
  /** Probability, 0 to 1, of reaching the limit; null without a limit or a forecast. */
  readonly probability: {
    /** The window after a reset counts as well, where the days reach into it. */
    readonly within7: number;
    readonly within14: number;
    readonly within30: number;
    /** Of the current window; null for one that never resets. */
    readonly beforeReset: number | null;
  } | null;
}

/** A series against its limit, looked at from `asOf`. */
export interface LimitForecast extends QuantityForecast, LimitOutlook {}
