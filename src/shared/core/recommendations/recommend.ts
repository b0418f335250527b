import type { LimitForecast } from '#shared/domain/forecast';
import type { InfrastructureLimit } from '#shared/domain/limit';
import type { MetricDefinition } from '#shared/domain/metric';
import type { BusinessAssumptions, Recommendation } from '#shared/domain/recommendation';
import type { PlanStep } from './plan-step';
import { priorityOf } from './priority';
import { analyzeRoi } from './roi';
import { benefitsOf, reasonOf, risksOf, titleOf } from './wording';

export interface RecommendInput {
  readonly connectionId: string;
  readonly definition: MetricDefinition;
  readonly current: number;
  /** With a figure: a limit that is not known recommends nothing. */
  readonly limit: InfrastructureLimit & { readonly value: number };
  readonly percent: number;
  readonly forecast: LimitForecast;
  readonly step: PlanStep;
  readonly assumptions: BusinessAssumptions;
}

/** What the engine advises, before it has an id, a status and a history. */
export type RecommendationDraft = Omit<
  Recommendation,
  'id' | 'status' | 'createdAt' | 'updatedAt' | 'snoozedUntil' | 'statusReason'
>;

/** Advice for one metric, or null when nothing is to be done. */
export function recommend(input: RecommendInput): RecommendationDraft | null {
  const median = input.forecast.daysToLimit?.q50 ?? null;
  const daysToLimit = median === null ? null : Math.max(0, Math.round(median));
  const priority = priorityOf({
    percent: input.percent,
    daysToLimit: median,
    warningPercent: input.limit.warningPercent,
    criticalPercent: input.limit.criticalPercent,
  });
  if (priority === null) {
    return null;
  }
  const { service, metric } = input.definition;
  return {
    key: [input.connectionId, service, metric, input.step.currentPlan, input.step.recommendedPlan].join('/'),
    connectionId: input.connectionId,
    service,
    metric,
    priority: priority.value,
    currentPlan: input.step.currentPlan,
    recommendedPlan: input.step.recommendedPlan,
    currentUsage: round(input.current),
    limitValue: input.limit.value,
    recommendedLimit: input.step.recommendedLimit,
    unit: input.definition.unit,
    usagePercent: input.percent,
    daysToLimit,
    daysToLimitInterval:
      input.forecast.daysToLimit === null ? null : [input.forecast.daysToLimit.q10, input.forecast.daysToLimit.q90],
    growthPerDay: input.forecast.growthPerDay,
    roi: analyzeRoi({ ...input.step, assumptions: input.assumptions }),
    assumptions: input.assumptions,
    reason: reasonOf({ ...input, daysToLimit }),
    title: titleOf(input.definition, input.step),
    benefits: benefitsOf(input.definition),
    risks: risksOf(),
    sources: input.step.sources,
    upgradeUrl: input.step.upgradeUrl,
  };
}

/** Six significant decimals: what was measured, without the noise of floating point. */
function round(value: number): number {
  return Number(value.toFixed(6));
}
