import type { LimitForecast } from '#shared/domain/forecast';
import type { DayForecast } from '#shared/domain/forecast-record';
import { type DayForecastQuestion, readDayForecasts } from '../record/day-forecasts';
import { type DayOutcome, type OutcomeQuestion, readDayOutcomes } from '../record/day-outcomes';
import { type ForecasterParts, type LimitForecastQuestion, workOutForecast } from './limit-forecast';

/**
 * Works out what takes long: forecasts, and what came of them. It only reads; what it answers is written by whoever
 * asked. Questions and answers are plain data, so that a thread of its own can do it (`worker/forecast-thread.ts`).
 */
export interface Forecaster {
  /** The forecast of one series against its limit. */
  limitForecast(question: LimitForecastQuestion): Promise<LimitForecast>;
  /** The days of one series that are not forecast yet, each from nothing but what lay before it. */
  dayForecasts(question: DayForecastQuestion): Promise<readonly DayForecast[]>;
  /** What came true of the days of one series that are over and final. */
  dayOutcomes(question: OutcomeQuestion): Promise<readonly DayOutcome[]>;
}

/** Works it out where it is asked. */
export function forecasterOver(parts: ForecasterParts): Forecaster {
  return {
    limitForecast: (question) => workOutForecast(parts, question),
    dayForecasts: (question) => readDayForecasts(parts.store, question),
    dayOutcomes: (question) => readDayOutcomes(parts.store, question),
  };
}

/** The one of the parts; without it, the parts' own store is read and the work is done here. */
export function forecasterOf(parts: ForecasterParts & { readonly forecaster?: Forecaster }): Forecaster {
  return parts.forecaster ?? forecasterOver(parts);
}
