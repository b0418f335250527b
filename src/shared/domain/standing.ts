import type { FailureCode } from './failure';
import type { Quantiles } from './forecast';
import type { Instant, Period, Zone } from './instant';

/** What a limit is about: all accounts together, one connection, or one project of it. */
export type StandingScope =
  | { readonly kind: 'everything' }
  | { readonly kind: 'connection'; readonly connectionId: string }
  | { readonly kind: 'project'; readonly connectionId: string; readonly projectId: string };

/** What happens at a limit. */
export const AT_STANDING_LIMITS = [
  /** Writes or requests are refused. */
  'reject',
  /** Data is lost silently. */
  'drop',
  /** All of it stops. */
  'offline',
  /** The provider pauses the account or feature. */
  'pause',
  /** It slows down. */
  'throttle',
  /** It goes on and charges. */
  'bill',
  /** It goes on; somebody set the mark to be told. */
  'inform',
  /** It goes on and nothing is lost: an evicting cache. The only one that does not ring. */
  'none',
] as const;
export type StandingAtLimit = (typeof AT_STANDING_LIMITS)[number];

/** How long a window is. */
export type WindowLength =
  | { readonly unit: 'hour' | 'day' | 'month'; readonly count: number }
  /** As a contract says; the provider's own start and end stand in `start` and `resetsAt`. */
  | { readonly unit: 'contract' };

/** The stretch in which a quantity is counted against its limit. */
export interface StandingWindow {
  /** A level at a moment; from a start to a reset; or a stretch that ends now and slides. */
  readonly kind: 'moment' | 'fixed' | 'rolling';
  /** Null for a moment. */
  readonly length: WindowLength | null;
  readonly zone: Zone;
  /** Null for a moment. */
  readonly start: Instant | null;
  /** Null for a moment and for a rolling window: nothing begins anew there. */
  readonly resetsAt: Instant | null;
}

/** How a limit stands by what is used (and, for a daily limit, by what the whole day is expected to hold). */
export const SEVERITIES = ['calm', 'watch', 'warning', 'critical', 'over'] as const;
export type Severity = (typeof SEVERITIES)[number];

/** Whether anything can be said of what comes, apart from how it stands now. */
export type StandingOutlook =
  | { readonly state: 'ready' }
  | {
      readonly state: 'learning';
      /** When there will be enough to know; null: not before the window's end. */
      readonly until: Instant | null;
      /** At most so much at the window's end if the busiest day seen repeats; null where no bound can be told. */
      readonly atMost: number | null;
    }
  | {
      readonly state: 'none';
      readonly why:
        | 'never-read'
        /** The readings cannot be forecast. */
        | 'refused'
        /** No figure to hold it against. */
        | 'no-limit'
        /** Too old to say what comes. */
        | 'stale'
        /** A mark at which nothing happens. */
        | 'no-forecast';
    };

/** How well what is used is known. */
export type StandingFreshness =
  | { readonly state: 'fresh' }
  | { readonly state: 'stale'; readonly since: Instant; readonly reason: FailureCode | null }
  | { readonly state: 'never'; readonly reason: FailureCode | null };

/** Quantiles of the moment at which the limit is reached next; null lies beyond what is looked at. */
export interface ExpectedMoment {
  readonly q10: Instant | null;
  readonly q50: Instant | null;
  readonly q90: Instant | null;
}

/** Probabilities, 0 to 1, read from the same distribution as the moments. */
export interface ReachProbability {
  readonly within7: number;
  readonly within14: number;
  readonly within30: number;
  /** In the current window; null where nothing resets. */
  readonly beforeReset: number | null;
}

/** How one limit stands: every surface shows fields of it, or sentences made from them (`words/standing.ts`). */
export interface Standing {
  /**
   * Identity. The account's plan limit keeps the metric's key `connection/service/metric`; a project's has
   * `connection/service/metric@project`, another limit `#limitId` behind it, one over everything begins with `*`.
   */
  readonly key: string;
  readonly scope: StandingScope;
  /** `plan`, `provider:<id>` or `own`. */
  readonly limitId: string;
  readonly provider: string;
  readonly service: string;
  readonly metric: string;
  /** As a person reads it: `Redis storage`, `Budget "team"`. */
  readonly title: string;
  /** Title of the account; null for a limit over everything. */
  readonly connectionTitle: string | null;
  readonly projectTitle: string | null;
  readonly planName: string | null;
  /** What is held against the limit, counted in its window; null: unknown. */
  readonly used: number | null;
  /** True: days are missing in the sum, so that it is at least `used`. */
  readonly atLeast: boolean;
  /** Start of each day that is missing in the sum. */
  readonly missing: readonly Instant[];
  readonly unit: string;
  readonly asOf: Instant | null;
  readonly source: string;
  readonly freshness: StandingFreshness;
  readonly window: StandingWindow;
  readonly limit: number | null;
  readonly limitSource: 'user' | 'provider' | 'price-list' | null;
  readonly limitAsOf: Instant | null;
  readonly atLimit: StandingAtLimit;
  /** The provider enforces it now. `since` null: told without a moment. */
  readonly enforcing: { readonly since: Instant | null } | null;
  readonly warningPercent: number;
  readonly criticalPercent: number;
  /** `used` of `limit`, unrounded; null where either is unknown. */
  readonly percent: number | null;
  /** Null: unknown, never calm. */
  readonly severity: Severity | null;
  readonly outlook: StandingOutlook;
  /** When it was reached, while it is. */
  readonly reachedAt: Instant | null;
  /** Null without a forecast. While it is reached: now. */
  readonly expected: ExpectedMoment | null;
  /** Null without a forecast. */
  readonly probability: ReachProbability | null;
  /** While it is reached: when the next window reaches it. */
  readonly again: ExpectedMoment | null;
  /** For a daily limit: what the whole day is expected to hold, and the last seven days' totals, oldest first. */
  readonly day: {
    readonly expected: Pick<Quantiles, 'q10' | 'q50' | 'q90'> | null;
    readonly lastSeven: readonly { readonly start: Instant; readonly total: number | null }[];
  } | null;
  /** Growth a day of what is used, and its 80 % interval; null without a forecast. */
  readonly growth: { readonly perDay: number; readonly low: number; readonly high: number } | null;
}

/** How long a larger limit would last. */
export interface Room {
  /** Quantiles of the moment at which it would be reached; null lies beyond `until`. */
  readonly reached: ExpectedMoment;
  /** For an amount per period: the first one that would pass it, as likely as not; null: none looked at, or no period. */
  readonly period: Period | null;
  /** Up to when it is looked. */
  readonly until: Instant;
}

/** The places in the order of all limits. */
export const STEPS = ['now', 'within-7', 'within-30', 'past-threshold', 'rest'] as const;
export type StandingStep = (typeof STEPS)[number];

/** All limits in the one order, made for one revision of the store. */
export interface Standings {
  /** The first is what the verdict is about. */
  readonly list: readonly Standing[];
  readonly revision: number;
  readonly asOf: Instant;
  /** From this moment on they must be made anew: a reset, a day's end, staleness. */
  readonly validUntil: Instant;
}

/** What is remembered of a cycle's verdict: what its first limit said. */
export interface KeptVerdict {
  readonly state: 'reached' | 'ahead' | 'possible' | 'clear' | 'unknown';
  /** Key of the limit; null where it was about none. */
  readonly id: string | null;
  /** Whole days to it; null where it spoke of none. */
  readonly days: number | null;
}
