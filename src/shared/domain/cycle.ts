import type { Failure, FailureCode } from './failure';
import type { Instant } from './instant';

/** How one capability of a connection answered. `asleep` is no failure: the last value stays valid. */
export type CapabilityOutcome = 'ok' | FailureCode;

/** True where somebody should look: a store that sleeps and a figure that the plan does not offer are no trouble. */
export function isTrouble(outcome: CapabilityOutcome): boolean {
  return outcome !== 'ok' && outcome !== 'asleep' && outcome !== 'not-on-plan';
}

/** How many rows the answers to an attempt had, and in how many of them something was not understood. */
export interface Reading {
  readonly rows: number;
  readonly notUnderstood: number;
}

/** A row of `collection_attempt`: one capability asked once. Every attempt is kept. */
export interface CollectionAttempt {
  readonly connectionId: string;
  /** Such as `usage:requests`; the descriptor gives its title. */
  readonly capability: string;
  readonly outcome: CapabilityOutcome;
  /** What a person reads when it is not `ok`: what happened and what to do. When `ok`: what to know of the figures, mostly empty. */
  readonly message: string;
  readonly action: string;
  readonly startedAt: Instant;
  readonly durationMs: number;
  readonly samples: number;
  readonly requests: number;
  /** Absent where nothing was read row by row. */
  readonly reading?: Reading;
  /** True where there was no way out of this computer; read at the end of a cycle and not kept. */
  readonly noNetwork?: boolean;
  /** When the capability will be tried again, if it says so itself. */
  readonly retryAt: Instant | null;
}

/** The newest attempt of a capability, and when one of it last went well; null for never. */
export interface LastAttempt {
  readonly attempt: CollectionAttempt;
  readonly lastGoodAt: Instant | null;
  /** When the first attempt since then was made; absent where the newest went well. */
  readonly failingSince?: Instant;
}

export type CycleTrigger = 'schedule' | 'user' | 'start' | 'wake' | 'backfill' | 'sample';

/** A row of `monitoring_cycle`. */
export interface MonitoringCycle {
  readonly id: number;
  readonly trigger: CycleTrigger;
  readonly startedAt: Instant;
  readonly finishedAt: Instant | null;
  readonly metricsCollected: number;
  readonly recommendationsGenerated: number;
  readonly alertsTriggered: number;
  /** Why it broke off; absent of one that came to its end, or goes on. */
  readonly failure?: Failure;
}

/** What `runMonitoringCycle` answers; the first three are the client's own names. */
export interface CycleResult {
  readonly metricsCollected: number;
  /** Every advice that was worked out in it, new or standing. */
  readonly recommendationsGenerated: number;
  /** Of those, the ones that were not open before. */
  readonly recommendationsNew: number;
  readonly alertsTriggered: number;
  readonly cycleId: number;
  readonly attempts: readonly CollectionAttempt[];
  /** Charges that were kept. */
  readonly charges: number;
}
