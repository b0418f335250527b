import type { ReadStore } from '#main/store/read-store';
import type { LimitForecast } from '#shared/domain/forecast';
import { type KeptForecasts, readKeptForecasts } from './kept-forecasts';

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
 * answer. With `settings`, what was kept there is answered again: the action `keepForecasts` writes it.
 */
export function createForecastCache(settings?: Pick<ReadStore['settings'], 'get'>): ForecastCache {
  const known = new Map<number, Entry>();
  let kept: Promise<KeptForecasts> | null = null;
  let changed = false;

  const workOut = async (seriesId: number, fingerprint: string, answer: () => Promise<LimitForecast>) => {
    kept ??= settings === undefined ? Promise.resolve({}) : readKeptForecasts(settings);
    const before = (await kept)[seriesId];
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
      kept = Promise.resolve({});
      changed = true;
    },
    async takeOver() {
      if (settings === undefined) {
        return;
      }
      kept = readKeptForecasts(settings);
      for (const [id, { fingerprint, forecast }] of Object.entries(await kept)) {
        if (known.get(Number(id))?.fingerprint === fingerprint) {
          known.set(Number(id), { fingerprint, forecast: Promise.resolve(forecast) });
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
  const forecasts: KeptForecasts = {};
  for (const [seriesId, { fingerprint, forecast }] of known) {
    // What could not be worked out was told to whoever asked; the others are kept.
    const worked = await forecast.catch(() => null);
    if (worked !== null) {
      forecasts[String(seriesId)] = { fingerprint, forecast: worked };
    }
  }
  return forecasts;
}
