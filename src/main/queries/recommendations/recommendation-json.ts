import type { RecommendationView } from '#shared/ipc/recommendations';

/**
 * A recommendation in the shape of the client's example, with the fields that came to it since:
 * amounts in dollars a month, null for unknown.
 */
export function recommendationJson(view: RecommendationView) {
  const { currentCost, projectedCost, upgradeCost, revenueImpact, profitImpact, roi, unknown, currency } = view.roi;
  return {
    service: view.service,
    metric: view.metric,
    currentPlan: view.currentPlan,
    recommendedPlan: view.recommendedPlan,
    priority: view.priority,
    currentUsage: view.currentUsage,
    limitValue: view.limitValue,
    usagePercent: view.usagePercent,
    daysToLimit: view.daysToLimit,
    currentCost,
    projectedCost,
    upgradeCost,
    revenueImpact,
    profitImpact,
    roi,
    reason: view.reason,
    benefits: view.benefits,
    risks: view.risks,
    id: view.id,
    status: view.status,
    title: view.title,
    unit: view.unit,
    currency,
    growthPerDay: view.growthPerDay,
    daysToLimitInterval: view.daysToLimitInterval,
    assumptions: view.assumptions,
    unknown,
    sources: view.sources,
    createdAt: view.createdAt,
    updatedAt: view.updatedAt,
  };
}
