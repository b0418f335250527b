import type { KnownRecord } from '../known';

/**
 * What the evidence tells of something without a figure. `act`: what happens at a limit. `alert`: whether it fires.
 * `advice`: what became of a recommendation, `price`: whether the month costs more or less with it, `worker`: who does the work.
 * `credit`: whether one is included. `reach`: whether a limit is near. `freshness`: whether it was read of late.
 */
export type StateKind =
  | 'act'
  | 'alert'
  | 'acknowledged'
  | 'snoozed'
  | 'severity'
  | 'advice'
  | 'confidence'
  | 'risk'
  | 'deadline'
  | 'worker'
  | 'price'
  | 'plan'
  | 'project'
  | 'credit'
  | 'reach'
  | 'complete'
  | 'freshness'
  | 'trouble';

/** A state that a row of the evidence tells, of all that it names. */
export interface StateFact {
  readonly value: string;
  readonly record: KnownRecord;
}

/** What our texts say is refused. */
export interface Refusal {
  readonly thing: string;
  /** True where it is so now, false where it is at a limit. */
  readonly now: boolean;
  readonly record: KnownRecord;
}

/** Everything that the evidence tells without a figure. */
export interface KnownStates {
  readonly facts: ReadonlyMap<StateKind, readonly StateFact[]>;
  readonly refusals: readonly Refusal[];
  /** Words of the plans that are told of, in small letters. */
  readonly planWords: ReadonlySet<string>;
  /** Providers that can be connected and are not, in small letters. */
  readonly absent: ReadonlySet<string>;
}

/** Of what nothing is listed: no alert fires, no recommendation is open. */
export const NONE = 'none';
