import type { DaysToLimit, LimitForecast } from './forecast';
import type { Instant } from './instant';

/** One line of `getUsageSummary()`, under its key `SERVICE_METRIC`. */
export interface UsageEntry {
  readonly current: number | null;
  readonly limit: number | null;
  /** `current / limit` in percent, one decimal; null where either is unknown. */
  readonly percent: number | null;
  readonly unit: string;
  readonly asOf: Instant | null;
  /** Days to the limit as a distribution; null without a limit or a forecast. */
  readonly daysToLimit: DaysToLimit | null;
  /** Chances of reaching it, 0 to 1; null without a limit or a forecast. */
  readonly probability: LimitForecast['probability'];
  /** In a person's words: what the forecast rests on, or why there is none and when there will be. */
  readonly outlook: string;
  /** The connection that the figure comes from: of several stores under one key the tightest stands. */
  readonly connectionId: string;
  /** Empty when the figure is fresh and known; else why it is not. */
  readonly note: string;
}

export type UsageSummary = Readonly<Record<string, UsageEntry>>;
