import type { AlertCondition } from './alert-condition';

/** Percent of a limit from which on its alerts warn and are critical. */
export interface Marks {
  readonly warning: number;
  readonly critical: number;
}

/** What each condition rings by. Every figure has a default: `DEFAULT_RULES` in `core/alerts/rules.ts`. */
export interface AlertRules {
  /** Conditions that are switched off. */
  readonly off: readonly AlertCondition[];
  /** Marks of every limit of a service, by service; a limit's own beat them. */
  readonly marks: Readonly<Record<string, Marks>>;
  /** The limit is expected within so many days with at least this probability (0 to 1). */
  readonly forecast: { readonly withinDays: number; readonly probability: number };
  /** Percent of a budget, ascending; the last is critical. */
  readonly budget: { readonly marks: readonly number[]; readonly projected: boolean };
  /** So many times the usual of this hour of the week. */
  readonly rate: { readonly times: number };
  /** Minutes without a word after which a source counts as silent. */
  readonly stale: { readonly afterMinutes: number };
  /** Days before a token's end: a warning, and critical. */
  readonly token: { readonly warningDays: number; readonly criticalDays: number };
  /** Hours without any use, for the meters in `meters` (`connection/service/METRIC`). */
  readonly silence: { readonly meters: readonly string[]; readonly hours: number };
  /** Projects that are expected to have no use at all, as `connection@project`. */
  readonly expectsNone: readonly string[];
  /** Keys of limits that tell when their window begins anew, and when they work again. */
  readonly notices: { readonly reset: readonly string[]; readonly back: readonly string[] };
}
