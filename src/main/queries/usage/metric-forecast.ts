import type { CountingWindow, ForecastInput, Point } from '#shared/core/forecasting/forecast-input';
import { daysForModel } from '#shared/core/forecasting/forecast-with-model';
import { hardBoundOf } from '#shared/core/forecasting/hard-bound';
import { eventTimesOf } from '#shared/core/usage/connection-events';
import { ROLLING_DAYS } from '#shared/core/usage/limit-window';
import type { LimitForecast } from '#shared/domain/forecast';
import { DAY, type Instant, type Period } from '#shared/domain/instant';
import type { LimitWindow, PlanChange } from '#shared/domain/plan';
import type { Sample, Series } from '#shared/domain/series';
import type { ReadParts } from '../read-parts';
import { readScores } from '../record/forecast-scores';
import { readContest } from '../record/model-record';
import { readConnectionEvents } from './connection-events';

/** What the engine looks back at: two months of a level, a bit over a year of day totals. */
const LEVEL_HISTORY_DAYS = 60;
const DAILY_HISTORY_DAYS = 400;
/** Points of a level: enough for the hourly seasonality of the last weeks. */
const LEVEL_POINTS = 1_500;

interface ForecastQuestion {
  /** Null: nothing was read, or no forecast is wanted. */
  readonly series: Series | null;
  readonly latest: Sample | null;
  readonly limit: number | null;
  readonly window: LimitWindow;
  readonly period: Period | null;
  /** Those of the series' connection: a new one asks for a new forecast. */
  readonly planChanges: readonly PlanChange[];
  readonly now: Instant;
}

/**
 * The forecast of one series against its limit, from the cache while nothing changed. Its intervals are
 * as wide as the series' own record asks for, and its trend begins anew at a deployment or plan change that shifted it.
 */
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
  return parts.forecasts.get(series.id, fingerprint, async () => {
    const range = { start: now - DAILY_HISTORY_DAYS * DAY, end: now + 1 };
    const [points, trackRecord, events] = await Promise.all([
      readPoints(parts, series, latest, now),
      readScores(parts.store, series.id),
      readConnectionEvents(parts.store, series.connectionId, range),
    ]);
    const counting = countingWindow(window, period, series);
    // Between two series the main thread is free: a window with 200 of them stays responsive.
    await parts.clock.sleep(0);
    const input: ForecastInput = {
      kind: series.kind,
      points,
      zone: series.zone,
      now,
      limit: limit === null ? null : { value: limit, window: counting },
      window: counting,
      trackRecord,
      hardBound: hardBoundOf(series.unit, points),
      eventTimes: eventTimesOf(events),
    };
    const model = await readModel(parts, series, input);
    return model === null ? input : { ...input, model };
  });
}

/** Days that a user's model is asked for: a billing period and the month after it. */
const MODEL_DAYS = 62;

/** What the user's model says where it leads on this series' own record; null where ours stands. */
async function readModel(parts: ReadParts, series: Series, input: ForecastInput) {
  const contest = await readContest(parts, series);
  if (contest?.leads !== true) {
    return null;
  }
  const days = daysForModel(input);
  const answer = await parts.model?.forecast(days, series.zone, MODEL_DAYS);
  return answer?.ok === true ? { rows: answer.value, reason: contest.sentence } : null;
}

async function readPoints(parts: ReadParts, series: Series, latest: Sample, now: Instant): Promise<readonly Point[]> {
  if (series.kind === 'daily') {
    const days = await parts.store.samples.days(series.id, { start: now - DAILY_HISTORY_DAYS * DAY, end: now + DAY });
    return days.map(({ t, value }) => ({ t, value }));
  }
  const range = await parts.store.samples.range(
    series.id,
    { start: now - LEVEL_HISTORY_DAYS * DAY, end: now + 1 },
    LEVEL_POINTS,
  );
  const points = range.points.filter((point) => point.t < latest.time).map(({ t, last }) => ({ t, value: last }));
  return [...points, { t: latest.time, value: latest.value }];
}

function countingWindow(window: LimitWindow, period: Period | null, series: Series): CountingWindow {
  if (period === null || series.kind === 'gauge') {
    return { kind: 'level' };
  }
  switch (window) {
    case 'day':
      return { kind: 'day' };
    case 'rolling-30-days':
      return { kind: 'rolling', days: ROLLING_DAYS };
    default:
      return { kind: 'period', period };
  }
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
