import { DAY } from '#shared/domain/instant';
import { MICROS } from '#shared/domain/money';
import type { Advice, Recommendation } from '#shared/domain/recommendation';

/** 2026-11-24T10:46:00Z. */
export const NOW = 1_795_517_160;

/** The brief's own example: 25.5 of 30 MB, 0.9 more a day, Pro for one dollar. */
export const REDIS_ADVICE: Advice = {
  key: 'redis-1/plan',
  kind: 'upgrade',
  aim: 'risk',
  connectionId: 'redis-1',
  service: 'VERCEL_KV',
  metric: 'STORAGE_MB',
  names: { account: 'Redis of acme', service: 'Redis', metric: 'Redis storage', thing: '' },
  priority: 'HIGH',
  priorityReason: { code: 'within-days', figures: { days: 7 } },
  currentPlan: 'free',
  recommendedPlan: 'pro',
  currentPlanName: 'Free',
  recommendedPlanName: 'Pro',
  change: { kind: 'plan', provider: 'redis', from: 'free', to: 'pro' },
  limit: {
    standing: 'redis-1/VERCEL_KV/STORAGE_MB',
    used: 25.5,
    value: 30,
    unit: 'MB',
    percent: 85,
    stops: true,
    days: 5,
    daysInterval: [4, 7],
    growthPerDay: 0.9,
    recommended: 512,
    lastsUntil: null,
  },
  cost: { currency: 'USD', current: 0, projected: 0, recommended: MICROS },
  gain: { amount: -MICROS, low: -MICROS, high: -MICROS, probability: 1, againstCut: null, averted: null },
  effect: null,
  alternatives: [
    { id: 'stay', name: 'Free', cost: 0, lost: { code: 'stops', figures: { days: 5 } } },
    { id: 'pro', name: 'Pro', cost: MICROS, lost: null },
  ],
  breakEven: null,
  reason: [],
  benefits: [],
  risks: [],
  against: [],
  evidence: { series: 'redis-1/VERCEL_KV/STORAGE_MB', start: NOW - 14 * DAY, end: NOW, points: [] },
  sources: [{ text: 'Redis Pro', date: null }],
  steps: { url: 'https://vercel.com/dashboard/stores', points: [] },
  confidence: 'high',
  work: { hours: 0.25, who: 'account-owner' },
  question: null,
};

/** A row that holds the brief's example. */
export function madeRecommendation(changed: Partial<Recommendation> = {}): Recommendation {
  const life = { status: 'PENDING', createdAt: NOW, updatedAt: NOW, snoozedUntil: null, statusReason: null } as const;
  return { ...REDIS_ADVICE, id: 7, ...life, ...changed };
}
