import { z } from 'zod';
import { alertViewSchema } from './alerts';
import { channel, instantSchema, nothing } from './channel';
import { collectionHealthSchema } from './collection';
import { forecastStepSchema, metricViewSchema } from './metric-view';

/** The first sentence on the screen, and why it says so. */
export const verdictSchema = z.object({
  tone: z.enum(['clear', 'watch', 'warning', 'critical', 'learning', 'stale', 'empty']),
  /** `Redis storage reaches its limit in about 5 days`. */
  headline: z.string(),
  /** One or two sentences of proof. */
  sentence: z.string(),
  /** `High · act this week`; empty for none. */
  badge: z.string(),
  /** The metric it is about. */
  metricKey: z.string().nullable(),
  /** How many more limits are in sight within 30 days. */
  others: z.number().int(),
  recommendationId: z.number().int().nullable(),
  /** Label of the first button: `Upgrade to Pro for $1 a month`. */
  action: z.string().nullable(),
});
export type Verdict = z.infer<typeof verdictSchema>;

/** Something on the line of the next 30 days. */
export const horizonEventSchema = z.object({
  kind: z.enum(['limit', 'period-end', 'credential-expiry', 'budget']),
  title: z.string(),
  detail: z.string(),
  tone: z.enum(['watch', 'warning', 'critical', 'certain']),
  /** Best estimate. */
  at: instantSchema,
  /** 80 % interval; both equal `at` for a date that is certain. */
  from: instantSchema,
  to: instantSchema,
  metricKey: z.string().nullable(),
});
export type HorizonEvent = z.infer<typeof horizonEventSchema>;

export const costCardSchema = z.object({
  currency: z.string(),
  soFar: z.number().nullable(),
  projected: z.number().nullable(),
  interval: z.tuple([z.number(), z.number()]).nullable(),
  budget: z.number().nullable(),
  periodStart: instantSchema,
  periodEnd: instantSchema,
  /** The zone that cuts the period's days. */
  zone: z.string(),
  /** What is in it, or why it is unknown. */
  reason: z.string(),
});

export const overviewSchema = z.object({
  asOf: instantSchema,
  verdict: verdictSchema,
  /** For the verdict's chart; null when there is nothing to draw. */
  chart: z
    .object({
      points: z.array(z.object({ t: instantSchema, value: z.number() })),
      path: z.array(forecastStepSchema),
      limit: z.number(),
      unit: z.string(),
      planName: z.string().nullable(),
      now: z.number(),
      /** Expected day of reaching the limit, with its 80 % interval. */
      reach: z.object({ from: instantSchema.nullable(), at: instantSchema, to: instantSchema.nullable() }).nullable(),
    })
    .nullable(),
  horizon: z.array(horizonEventSchema),
  /** Metrics with a limit, riskiest first. */
  limits: z.array(metricViewSchema),
  /** Metrics without a limit, or not available: one line each. */
  others: z.array(metricViewSchema),
  cost: costCardSchema.nullable(),
  /** What AI providers report of this calendar month (UTC): in no other sum. Null while none was read. */
  ai: z.object({ currency: z.string(), soFar: z.number().nullable(), projected: z.number().nullable() }).nullable(),
  recommendations: z.array(
    z.object({
      id: z.number().int(),
      title: z.string(),
      detail: z.string(),
      /** `$1 / mo`. */
      effect: z.string(),
      priority: z.enum(['LOW', 'MEDIUM', 'HIGH', 'CRITICAL']),
      status: z.enum(['PENDING', 'REVIEWED', 'APPROVED', 'IMPLEMENTED', 'DISMISSED', 'EXPIRED']),
    }),
  ),
  openRecommendations: z.number().int(),
  alerts: z.array(alertViewSchema),
  health: collectionHealthSchema,
});
export type Overview = z.infer<typeof overviewSchema>;

export const overviewChannels = { 'overview:get': channel(nothing, overviewSchema) };
