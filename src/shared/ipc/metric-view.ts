import { z } from 'zod';
import { FAILURE_CODES } from '#shared/domain/failure';
import { LIMIT_WINDOWS } from '#shared/domain/plan';
import { instantSchema } from './channel';
import { standingSchema } from './standing';

/** How a metric stands, by the table "Status" of the design language. */
export const metricStatusSchema = z.enum(['calm', 'watch', 'warning', 'critical', 'over', 'no-limit', 'unknown']);
export type MetricStatus = z.infer<typeof metricStatusSchema>;

export const forecastStepSchema = z.object({
  t: instantSchema,
  q025: z.number(),
  q10: z.number(),
  q25: z.number(),
  q50: z.number(),
  q75: z.number(),
  q90: z.number(),
  q975: z.number(),
});

export const daysToLimitSchema = z.object({
  q10: z.number().nullable(),
  q50: z.number().nullable(),
  q90: z.number().nullable(),
});

/**
 * One limit, or one metric without any: a card on the overview, a line in the list of usage. Where there is a limit its
 * figures are those of `standing`, and its words are made from it.
 */
export const metricViewSchema = z.object({
  /** `connection/service/metric`; of a limit the key of its standing, which may have more behind it. */
  key: z.string(),
  /** How the limit stands; null without one. */
  standing: standingSchema.nullable(),
  /** The metric whose usage can be looked at; null for a limit on what no source counts, such as a budget. */
  usageKey: z.string().nullable(),
  /** `SERVICE_METRIC`. */
  summaryKey: z.string(),
  connectionId: z.string(),
  connectionTitle: z.string(),
  title: z.string(),
  shortTitle: z.string(),
  group: z.string(),
  icon: z.string(),
  unit: z.string(),
  kind: z.enum(['gauge', 'counter', 'daily', 'period']),
  /** The quantity held against the limit: a level, or the total of the window so far. */
  current: z.number().nullable(),
  limit: z.number().nullable(),
  percent: z.number().nullable(),
  warningPercent: z.number(),
  criticalPercent: z.number(),
  window: z.enum(LIMIT_WINDOWS),
  /** End of the window, for windows that reset. */
  windowEnd: instantSchema.nullable(),
  /** Where its days begin and its window ends at midnight. */
  zone: z.string(),
  planName: z.string().nullable(),
  limitReason: z.string(),
  status: metricStatusSchema,
  asOf: instantSchema.nullable(),
  /** True from twice the collection interval on. */
  stale: z.boolean(),
  /** Why the value is missing or old: a sentence with what to do. Empty when all is well. */
  note: z.string(),
  noteCode: z.enum(FAILURE_CODES).nullable(),
  growthPerDay: z.number().nullable(),
  growthInterval: z.tuple([z.number(), z.number()]).nullable(),
  daysToLimit: daysToLimitSchema.nullable(),
  within7: z.number().nullable(),
  within14: z.number().nullable(),
  within30: z.number().nullable(),
  /** Expected percent of the limit at the window's reset. */
  percentAtReset: z.number().nullable(),
  forecastState: z.enum(['ready', 'too-early', 'no-data', 'refused']),
  forecastReason: z.string(),
  /** Seven days, oldest first. */
  sparkline: z.array(z.object({ t: instantSchema, value: z.number() })),
});
export type MetricView = z.infer<typeof metricViewSchema>;
