import { z } from 'zod';
import type { ReadStore } from '#main/store/read-store';
import type { LimitForecast } from '#shared/domain/forecast';
import { forecastStepSchema } from '#shared/ipc/metric-view';

const quantile = z.number().nullable();
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
  reason: z.string(),
});

/** Forecasts by series, each with the fingerprint of what it was made from. */
export type KeptForecasts = ReadonlyMap<number, { readonly fingerprint: string; readonly forecast: LimitForecast }>;

/** What the last cycle kept; without what cannot be read, since it can always be worked out again. */
export async function readKeptForecasts(kept: ReadStore['keptForecasts']): Promise<KeptForecasts> {
  return new Map(
    [...(await kept.all())].flatMap(([seriesId, { fingerprint, forecast }]) => {
      const parsed = forecastSchema.safeParse(forecast);
      return parsed.success ? [[seriesId, { fingerprint, forecast: parsed.data }] as const] : [];
    }),
  );
}
