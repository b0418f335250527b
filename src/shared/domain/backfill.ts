import type { FailureCode } from './failure';
import type { Instant, Period } from './instant';

/** What hinders a capability in telling its history. */
export interface HistoryTrouble {
  /** When this stretch was first asked for in vain. */
  readonly since: Instant;
  readonly tries: number;
  /** Not asked again before. */
  readonly nextAt: Instant;
  readonly code: FailureCode;
  /** What a version that kept sentences was told; null since: it is told with the attempt itself. */
  readonly message: string | null;
}

/** How far back one capability has told, and what hinders it. */
export interface CapabilityHistory {
  readonly reached: Instant;
  readonly complete: boolean;
  readonly trouble: HistoryTrouble | null;
  /** Stretches that were never told whole, however often they were asked for. */
  readonly gaps: readonly Period[];
}

/** How far back the history of a connection was fetched. */
export interface BackfillProgress {
  /** The oldest moment up to which everything was told. */
  readonly reached: Instant;
  /** True once the provider itself had nothing older. */
  readonly complete: boolean;
}

/** The same with each capability that can tell history. */
export interface HistoryProgress extends BackfillProgress {
  readonly capabilities: Readonly<Record<string, CapabilityHistory>>;
}
