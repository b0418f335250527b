import { type BackTest, backTest } from '#shared/core/alerts/back-test';
import { type DrillAccount, type DrillResult, drill } from '#shared/core/alerts/drill';
import type { Incident } from '#shared/core/alerts/incident';
import type { MeterHistory } from '#shared/core/alerts/replay';
import type { AlertRules } from '#shared/domain/alert-rule';
import type { LimitForecast } from '#shared/domain/forecast';
import type { DayForecast } from '#shared/domain/forecast-record';
import type { Instant } from '#shared/domain/instant';
import { type DayForecastQuestion, readDayForecasts } from '../record/day-forecasts';
import { type DayOutcome, type OutcomeQuestion, readDayOutcomes } from '../record/day-outcomes';
import { type ForecasterParts, type LimitForecastQuestion, workOutForecast } from './limit-forecast';

/**
 * Works out what takes long: forecasts, what came of them, and replays of the past. It only reads; what it answers is written by whoever
 * asked. Questions and answers are plain data, so that a thread of its own can do it (`worker/forecast-thread.ts`).
 */
export interface Forecaster {
  /** The forecast of one series against its limit. */
  limitForecast(question: LimitForecastQuestion): Promise<LimitForecast>;
  /** The days of one series that are not forecast yet, each from nothing but what lay before it. */
  dayForecasts(question: DayForecastQuestion): Promise<readonly DayForecast[]>;
  /** What came true of the days of one series that are over and final. */
  dayOutcomes(question: OutcomeQuestion): Promise<readonly DayOutcome[]>;
  /** One incident, laid over the account's own weeks. */
  drill(question: { readonly account: DrillAccount; readonly incident: Incident }): Promise<DrillResult>;
  /** What rules would have given over the last weeks. */
  backTest(question: BackTestQuestion): Promise<BackTest>;
}

interface BackTestQuestion {
  readonly histories: readonly MeterHistory[];
  readonly rules: AlertRules;
  readonly now: Instant;
}

/** Works it out where it is asked. */
export function forecasterOver(parts: ForecasterParts): Forecaster {
  return {
    limitForecast: (question) => workOutForecast(parts, question),
    dayForecasts: (question) => readDayForecasts(parts.store, question),
    dayOutcomes: (question) => readDayOutcomes(parts.store, question),
    drill: async ({ account, incident }) => drill(account, incident),
    backTest: async ({ histories, rules, now }) => backTest(histories, rules, now),
  };
}

/** The one of the parts; without it, the parts' own store is read and the work is done here. */
export function forecasterOf(parts: ForecasterParts & { readonly forecaster?: Forecaster }): Forecaster {
  return parts.forecaster ?? forecasterOver(parts);
}
