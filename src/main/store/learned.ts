import type { Instant } from '#shared/domain/instant';

/** Which limit of a connection a row is about. */
export interface LimitIdentity {
  /** Empty: of the whole connection. */
  readonly projectId: string;
  readonly service: string;
  readonly metric: string;
  /** `PLAN_LIMIT`, or another one on the same metric. */
  readonly limitId: string;
}

/** A figure of a limit that was in force until another one took its place. */
export interface PastLimit extends LimitIdentity {
  readonly value: number;
  readonly unit: string;
  readonly until: Instant;
  readonly learnedAt: Instant;
}

export interface LimitHistoryRepository {
  /** Oldest first. */
  list(connectionId: string): Promise<readonly PastLimit[]>;
  /** Appends what `choose` makes of the rows that are there, in one IMMEDIATE transaction. */
  append(connectionId: string, choose: (known: readonly PastLimit[]) => readonly PastLimit[]): Promise<void>;
}

/** A plan of a connection from a day on, as it was seen. */
export interface SeenPlan {
  /** In the zone of the provider. */
  readonly from: string;
  readonly provider: string;
  readonly plan: string;
  /** As the provider calls it; null in rows of old versions. */
  readonly planName: string | null;
  readonly learnedAt: Instant;
}

export interface PlanHistoryRepository {
  /** What stands, oldest first, of those connections that have any. */
  list(connectionIds: readonly string[]): Promise<ReadonlyMap<string, readonly SeenPlan[]>>;
  /** Like `LimitHistoryRepository.append`; what is appended takes the place of what begins on its day or after. */
  append(connectionId: string, choose: (known: readonly SeenPlan[]) => readonly SeenPlan[]): Promise<void>;
}
