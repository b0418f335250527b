import type { Alert } from '#shared/domain/alert';
import type { CollectionAttempt } from '#shared/domain/cycle';
import type { Delivery } from '#shared/domain/delivery';
import type { InfrastructureLimit } from '#shared/domain/limit';
import type { Recommendation } from '#shared/domain/recommendation';
import { NOON } from './temporary-store';

export const limit: InfrastructureLimit = {
  connectionId: 'vercel-1',
  projectId: '',
  service: 'VERCEL_KV',
  metric: 'STORAGE_MB',
  limitId: 'plan',
  value: 30,
  unit: 'MB',
  window: 'point-in-time',
  atLimit: 'hard',
  consequence: 'Redis then refuses writes',
  warningPercent: 75,
  criticalPercent: 90,
  enabled: true,
  source: 'price-list',
  reason: { code: 'listed', plan: 'Free', place: null, claimed: null, ended: null },
  asOf: null,
};

export const recommendation: Omit<Recommendation, 'id'> = {
  key: 'vercel-1/VERCEL_KV/STORAGE_MB/free-pro',
  connectionId: 'vercel-1',
  service: 'VERCEL_KV',
  metric: 'STORAGE_MB',
  status: 'PENDING',
  priority: 'HIGH',
  currentPlan: 'free',
  recommendedPlan: 'pro',
  currentUsage: 25.5,
  limitValue: 30,
  recommendedLimit: null,
  unit: 'MB',
  usagePercent: 85,
  daysToLimit: 5,
  daysToLimitInterval: [4, null],
  growthPerDay: 0.9,
  roi: {
    currency: 'USD',
    currentCost: 0,
    projectedCost: null,
    upgradeCost: 1_000_000,
    revenueImpact: 1_000_000_000,
    profitImpact: 999_000_000,
    roi: 99_900,
    unknown: { projectedCost: 'The plan has no price beyond its limit.' },
  },
  assumptions: { revenuePerDay: 4000, lostShare: 0.5, hoursToRecover: 12 },
  reason: 'Storage is at 85 %',
  title: 'Upgrade Redis to Pro',
  benefits: ['More capacity'],
  risks: ['Writes are refused'],
  sources: [{ text: 'Price list', date: null }],
  upgradeUrl: null,
  createdAt: NOON,
  updatedAt: NOON,
  snoozedUntil: null,
  statusReason: null,
};

export const alert: Omit<Alert, 'id'> = {
  key: 'vercel-1/VERCEL_KV/STORAGE_MB',
  connectionId: 'vercel-1',
  projectId: '',
  service: 'VERCEL_KV',
  metric: 'STORAGE_MB',
  limitId: 'plan',
  state: 'firing',
  severity: 'warning',
  basis: 'level',
  condition: 'limit',
  rung: 2,
  announced: 1,
  announcedAt: NOON,
  percent: 85,
  value: 25.5,
  limit: 30,
  unit: 'MB',
  judgedAt: NOON,
  streak: 0,
  reason: { code: 'over-threshold', threshold: 75, held: false },
  acknowledgedReason: '',
  activeAt: NOON,
  firedAt: NOON,
  resolvedAt: null,
  lastSentAt: null,
  lastSentSeverity: null,
  acknowledgedAt: null,
  snoozedUntil: null,
  updatedAt: NOON,
};

export const firing = {
  at: NOON,
  kind: 'firing',
  severity: 'warning',
  basis: 'level',
  rung: 2,
  tells: true,
  percent: 85,
  value: 25.5,
  limit: 30,
  reason: { code: 'over-threshold', threshold: 75, held: false },
} as const;

export function attemptOf(parts: Partial<CollectionAttempt>): CollectionAttempt {
  return {
    connectionId: 'vercel-1',
    capability: 'usage:requests',
    outcome: 'ok',
    message: '',
    action: '',
    startedAt: NOON,
    durationMs: 12.7,
    samples: 3,
    requests: 1,
    retryAt: null,
    ...parts,
  };
}

/** A delivery as it is written down, with what the test is about in `parts`. */
export function deliveryOf(parts: Partial<Omit<Delivery, 'id'>> = {}): Omit<Delivery, 'id'> {
  return {
    alertId: 1,
    alertEventId: 1,
    channel: 'desktop',
    at: NOON,
    outcome: 'waiting',
    why: null,
    reason: '',
    key: 'a-key',
    sentAt: null,
    nextAt: null,
    readAt: null,
    ...parts,
  };
}
