import type { Instant } from './instant';
import type { Micros } from './money';

export const RecommendationPriority = { LOW: 'LOW', MEDIUM: 'MEDIUM', HIGH: 'HIGH', CRITICAL: 'CRITICAL' } as const;
export type RecommendationPriority = keyof typeof RecommendationPriority;

export const RecommendationStatus = {
  PENDING: 'PENDING',
  REVIEWED: 'REVIEWED',
  APPROVED: 'APPROVED',
  IMPLEMENTED: 'IMPLEMENTED',
  DISMISSED: 'DISMISSED',
  EXPIRED: 'EXPIRED',
} as const;
export type RecommendationStatus = keyof typeof RecommendationStatus;

/** What the person told about the business. Null: not told, so what depends on it is unknown. */
export interface BusinessAssumptions {
  /** USD a day. */
  readonly revenuePerDay: number | null;
  /** Share of the revenue that is lost while the service fails, 0 to 1. */
  readonly lostShare: number;
  /** Hours from the outage to normal service. */
  readonly hoursToRecover: number;
}

/** ROI of one recommendation, all amounts a month in micros of `currency`. Null is unknown. */
export interface RoiAnalysis {
  readonly currency: string;
  /** On the current plan, today. */
  readonly currentCost: Micros | null;
  /** On the current plan when the limit is reached, overage included. */
  readonly projectedCost: Micros | null;
  /** What the recommended plan costs more than the current one. */
  readonly upgradeCost: Micros | null;
  /** Revenue that the upgrade saves from an outage, by the person's assumptions. */
  readonly revenueImpact: Micros | null;
  /** `revenueImpact - upgradeCost`. */
  readonly profitImpact: Micros | null;
  /** `profitImpact / upgradeCost` in percent; null when unknown or when the upgrade costs nothing more. */
  readonly roi: number | null;
  /** For each null above: what it would take to know. */
  readonly unknown: Readonly<Record<string, string>>;
}

/** A row of `upgrade_recommendation`. */
export interface Recommendation {
  readonly id: number;
  /** What makes it the same advice as last time: connection, service, metric, plan step. */
  readonly key: string;
  readonly connectionId: string;
  readonly service: string;
  readonly metric: string;
  readonly status: RecommendationStatus;
  readonly priority: RecommendationPriority;
  readonly currentPlan: string;
  readonly recommendedPlan: string;
  readonly currentUsage: number;
  readonly limitValue: number;
  /** Of the recommended plan; null when it has no figure. */
  readonly recommendedLimit: number | null;
  readonly unit: string;
  /** One decimal. */
  readonly usagePercent: number;
  /** Whole days, median; null when the limit is not in sight. */
  readonly daysToLimit: number | null;
  /** 80 % interval of the days to the limit. */
  readonly daysToLimitInterval: readonly [number | null, number | null] | null;
  readonly growthPerDay: number | null;
  readonly roi: RoiAnalysis;
  /** The assumptions that `roi` was worked out with. */
  readonly assumptions: BusinessAssumptions;
  /** In the client's wording. */
  readonly reason: string;
  /** Imperative, for lists: `Upgrade Redis to Pro`. */
  readonly title: string;
  readonly benefits: readonly string[];
  readonly risks: readonly string[];
  /** Each price with its source and date. */
  readonly sources: readonly { readonly text: string; readonly date: string | null }[];
  readonly upgradeUrl: string | null;
  readonly createdAt: Instant;
  readonly updatedAt: Instant;
  readonly snoozedUntil: Instant | null;
  readonly statusReason: string | null;
}

/** A row of `recommendation_event`: one step of the life cycle. */
export interface RecommendationEvent {
  readonly id: number;
  readonly recommendationId: number;
  readonly at: Instant;
  readonly from: RecommendationStatus;
  readonly to: RecommendationStatus;
  readonly actor: 'user' | 'app';
  readonly reason: string;
}
