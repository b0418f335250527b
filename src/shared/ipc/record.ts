import { z } from 'zod';
import { channel, instantSchema, nothing } from './channel';
import { exportedFileSchema } from './exports';
import { changeCauseSchema } from './forecast';
import { forecastStepSchema } from './metric-view';

/** The forecast of a closed day, whose end is `t`, and what came. */
export const backtestDaySchema = z.object({ step: forecastStepSchema, actual: z.number() });
export type BacktestDayView = z.infer<typeof backtestDaySchema>;

const keptSchema = z.object({
  count: z.number().int(),
  inside50: z.number().int(),
  inside80: z.number().int(),
  inside95: z.number().int(),
  /** Made afterwards, each from nothing but what was known before its day. */
  replayed: z.number().int(),
});

/** One series' forecasts against what came. Shares are 0 to 1. */
export const recordLineSchema = keptSchema.extend({
  seriesId: z.number().int(),
  metricKey: z.string(),
  title: z.string(),
  icon: z.string(),
  connectionTitle: z.string(),
  unit: z.string(),
  /** Mean distance from the median as a share of the mean that came; null where nothing came. */
  error: z.number().nullable(),
  /** How much nearer than "as the day before"; below zero further off, null where nothing changed. */
  beatsNoChange: z.number().nullable(),
  /** Factor that the record puts on the width of the series' ranges. */
  scale: z.number(),
  /** The last two weeks, oldest first. */
  recent: z.array(backtestDaySchema),
});
export type RecordLineView = z.infer<typeof recordLineSchema>;

/** Neighbouring days of a series on the same side of their 80 % ranges. */
export const missSchema = z.object({
  seriesId: z.number().int(),
  title: z.string(),
  icon: z.string(),
  unit: z.string(),
  zone: z.string(),
  /** Ends of the first and the last day. */
  from: instantSchema,
  to: instantSchema,
  days: z.number().int(),
  side: z.enum(['low', 'high']),
  most: z.number(),
  /** What happened when a long run began; null where nothing is known, or the run is short. */
  cause: changeCauseSchema.nullable(),
});
export type MissView = z.infer<typeof missSchema>;

export const recordViewSchema = z.object({
  overall: keptSchema,
  /** The one that kept its word least comes first. */
  series: z.array(recordLineSchema),
  /** Newest first, none left out. */
  misses: z.array(missSchema),
});
export type RecordView = z.infer<typeof recordViewSchema>;

export const recordChannels = {
  'record:list': channel(nothing, recordViewSchema),
  /** The last days of one series, oldest first; empty for one without a record. */
  'record:days': channel(
    z.object({ seriesId: z.number().int() }),
    z.object({ zone: z.string(), unit: z.string(), days: z.array(backtestDaySchema) }),
  ),
  /** Writes every forecast that came due as CSV through the system's save dialog; null when cancelled. */
  'record:export-csv': channel(nothing, exportedFileSchema.nullable()),
};
