import { z } from 'zod';
import { channel, instantSchema, nothing } from './channel';
import { forecastStepSchema } from './metric-view';
import { standingSchema } from './standing';

export const assumptionsSchema = z.object({
  /** USD a day; null when not told. */
  revenuePerDay: z.number().min(0).max(1e9).nullable(),
  /** 0 to 1. */
  lostShare: z.number().min(0).max(1),
  hoursToRecover: z.number().min(0).max(720),
});

/** Dollars; null is unknown, and `unknown` says what it needs. */
export const roiViewSchema = z.object({
  currency: z.string(),
  currentCost: z.number().nullable(),
  projectedCost: z.number().nullable(),
  upgradeCost: z.number().nullable(),
  revenueImpact: z.number().nullable(),
  profitImpact: z.number().nullable(),
  roi: z.number().nullable(),
  unknown: z.record(z.string(), z.string()),
});

export const recommendationViewSchema = z.object({
  id: z.number().int(),
  /** Key of the metric it is about, as in `MetricView.key`. */
  metricKey: z.string(),
  service: z.string(),
  metric: z.string(),
  metricTitle: z.string(),
  /** How its limit stands now; null where it is no longer watched. */
  standing: standingSchema.nullable(),
  title: z.string(),
  headline: z.string(),
  reason: z.string(),
  priority: z.enum(['LOW', 'MEDIUM', 'HIGH', 'CRITICAL']),
  status: z.enum(['PENDING', 'REVIEWED', 'APPROVED', 'IMPLEMENTED', 'DISMISSED', 'EXPIRED']),
  /** The steps that are legal now, for the buttons. */
  allowed: z.array(z.enum(['review', 'approve', 'implement', 'dismiss', 'snooze', 'unsnooze', 'reopen'])),
  currentPlan: z.string(),
  recommendedPlan: z.string(),
  currentUsage: z.number(),
  limitValue: z.number(),
  recommendedLimit: z.number().nullable(),
  unit: z.string(),
  usagePercent: z.number(),
  daysToLimit: z.number().int().nullable(),
  daysToLimitInterval: z.tuple([z.number().nullable(), z.number().nullable()]).nullable(),
  growthPerDay: z.number().nullable(),
  roi: roiViewSchema,
  assumptions: assumptionsSchema,
  benefits: z.array(z.string()),
  risks: z.array(z.string()),
  sources: z.array(z.object({ text: z.string(), date: z.string().nullable() })),
  hasUpgradePage: z.boolean(),
  createdAt: instantSchema,
  updatedAt: instantSchema,
  snoozedUntil: instantSchema.nullable(),
  statusReason: z.string().nullable(),
  history: z.array(
    z.object({
      at: instantSchema,
      from: z.string(),
      to: z.string(),
      actor: z.enum(['user', 'app']),
      reason: z.string(),
    }),
  ),
  /** The evidence: what was measured, what is expected, the limit. */
  evidence: z.object({
    points: z.array(z.object({ t: instantSchema, value: z.number() })),
    path: z.array(forecastStepSchema),
  }),
});
export type RecommendationView = z.infer<typeof recommendationViewSchema>;

export const recommendationStepSchema = z.discriminatedUnion('step', [
  z.object({ step: z.enum(['review', 'approve', 'implement', 'reopen', 'unsnooze']) }),
  z.object({ step: z.literal('dismiss'), reason: z.string().min(1).max(500) }),
  z.object({ step: z.literal('snooze'), until: instantSchema }),
]);

export const recommendationChannels = {
  'recommendations:list': channel(nothing, z.array(recommendationViewSchema)),
  'recommendations:change': channel(
    z.object({ id: z.number().int(), change: recommendationStepSchema }),
    recommendationViewSchema,
  ),
  /** Opens the provider's page in the system's browser. The address never comes from the window. */
  'recommendations:open-upgrade-page': channel(z.object({ id: z.number().int() }), nothing),
  'assumptions:get': channel(nothing, assumptionsSchema),
  /** Saves the assumptions and works the ROI of the open recommendations out again. */
  'assumptions:set': channel(assumptionsSchema, nothing),
};
