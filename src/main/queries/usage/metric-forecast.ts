import type { LimitForecast } from '#shared/domain/forecast';
import { DAY, type Instant } from '#shared/domain/instant';
import { LIMIT_WINDOWS, type LimitWindow, type PlanChange } from '#shared/domain/plan';
import type { Sample, Series } from '#shared/domain/series';
import type { ReadParts } from '../read-parts';
import { forecasterOf } from './forecaster';
import type { LimitForecastQuestion } from './limit-forecast';

interface ForecastQuestion extends Omit<LimitForecastQuestion, 'series' | 'latest'> {
  /** Null: nothing was read, or no forecast is wanted. */
  readonly series: Series | null;
  readonly latest: Sample | null;
  /** True for a further limit of a metric, whose window may be another one than the plan's. */
  readonly isFurther?: boolean;
  /** Those of the series' connection: a new one asks for a new forecast. */
  readonly planChanges: readonly PlanChange[];
}

/**
 * The forecast of one series, from the cache while nothing changed: no limit is in it, so that an edited one forecasts
 * nothing anew.
 */
export async function readForecast(parts: ReadParts, question: ForecastQuestion): Promise<LimitForecast> {
  const { series, latest, window, period, behind, readAt, now } = question;
  if (series === null || latest === null) {
    return noForecast(now);
  }
  const fingerprint = [
    latest.time,
    latest.value,
    window,
    period?.start,
    behind?.counted,
    Math.floor(now / DAY),
    ...question.planChanges.map(({ t }) => t),
  ].join('|');
  return parts.forecasts.get(question.isFurther === true ? furtherId(series, window) : series.id, fingerprint, () =>
    forecasterOf(parts).limitForecast({ series, latest, window, period, behind, readAt, now }),
  );
}

/** Beside the series' own forecast in the cache; below zero, where no series is, so that it is not kept on disk. */
function furtherId({ id }: Series, window: LimitWindow): number {
  return -(id * LIMIT_WINDOWS.length + LIMIT_WINDOWS.indexOf(window) + 1);
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
    ahead: null,
    learning: null,
    reason: 'Nothing was read yet.',
  };
}
