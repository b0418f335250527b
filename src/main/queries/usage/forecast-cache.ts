import { z } from 'zod';
import type { ReadStore } from '#main/store/read-store';
import type { LimitForecast } from '#shared/domain/forecast';
import { forecastStepSchema } from '#shared/ipc/metric-view';

/** Answers a forecast again while neither its data nor its limit has changed. */
export interface ForecastCache {
  get(seriesId: number, fingerprint: string, answer: () => Promise<LimitForecast>): Promise<LimitForecast>;
  /** Forgets all forecasts, as when their track record has changed. */
  forget(): void;
  /** Answers what another process kept instead of what it holds for the same data: that knows a newer track record. */
  takeOver(): Promise<void>;
  /** All forecasts where one was worked out, or all were forgotten, since this was asked last; else null. */
  takeChanged(): Promise<KeptForecasts | null>;
}

interface Entry {
  readonly fingerprint: string;
  readonly forecast: Promise<LimitForecast>;
}

/**
 * One forecast a series: a newer fingerprint replaces the older one. Two who ask at once share one
 * answer. With `stored`, what was kept there is answered again: the action `keepForecasts` writes it.
 */
export function createForecastCache(stored?: ReadStore['keptForecasts']): ForecastCache {
  const known = new Map<number, Entry>();
  let kept: Promise<KeptForecasts> | null = null;
  let changed = false;

  const workOut = async (seriesId: number, fingerprint: string, answer: () => Promise<LimitForecast>) => {
    kept ??= stored === undefined ? Promise.resolve(new Map()) : readKeptForecasts(stored);
    const before = (await kept).get(seriesId);
    if (before?.fingerprint === fingerprint) {
      return before.forecast;
    }
    changed = true;
    return answer();
  };

  return {
    get(seriesId, fingerprint, answer) {
      const last = known.get(seriesId);
      if (last?.fingerprint === fingerprint) {
        return last.forecast;
      }
      const entry = { fingerprint, forecast: workOut(seriesId, fingerprint, answer) };
      known.set(seriesId, entry);
      // A failure is told to those who wait for it, and is not kept for the next one.
      entry.forecast.catch(() => {
        if (known.get(seriesId) === entry) {
          known.delete(seriesId);
        }
      });
      return entry.forecast;
    },
    forget() {
      known.clear();
      kept = Promise.resolve(new Map());
      changed = true;
    },
    async takeOver() {
      if (stored === undefined) {
        return;
      }
      kept = readKeptForecasts(stored);
      for (const [id, { fingerprint, forecast }] of await kept) {
        if (known.get(id)?.fingerprint === fingerprint) {
          known.set(id, { fingerprint, forecast: Promise.resolve(forecast) });
        }
      }
    },
    async takeChanged() {
      if (!changed) {
        return null;
      }
      changed = false;
      return settled(known);
    },
  };
}

async function settled(known: ReadonlyMap<number, Entry>): Promise<KeptForecasts> {
  const forecasts = new Map<number, { fingerprint: string; forecast: LimitForecast }>();
  for (const [seriesId, { fingerprint, forecast }] of known) {
    // What could not be worked out was told to whoever asked; the others are kept.
    const worked = await forecast.catch(() => null);
    if (worked !== null) {
      forecasts.set(seriesId, { fingerprint, forecast: worked });
    }
  }
  return forecasts;
}

const quantile = z.number().nullable();
const windowsSchema = z.array(
  z.object({
    start: z.number(),
    from: z.number().nullable(),
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

/** Forecasts by series, each with the fingerprint of what it was made from. */
type KeptForecasts = ReadonlyMap<number, { readonly fingerprint: string; readonly forecast: LimitForecast }>;

/** What the last cycle kept; without what cannot be read, since it can always be worked out again. */
async function readKeptForecasts(kept: ReadStore['keptForecasts']): Promise<KeptForecasts> {
  return new Map(
    [...(await kept.all())].flatMap(([seriesId, { fingerprint, forecast }]) => {
      const parsed = forecastSchema.safeParse(forecast);
      return parsed.success ? [[seriesId, { fingerprint, forecast: parsed.data }] as const] : [];
    }),
  );
}
