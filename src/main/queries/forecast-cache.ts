import { breathe } from '#main/clock';
import { forecastAgainstLimit } from '#shared/core/forecasting/forecast-against-limit';
import type { ForecastInput } from '#shared/core/forecasting/forecast-input';
import type { LimitForecast } from '#shared/domain/forecast';

/** Answers a forecast again while neither its data nor its limit has changed. */
export interface ForecastCache {
  get(seriesId: number, fingerprint: string, input: () => Promise<ForecastInput>): Promise<LimitForecast>;
  /** Forgets all forecasts, as when their track record has changed. */
  forget(): void;
}

/** One forecast a series: a newer fingerprint replaces the older one. Two who ask at once share one answer. */
export function createForecastCache(): ForecastCache {
  const kept = new Map<number, { readonly fingerprint: string; readonly forecast: Promise<LimitForecast> }>();
  return {
    get(seriesId, fingerprint, input) {
      const known = kept.get(seriesId);
      if (known?.fingerprint === fingerprint) {
        return known.forecast;
      }
      const entry = { fingerprint, forecast: input().then(withBreath) };
      kept.set(seriesId, entry);
      // A failure is told to those who wait for it, and is not kept for the next one.
      entry.forecast.catch(() => {
        if (kept.get(seriesId) === entry) {
          kept.delete(seriesId);
        }
      });
      return entry.forecast;
    },
    forget() {
      kept.clear();
    },
  };
}

async function withBreath(input: ForecastInput): Promise<LimitForecast> {
  await breathe();
  return forecastAgainstLimit(input);
}
