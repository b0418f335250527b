import type { AlertSeverity } from './alert';
import type { AlertCondition } from './alert-condition';
import type { Instant, Zone } from './instant';

/** A time of the day on the user's clock, `HH:MM`, 00:00 to 23:59. */
export type ClockTime = string;

/** Days of the week, 1 Monday to 7 Sunday, as ISO 8601 counts them. */
export type Weekday = 1 | 2 | 3 | 4 | 5 | 6 | 7;

/** Hours in which nobody is told; what was held back comes as one digest when they end. */
export interface QuietHours {
  /** Days on which they begin. */
  readonly days: readonly Weekday[];
  readonly from: ClockTime;
  /** At or before `from`: on the next day. */
  readonly to: ClockTime;
  /** True: a critical alert is told at once all the same. */
  readonly criticalAtOnce: boolean;
}

/** A stretch in which whatever begins to fire is expected: it is kept, and told of only if it still fires at the end. */
export type MaintenanceWindow =
  | {
      readonly kind: 'once';
      readonly id: string;
      readonly title: string;
      readonly start: Instant;
      readonly end: Instant;
    }
  | {
      readonly kind: 'weekly';
      readonly id: string;
      readonly title: string;
      readonly day: Weekday;
      readonly from: ClockTime;
      readonly to: ClockTime;
    };

/** Which channel is told of what. Empty lists mean everything. */
export interface AlertRoute {
  /** Id of a channel: `desktop`, `window`, `email`, … */
  readonly channel: string;
  readonly severities: readonly AlertSeverity[];
  readonly services: readonly string[];
  readonly conditions: readonly AlertCondition[];
}

/** When and where a person is told. What rings at all is in `AlertRules`. */
export interface AlertSettings {
  /** In which quiet hours and weekly windows are meant. */
  readonly zone: Zone;
  readonly quietHours: QuietHours | null;
  readonly maintenance: readonly MaintenanceWindow[];
  /** A summary of the week (Monday) or month (the first), at nine o'clock. */
  readonly digest: 'none' | 'weekly' | 'monthly';
  /** A channel without a route is told of everything. */
  readonly routes: readonly AlertRoute[];
}

/** Why nobody is told just now, and until when; null: somebody may be. */
export type Quiet =
  | { readonly why: 'quiet-hours'; readonly until: Instant; readonly criticalAtOnce: boolean }
  | { readonly why: 'maintenance'; readonly until: Instant; readonly title: string }
  | null;
