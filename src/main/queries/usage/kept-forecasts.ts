import { z } from 'zod';
import type { ReadStore } from '#main/store/read-store';
import type { LimitForecast } from '#shared/domain/forecast';
import { forecastStepSchema } from '#shared/ipc/metric-view';

/** The key in `setting` under which the forecasts of the last cycle are kept. */
export const KEPT_FORECASTS_KEY = 'forecasts';

const quantile = z.number().nullable();
const windowsSchema = z.array(
  z.object({
    start: z.number(),
    ends: z.array(z.number()),
    highest: z.array(z.array(z.number())),
    walk: z.array(z.array(z.number())).nullable(),
    falls: z.boolean(),
  }),
);
const forecastSchema: z.ZodType<LimitForecast> = z.object({
  state: z.enum(['ready', 'too-early', 'no-data', 'refused']),
  asOf: z.number(),
  growthPerDay: z.number().nullable(),
  growthInterval: z.tuple([z.number(), z.number()]).nullable(),
  daysToLimit: z.object({ q10: quantile, q50: quantile, q90: quantile }).nullable(),
  probability: z
    .object({ within7: z.number(), within14: z.number(), within30: z.number(), beforeReset: quantile })
    .nullable(),
  path: z.array(forecastStepSchema),
  atReset: forecastStepSchema.nullable(),
  window: z.object({ start: z.number(), end: z.number() }).nullable(),
  ahead: z.object({ windows: windowsSchema, again: windowsSchema.nullable(), peak: z.number() }).nullable(),
  learning: z.object({ until: z.number(), busiest: z.number().nullable() }).nullable(),
  reason: z.string(),
});
const keptSchema = z.record(z.string(), z.object({ fingerprint: z.string(), forecast: forecastSchema }));

/** Forecasts by series, each with the fingerprint of what it was made from. */
export type KeptForecasts = z.infer<typeof keptSchema>;

/** What the last cycle kept; nothing where it cannot be read, since it can always be worked out again. */
export async function readKeptForecasts(settings: Pick<ReadStore['settings'], 'get'>): Promise<KeptForecasts> {
  const parsed = keptSchema.safeParse(await settings.get(KEPT_FORECASTS_KEY));
  return parsed.success ? parsed.data : {};
}
