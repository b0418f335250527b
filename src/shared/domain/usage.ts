import type { Instant } from './instant';

/**
 * A figure that a person may doubt, with its reason. `value` is null when it is unknown; `reason`
 * then says why. The type keeps an unknown from being added up.
 */
export interface Figure {
  readonly value: number | null;
  readonly unit: string;
  /** When it was true at the provider; null when it never was read. */
  readonly asOf: Instant | null;
  readonly source: string;
  readonly reason: string;
}

/** One line of `getUsageSummary()`, under its key `SERVICE_METRIC`. */
export interface UsageEntry {
  readonly current: number | null;
  readonly limit: number | null;
  /** `current / limit` in percent, one decimal; null where either is unknown. */
  readonly percent: number | null;
  readonly unit: string;
  readonly asOf: Instant | null;
  /** The connection that the figure comes from: of several stores under one key the tightest stands. */
  readonly connectionId: string;
  /** Empty when the figure is fresh and known; else why it is not. */
  readonly note: string;
}

export type UsageSummary = Readonly<Record<string, UsageEntry>>;
