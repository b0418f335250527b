import { expect, test } from 'vitest';
import { forecastAgainstLimit } from '#shared/core/forecasting/forecast-against-limit';
import { defaultPriceList } from '#shared/core/pricing/default-price-list';
import { limitReasonOf } from '#shared/core/pricing/effective-limit';
import { findPlan, planFee } from '#shared/core/pricing/look-up';
import { nextPlan } from '#shared/core/pricing/next-plan';
import { recommend } from '#shared/core/recommendations/recommend';
import { usagePercent } from '#shared/core/usage/usage-entry';
import { DAY, HOUR } from '#shared/domain/instant';
import { type InfrastructureLimit, PLAN_LIMIT } from '#shared/domain/limit';
import type { MetricDefinition } from '#shared/domain/metric';
import { fromMicros, MICROS } from '#shared/domain/money';
import { BRIEF_FIGURES, BRIEF_TEXTS } from '../../../fixtures/brief-example';

const NOW = 1_795_517_160;
const definition: MetricDefinition = {
  service: 'VERCEL_KV',
  metric: 'STORAGE_MB',
  title: 'Redis storage',
  shortTitle: 'Storage',
  group: 'Redis',
  unit: 'MB',
  kind: 'gauge',
  zone: 'UTC',
  icon: 'database',
};
const limit: InfrastructureLimit & { readonly value: number } = {
  connectionId: 'redis-1',
  projectId: '',
  service: 'VERCEL_KV',
  metric: 'STORAGE_MB',
  limitId: PLAN_LIMIT,
  value: 30,
  unit: 'MB',
  window: 'point-in-time',
  atLimit: 'hard',
  consequence: '',
  warningPercent: 75,
  criticalPercent: 90,
  enabled: true,
  source: 'price-list',
  reason: limitReasonOf('listed'),
  asOf: null,
};

/** KV storage that has grown 0.9 MB a day, read every six hours, up to 25.5 MB now. */
function readings() {
  return Array.from({ length: 49 }, (_, index) => {
    const t = NOW - (48 - index) * 6 * HOUR;
    return { t, value: 25.5 - (0.9 * (NOW - t)) / DAY };
  });
}

test("the example of the client's brief comes out to the digit", () => {
  const day = '2026-11-24';
  const forecast = forecastAgainstLimit({
    kind: 'gauge',
    points: readings(),
    zone: 'UTC',
    now: NOW,
    limit: { value: 30, window: { kind: 'level' } },
  });
  const free = findPlan(defaultPriceList, 'vercel-kv', 'free', day);
  const step = nextPlan(defaultPriceList, 'vercel-kv', 'free', 'VERCEL_KV', 'STORAGE_MB', day);
  if (free === null || step === null) {
    throw new Error('The price list has no plan of the brief.');
  }
  const currentCost = planFee(defaultPriceList, free, day);
  const recommendation = recommend({
    connectionId: 'redis-1',
    definition,
    current: 25.5,
    limit,
    percent: usagePercent(25.5, 30) ?? Number.NaN,
    forecast,
    step: {
      currentPlan: 'free',
      currentPlanName: 'Free',
      recommendedPlan: step.plan.plan,
      recommendedPlanName: 'Pro',
      recommendedLimit: step.limit.included,
      currency: 'USD',
      currentCost,
      projectedCost: currentCost,
      upgradeCost: step.feeDifference,
      sources: [],
      upgradeUrl: null,
    },
    assumptions: { revenuePerDay: 4_000, lostShare: 0.5, hoursToRecover: 12 },
  });

  const { currentCost: _, upgradeCost, revenueImpact, profitImpact, roi, ...figures } = BRIEF_FIGURES;
  expect(recommendation).toMatchObject({
    ...figures,
    ...BRIEF_TEXTS,
    recommendedLimit: 512,
    roi: {
      currentCost: BRIEF_FIGURES.currentCost * MICROS,
      projectedCost: 0,
      upgradeCost: upgradeCost * MICROS,
      revenueImpact: revenueImpact * MICROS,
      profitImpact: profitImpact * MICROS,
      roi,
    },
  });
  expect(fromMicros(recommendation?.roi.upgradeCost ?? 0)).toBe(1);
});
