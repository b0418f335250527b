import { z } from 'zod';
import { instantSchema } from './channel';

/** What happened when a change began: a likely cause, not a proven one. */
export const changeCauseSchema = z.object({
  kind: z.enum(['deployment', 'plan']),
  /** Of the project that was deployed, or of the plan from then on. */
  name: z.string(),
  /** For a plan the first second of its day. */
  t: instantSchema,
});
export type ChangeCause = z.infer<typeof changeCauseSchema>;

/** The latest time that a metric began to behave otherwise, and what carries it. */
export const changeExplainedSchema = z.object({
  since: instantSchema,
  /** A day's amount, or a level's growth a day, as the mean of the days before and since. */
  before: z.number(),
  after: z.number(),
  /** The unit of one day's `before` and `after`. */
  unit: z.string(),
  /** The change by project, largest first; amounts add up to `after - before`. Empty where there is no split. */
  parts: z.array(z.object({ title: z.string(), share: z.number().nullable(), amount: z.number() })),
  /** One that it is put down to; two that are as near as each other, neither of them alone; empty where none is known. */
  causes: z.array(changeCauseSchema),
  sentence: z.string(),
});
export type ChangeExplained = z.infer<typeof changeExplainedSchema>;

/** How the forecasts of one metric came true. */
export const trackRecordSchema = z.object({
  count: z.number().int(),
  inside80: z.number().int(),
  sentence: z.string(),
});
export type TrackRecordView = z.infer<typeof trackRecordSchema>;
