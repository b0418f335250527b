import { z } from 'zod';
import { alertViewSchema } from './alerts';
import { billSummarySchema } from './bill';
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
  /** What a month costs over everything; null while no account has a bill. */
  bill: billSummarySchema.nullable(),
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
