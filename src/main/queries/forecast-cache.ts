import { forecastAgainstLimit } from '#shared/core/forecasting/forecast-against-limit';
import type { ForecastInput } from '#shared/core/forecasting/forecast-input';
import type { LimitForecast } from '#shared/domain/forecast';

/** Answers a forecast again while neither its data nor its limit has changed. */
export interface ForecastCache {
  get(seriesId: number, fingerprint: string, input: () => Promise<ForecastInput>): Promise<LimitForecast>;
}

/** One forecast a series: a newer fingerprint replaces the older one. */
export function createForecastCache(): ForecastCache {
  const kept = new Map<number, { fingerprint: string; forecast: LimitForecast }>();
  return {
    async get(seriesId, fingerprint, input) {
      const known = kept.get(seriesId);
      if (known?.fingerprint === fingerprint) {
        return known.forecast;
      }
      const forecast = forecastAgainstLimit(await input());
      kept.set(seriesId, { fingerprint, forecast });
      return forecast;
    },
  };
}
