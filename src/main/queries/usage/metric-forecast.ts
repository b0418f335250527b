import type { LimitForecast } from '#shared/domain/forecast';
import { DAY, type Instant } from '#shared/domain/instant';
import type { PlanChange } from '#shared/domain/plan';
import type { Sample, Series } from '#shared/domain/series';
import type { ReadParts } from '../read-parts';
import { forecasterOf } from './forecaster';
import type { LimitForecastQuestion } from './limit-forecast';

interface ForecastQuestion extends Omit<LimitForecastQuestion, 'series' | 'latest'> {
  /** Null: nothing was read, or no forecast is wanted. */
  readonly series: Series | null;
  readonly latest: Sample | null;
  /** Those of the series' connection: a new one asks for a new forecast. */
  readonly planChanges: readonly PlanChange[];
}

/** The forecast of one series against its limit, from the cache while nothing changed. */
export async function readForecast(parts: ReadParts, question: ForecastQuestion): Promise<LimitForecast> {
  const { series, latest, limit, window, period, now } = question;
  if (series === null || latest === null) {
    return noForecast(now);
  }
  const fingerprint = [
    latest.time,
    latest.value,
    limit,
    window,
    period?.start,
    Math.floor(now / DAY),
    ...question.planChanges.map(({ t }) => t),
  ].join('|');
  return parts.forecasts.get(series.id, fingerprint, () =>
    forecasterOf(parts).limitForecast({ series, latest, limit, window, period, now }),
  );
}

function noForecast(now: Instant): LimitForecast {
  return {
    state: 'no-data',
    asOf: now,
    growthPerDay: null,
    growthInterval: null,
    daysToLimit: null,
    probability: null,
    path: [],
    atReset: null,
    window: null,
    reason: 'Nothing was read yet.',
  };
}
