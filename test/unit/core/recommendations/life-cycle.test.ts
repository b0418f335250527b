import { describe, expect, test } from 'vitest';
import { allowedSteps, type RecommendationStep, stepRecommendation } from '#shared/core/recommendations/life-cycle';
import type { Recommendation, RecommendationStatus } from '#shared/domain/recommendation';

const NOW = 1_795_517_160;

function recommendation(status: RecommendationStatus, snoozedUntil: number | null = null): Recommendation {
  return {
    id: 7,
    key: 'k',
    connectionId: 'redis-1',
    service: 'VERCEL_KV',
    metric: 'STORAGE_MB',
    status,
    priority: 'HIGH',
    currentPlan: 'free',
    recommendedPlan: 'pro',
    currentUsage: 25.5,
    limitValue: 30,
    recommendedLimit: 512,
    unit: 'MB',
    usagePercent: 85,
    daysToLimit: 5,
    daysToLimitInterval: [4, 7],
    growthPerDay: 0.9,
    roi: {
      currency: 'USD',
      currentCost: 0,
      projectedCost: 0,
      upgradeCost: 1,
      revenueImpact: null,
      profitImpact: null,
      roi: null,
      unknown: {},
    },
    assumptions: { revenuePerDay: null, lostShare: 0.5, hoursToRecover: 12 },
    reason: '',
    title: '',
    benefits: [],
    risks: [],
    sources: [],
    upgradeUrl: null,
    createdAt: NOW,
    updatedAt: NOW,
    snoozedUntil,
    statusReason: null,
  };
}

const steps: readonly RecommendationStep[] = [
  { step: 'review' },
  { step: 'approve' },
  { step: 'implement' },
  { step: 'reopen' },
  { step: 'dismiss', reason: 'too dear' },
  { step: 'expire', reason: 'over' },
];

/** Every status against every step; a dash is refused. */
const TABLE: Readonly<Record<RecommendationStatus, readonly (RecommendationStatus | '-')[]>> = {
  //            review      approve     implement      reopen     dismiss      expire
  PENDING: ['REVIEWED', 'APPROVED', 'IMPLEMENTED', '-', 'DISMISSED', 'EXPIRED'],
  REVIEWED: ['-', 'APPROVED', 'IMPLEMENTED', 'PENDING', 'DISMISSED', 'EXPIRED'],
  APPROVED: ['-', '-', 'IMPLEMENTED', 'PENDING', 'DISMISSED', 'EXPIRED'],
  IMPLEMENTED: ['-', '-', '-', 'PENDING', '-', '-'],
  DISMISSED: ['-', '-', '-', 'PENDING', '-', '-'],
  EXPIRED: ['-', '-', '-', 'PENDING', '-', '-'],
};

describe.each(Object.entries(TABLE))('a recommendation that is %s', (status, targets) => {
  test.each(steps.map((step, index) => [step, targets[index] ?? '-'] as const))('%j leads to %s', (step, target) => {
    const current = recommendation(status as RecommendationStatus);
    const result = stepRecommendation(current, step, 'user', NOW + 60);
    if (target === '-') {
      expect(result).toMatchObject({ ok: false });
      return;
    }
    expect(result).toMatchObject({
      ok: true,
      next: { status: target, updatedAt: NOW + 60 },
      event: { recommendationId: 7, from: status, to: target, actor: 'user', at: NOW + 60 },
    });
  });
});

test('a dismissal keeps its reason', () => {
  const result = stepRecommendation(recommendation('PENDING'), { step: 'dismiss', reason: 'too dear' }, 'user', NOW);
  expect(result).toMatchObject({ ok: true, next: { statusReason: 'too dear' }, event: { reason: 'too dear' } });
});

describe('snooze', () => {
  test('keeps the status and ends by itself', () => {
    const result = stepRecommendation(recommendation('PENDING'), { step: 'snooze', until: NOW + 100 }, 'user', NOW);
    expect(result).toMatchObject({ ok: true, next: { status: 'PENDING', snoozedUntil: NOW + 100 }, event: null });
    const snoozed = recommendation('PENDING', NOW + 100);
    expect(allowedSteps(snoozed, NOW)).not.toContain('snooze');
    expect(allowedSteps(snoozed, NOW)).toContain('unsnooze');
    expect(allowedSteps(snoozed, NOW + 100)).toContain('snooze');
  });

  test('into the past is refused', () => {
    expect(stepRecommendation(recommendation('PENDING'), { step: 'snooze', until: NOW }, 'user', NOW)).toMatchObject({
      ok: false,
    });
  });
});

test('a person is never offered to expire', () => {
  expect(allowedSteps(recommendation('PENDING'), NOW)).not.toContain('expire');
});
