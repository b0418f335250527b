import { breathe } from '#main/clock';
import type { ReadStore } from '#main/store/read-store';
import { forecastAgainstLimit } from '#shared/core/forecasting/forecast-against-limit';
import type { ForecastInput } from '#shared/core/forecasting/forecast-input';
import type { LimitForecast } from '#shared/domain/forecast';
import { type KeptForecasts, readKeptForecasts } from './kept-forecasts';

/** Answers a forecast again while neither its data nor its limit has changed. */
export interface ForecastCache {
  get(seriesId: number, fingerprint: string, input: () => Promise<ForecastInput>): Promise<LimitForecast>;
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

  const workOut = async (seriesId: number, fingerprint: string, input: () => Promise<ForecastInput>) => {
    kept ??= stored === undefined ? Promise.resolve(new Map()) : readKeptForecasts(stored);
    const before = (await kept).get(seriesId);
    if (before?.fingerprint === fingerprint) {
      return before.forecast;
    }
    changed = true;
    return withBreath(await input());
  };

  return {
    get(seriesId, fingerprint, input) {
      const last = known.get(seriesId);
      if (last?.fingerprint === fingerprint) {
        return last.forecast;
      }
      const entry = { fingerprint, forecast: workOut(seriesId, fingerprint, input) };
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
    forecasts.set(seriesId, { fingerprint, forecast: await forecast });
  }
  return forecasts;
}

async function withBreath(input: ForecastInput): Promise<LimitForecast> {
  await breathe();
  return forecastAgainstLimit(input);
}
