import { z } from 'zod';
import { channel, instantSchema, nothing } from './channel';
import { exportedFileSchema } from './exports';
import { changeExplainedSchema, trackRecordSchema } from './forecast';
import { forecastStepSchema, metricViewSchema } from './metric-view';

export const usageRangeSchema = z.union([
  z.enum(['24h', '7d', '30d', '90d']),
  z.object({ from: instantSchema, to: instantSchema }),
]);
export type UsageRange = z.infer<typeof usageRangeSchema>;

/** One statement of a database: how often, and how long in milliseconds on average and in all. */
export const topQuerySchema = z.object({
  queryId: z.string(),
  /** Values taken out; null where the person did not ask for texts, or the role may not see it. */
  text: z.string().nullable(),
  calls: z.number(),
  meanMs: z.number(),
  totalMs: z.number(),
});

export const usageChartSchema = z.object({
  metric: metricViewSchema,
  from: instantSchema,
  to: instantSchema,
  now: instantSchema,
  resolution: z.enum(['raw', 'hour', 'day']),
  zone: z.string(),
  source: z.string(),
  /**
   * Oldest first. For `daily` and `period` metrics each point is a day's total; `cumulative` is the
   * total of the window up to then, which is what is held against the limit.
   */
  points: z.array(
    z.object({
      t: instantSchema,
      value: z.number(),
      min: z.number(),
      max: z.number(),
      cumulative: z.number().nullable(),
      /** The day is not over, or may still be revised. */
      provisional: z.boolean(),
    }),
  ),
  /** Stretches without data, longer than the series' usual step. */
  gaps: z.array(z.object({ from: instantSchema, to: instantSchema })),
  path: z.array(forecastStepSchema),
  reach: z.object({ from: instantSchema.nullable(), at: instantSchema, to: instantSchema.nullable() }).nullable(),
  deployments: z.array(
    z.object({ t: instantSchema, name: z.string(), target: z.string().nullable(), state: z.string() }),
  ),
  /** Days inside the range on which the account or store went over to the plan named; `t` is the day's first second. */
  planChanges: z.array(z.object({ t: instantSchema, name: z.string() })),
  /**
   * The limit over time, oldest first, from a moment on each; null while it was not known. Empty where no
   * change of it is known: then the limit of the metric holds for the whole range.
   */
  limitSteps: z.array(z.object({ from: instantSchema, value: z.number().nullable() })).default([]),
  /** Starts of the windows inside the range. */
  windowStarts: z.array(instantSchema),
  projects: z.array(z.object({ projectId: z.string(), name: z.string(), value: z.number() })),
  /** Why there is no breakdown, when there is none. */
  projectsNote: z.string(),
  /** Statements that took the most time of a database, on its query metrics; null where nothing tells. */
  queries: z.array(topQuerySchema).nullable().optional(),
  /** The latest change of its behavior; null when nothing changed lately. */
  change: changeExplainedSchema.nullable().default(null),
  /** How the forecasts of this metric came true; null before the first one came due. */
  record: trackRecordSchema.nullable().default(null),
});
export type UsageChart = z.infer<typeof usageChartSchema>;

/** A window on the largest of screens, at twice its size, stays far below. */
const PNG_BYTES_AT_MOST = 8_000_000;
const PNG_SIGNATURE = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];

const pngSchema = z
  .instanceof(Uint8Array)
  .refine((bytes) => bytes.length <= PNG_BYTES_AT_MOST && PNG_SIGNATURE.every((byte, at) => bytes[at] === byte), {
    message: 'not a PNG of a size that the window draws',
  });

export const usageChannels = {
  'usage:list': channel(nothing, z.array(metricViewSchema)),
  'usage:chart': channel(
    z.object({ key: z.string(), range: usageRangeSchema, points: z.number().int().min(2).max(2000) }),
    usageChartSchema,
  ),
  /** Writes the points of the range as CSV through the system's save dialog; null when cancelled. */
  'usage:export-csv': channel(z.object({ key: z.string(), range: usageRangeSchema }), exportedFileSchema.nullable()),
  /** Writes a picture that the window drew of the metric `title`, likewise. */
  'usage:export-png': channel(
    z.object({ title: z.string().min(1).max(200), png: pngSchema }),
    exportedFileSchema.nullable(),
  ),
};
