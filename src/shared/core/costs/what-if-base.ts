import type { UsageRow } from '#shared/domain/cost';
import type { ModelUsage } from './model-costs';
import type { PlanChoice } from './terms';

/** Tokens of one model over the period. */
export interface ModelUse extends ModelUsage {
  /** Null: whoever offers the model. */
  readonly provider: string | null;
  readonly model: string;
}

/** A period as it is, to be looked at differently: usage of the whole period, so far or projected. */
export interface WhatIfBase {
  readonly plan: PlanChoice;
  readonly rows: readonly UsageRow[];
  readonly models: readonly ModelUse[];
  /** Share of requests that the cache answers, 0 to 1; null when it is not known. */
  readonly cacheHitRatio: number | null;
}
