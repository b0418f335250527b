import type { Alert } from '#shared/domain/alert';
import type { CollectionAttempt } from '#shared/domain/cycle';
import type { Delivery } from '#shared/domain/delivery';
import type { InfrastructureLimit } from '#shared/domain/limit';
import type { Recommendation } from '#shared/domain/recommendation';
import { madeRecommendation } from '../../core/recommendations/made-recommendation';
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

const { id: _, ...made } = madeRecommendation({
  key: 'vercel-1/plan',
  connectionId: 'vercel-1',
  createdAt: NOON,
  updatedAt: NOON,
});

export const recommendation: Omit<Recommendation, 'id'> = made;

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
