import { z } from 'zod';
import { FAILURE_CODES } from '#shared/domain/failure';
import { AT_STANDING_LIMITS, SEVERITIES, type Standing } from '#shared/domain/standing';
import { limitsShape } from '../words/limits-shape';
import { instantSchema } from './channel';

const moment = instantSchema.nullable();
const reasonSchema = z.enum(FAILURE_CODES).nullable();
const lengthSchema = z.union([
  z.object({ unit: z.enum(['hour', 'day', 'month']), count: z.number().int() }),
  z.object({ unit: z.literal('contract') }),
]);
/** Read from a distribution, a moment may fall between two seconds. */
const expectedSchema = z.object({ q10: z.number().nullable(), q50: z.number().nullable(), q90: z.number().nullable() });
const dayQuantilesSchema = z.object({ q10: z.number(), q50: z.number(), q90: z.number() });
const probabilitySchema = z.object({
  within7: z.number(),
  within14: z.number(),
  within30: z.number(),
  beforeReset: z.number().nullable(),
});

/** How one limit stands, as the window gets it: codes and figures, whose sentences `words/standing.ts` makes. */
export const standingSchema = z.object({
  key: z.string(),
  scope: z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('everything') }),
    z.object({ kind: z.literal('connection'), connectionId: z.string() }),
    z.object({ kind: z.literal('project'), connectionId: z.string(), projectId: z.string() }),
  ]),
  limitId: z.string(),
  provider: z.string(),
  service: z.string(),
  metric: z.string(),
  title: z.string(),
  connectionTitle: z.string().nullable(),
  projectTitle: z.string().nullable(),
  planName: z.string().nullable(),
  used: z.number().nullable(),
  atLeast: z.boolean(),
  missing: z.array(instantSchema).readonly(),
  unit: z.string(),
  asOf: moment,
  source: z.string(),
  freshness: z.discriminatedUnion('state', [
    z.object({ state: z.literal('fresh') }),
    z.object({ state: z.literal('stale'), since: instantSchema, reason: reasonSchema }),
    z.object({ state: z.literal('never'), reason: reasonSchema }),
  ]),
  window: z.object({
    kind: z.enum(['moment', 'fixed', 'rolling']),
    length: lengthSchema.nullable(),
    zone: z.string(),
    start: moment,
    resetsAt: moment,
  }),
  limit: z.number().nullable(),
  limitSource: z.enum(['user', 'provider', 'price-list']).nullable(),
  limitAsOf: moment,
  atLimit: z.enum(AT_STANDING_LIMITS),
  enforcing: z.object({ since: moment }).nullable(),
  warningPercent: z.number(),
  criticalPercent: z.number(),
  percent: z.number().nullable(),
  severity: z.enum(SEVERITIES).nullable(),
  outlook: z.discriminatedUnion('state', [
    z.object({ state: z.literal('ready') }),
    z.object({ state: z.literal('learning'), until: moment, atMost: z.number().nullable() }),
    z.object({
      state: z.literal('none'),
      why: z.enum(['never-read', 'refused', 'no-limit', 'plan-unknown', 'stale', 'no-forecast']),
    }),
  ]),
  reachedAt: moment,
  expected: expectedSchema.nullable(),
  probability: probabilitySchema.nullable(),
  again: expectedSchema.nullable(),
  day: z
    .object({
      expected: dayQuantilesSchema.nullable(),
      lastSeven: z.array(z.object({ start: instantSchema, total: z.number().nullable() })).readonly(),
    })
    .nullable(),
  growth: z.object({ perDay: z.number(), low: z.number(), high: z.number() }).nullable(),
}) satisfies z.ZodType<Standing>;

const isoSchema = z.iso.datetime();
const isoOrNull = isoSchema.nullable();

/** One limit as `headroom limits --json` tells it. Published as docs/limits.schema.json; it only grows. */
export const limitJsonSchema = z.object({
  /** Identity, the same from one call to the next. */
  key: z.string(),
  scope: z.enum(['everything', 'connection', 'project']),
  /** Id of the connection; null for a limit over everything. */
  connection: z.string().nullable(),
  provider: z.string(),
  service: z.string(),
  metric: z.string(),
  /** Id of the project; null for a limit that is not one project's. */
  project: z.string().nullable(),
  title: z.string(),
  /** What is held against the limit, counted in its window; null: unknown. */
  used: z.number().nullable(),
  /** True: days are missing in the sum, so that it is at least `used`. */
  atLeast: z.boolean(),
  unit: z.string(),
  asOf: isoOrNull,
  freshness: z.enum(['fresh', 'stale', 'never']).describe(limitsShape.freshness),
  limit: z.number().nullable(),
  limitSource: z.enum(['user', 'provider', 'price-list']).nullable(),
  atLimit: z.enum(AT_STANDING_LIMITS),
  /** The provider enforces it now; `since` is null where it told no moment. */
  enforcing: z.object({ since: isoOrNull }).nullable(),
  /** `used` of `limit`; null where either is unknown. */
  percent: z.number().nullable(),
  severity: z.enum(SEVERITIES).nullable().describe(limitsShape.severity),
  outlook: z.enum(['ready', 'learning', 'none']),
  learningUntil: isoOrNull,
  window: z.object({
    kind: z.enum(['moment', 'fixed', 'rolling']),
    length: lengthSchema.nullable(),
    start: isoOrNull,
    resetsAt: isoOrNull,
  }),
  /** When it was reached, while it is. */
  reachedAt: isoOrNull,
  /** Null without a forecast; a quantile is null beyond what is looked at. */
  expectedAt: z.object({ q10: isoOrNull, q50: isoOrNull, q90: isoOrNull }).nullable(),
  probability: probabilitySchema.nullable(),
  /** For a daily limit: what the whole day is expected to hold. */
  dayExpected: dayQuantilesSchema.nullable(),
  /** All of it in sentences. */
  text: z.string(),
});
export type LimitJson = z.infer<typeof limitJsonSchema>;

/**
 * All limits in the one order, the first of which the verdict is about: what `limits --json` answers.
 *
 * @internal docs/limits.schema.json is made of it by a test
 */
export const limitsJsonSchema = z.array(limitJsonSchema);
