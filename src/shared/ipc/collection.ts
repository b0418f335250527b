import { z } from 'zod';
import { FAILURE_CODES } from '#shared/domain/failure';
import { channel, instantSchema, nothing } from './channel';

/** One capability as it was last asked. */
const capabilityViewSchema = z.object({
  id: z.string(),
  title: z.string(),
  outcome: z.enum(['ok', ...FAILURE_CODES]),
  message: z.string(),
  action: z.string(),
  at: instantSchema,
  durationMs: z.number(),
  /** Rows of the answers, and those of which something was not understood; null where nothing is read row by row. */
  reading: z.object({ rows: z.number().int(), notUnderstood: z.number().int() }).nullable(),
  lastGoodAt: instantSchema.nullable(),
  retryAt: instantSchema.nullable(),
});
export type CapabilityView = z.infer<typeof capabilityViewSchema>;

/** One source (a connection) with how its last collection went. */
const sourceHealthSchema = z.object({
  connectionId: z.string(),
  title: z.string(),
  providerTitle: z.string(),
  icon: z.string(),
  /** `ok`, `partial` (some capabilities failed), `failed`, `never` (not asked yet). */
  state: z.enum(['ok', 'partial', 'failed', 'never']),
  lastGoodAt: instantSchema.nullable(),
  /** How far back its history was fetched so far; null where none was asked for yet. */
  history: z
    .object({
      reached: instantSchema,
      complete: z.boolean(),
      /** What is not told yet though it was asked for: of which capability, before when, since when, and when next. */
      missing: z.array(
        z.object({
          title: z.string(),
          before: instantSchema,
          since: instantSchema,
          nextAt: instantSchema,
          message: z.string(),
        }),
      ),
      /** Stretches that were never told whole. */
      gaps: z.array(z.object({ title: z.string(), start: instantSchema, end: instantSchema })),
    })
    .nullable(),
  capabilities: z.array(capabilityViewSchema),
});

export const collectionHealthSchema = z.object({
  lastCycleAt: instantSchema.nullable(),
  nextCycleAt: instantSchema.nullable(),
  intervalSeconds: z.number().int(),
  running: z.boolean(),
  /** While running: sources done, of how many. */
  progress: z.object({ done: z.number().int(), total: z.number().int(), label: z.string() }).nullable(),
  sourcesOk: z.number().int(),
  sourcesTotal: z.number().int(),
  sources: z.array(sourceHealthSchema),
  /** The most important trouble in one line, such as `Postgres: no permission`; null when there is none. */
  worst: z.object({ text: z.string(), code: z.enum(FAILURE_CODES) }).nullable(),
});
export type CollectionHealth = z.infer<typeof collectionHealthSchema>;

export const collectionChannels = {
  'collection:health': channel(nothing, collectionHealthSchema),
  'collection:run': channel(
    nothing,
    z.object({
      metricsCollected: z.number().int(),
      recommendationsGenerated: z.number().int(),
      alertsTriggered: z.number().int(),
    }),
  ),
};
