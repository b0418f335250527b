import type { ReadStore } from '#main/store/read-store';
import { addDays, dayOf, dayStart } from '#shared/core/calendar/calendar';
import { forecastAgainstLimit } from '#shared/core/forecasting/forecast-against-limit';
import { hardBoundOf } from '#shared/core/forecasting/hard-bound';
import { scoreForecast, type TrackRecordScore } from '#shared/core/forecasting/track-record';
import { eventTimesOf } from '#shared/core/usage/connection-events';
import type { ForecastStep } from '#shared/domain/forecast';
import type { DayForecast } from '#shared/domain/forecast-record';
import { DAY, HOUR, type Instant } from '#shared/domain/instant';
import type { Series } from '#shared/domain/series';
import { readConnectionEvents } from '../usage/connection-events';
import { dayKind, readDayHistory, type SeriesDay } from '../usage/day-history';
import { finalFrom } from './day-outcomes';
import { readScores } from './forecast-scores';

/** Days that passed without a forecast, such as before the app was installed, are made up for this far back. */
const REPLAYED_DAYS = 60;
/** What a forecast looks back on; the engine cuts it further. */
export const HISTORY_DAYS = 400;
/** After a gap this long the next day is no longer "tomorrow". */
export const LONGEST_GAP_DAYS = 7;
/** Providers are late: before this much of a day has passed, the total of the day before may still be a part of it. */
const TOTALS_LATE = 6 * HOUR;
/** Digits of a kept quantile: far more than any reading has. */
const KEPT_DIGITS = 12;

/** Which days of a series are to be forecast. */
export interface DayForecastQuestion {
  readonly series: Series;
  /** End of the newest day that is forecast already; null: none is. */
  readonly lastTarget: Instant | null;
  readonly now: Instant;
  /** How many at most; what is left is for the next time. */
  readonly most: number;
}

/** The days of one series that are not forecast yet, in order, each from nothing but what lay before it. */
export async function readDayForecasts(
  store: ReadStore,
  { series, lastTarget, now, most }: DayForecastQuestion,
): Promise<readonly DayForecast[]> {
  const origins = forecastOrigins(series, lastTarget, now).slice(0, most);
  return origins.length === 0 ? [] : forecastsOf(store, series, origins, now);
}

/** First seconds of the days to forecast, oldest first; the last one is today, once yesterday is known. */
export function forecastOrigins(series: Series, lastTarget: Instant | null, now: Instant): readonly Instant[] {
  const today = dayOf(now, series.zone);
  const end = dayStart(today, series.zone);
  const earliest = Math.max(lastTarget ?? 0, end - REPLAYED_DAYS * DAY);
  const origins: Instant[] = [];
  for (let day = today, at = end; at >= earliest; day = addDays(day, -1), at = dayStart(day, series.zone)) {
    if (series.kind === 'gauge' || now - at >= TOTALS_LATE) {
      origins.unshift(at);
    }
  }
  return origins;
}

async function forecastsOf(
  store: ReadStore,
  series: Series,
  origins: readonly Instant[],
  now: Instant,
): Promise<readonly DayForecast[]> {
  const today = dayStart(dayOf(now, series.zone), series.zone);
  const range = { start: (origins[0] ?? today) - HISTORY_DAYS * DAY, end: today };
  const [days, events, past] = await Promise.all([
    readDayHistory(store, series, range),
    readConnectionEvents(store, series.connectionId, range),
    readScores(store, series.id),
  ]);
  const eventTimes = eventTimesOf(events);
  const truth = new Map(days.map(({ t, value }) => [t, value]));
  const scores: TrackRecordScore[] = [...past];
  const made: DayForecast[] = [];
  for (const origin of origins) {
    const step = nextDay(series, {
      days: days.filter(({ t }) => t < origin),
      origin,
      trackRecord: scores.filter(({ t }) => finalFrom(t, series.kind) <= origin),
      eventTimes: eventTimes.filter((t) => t < origin),
    });
    if (step === null) {
      continue;
    }
    const { id: seriesId, connectionId, service, metric } = series;
    made.push({ seriesId, connectionId, service, metric, madeAt: origin, step, replayed: origin !== today });
    const actual = truth.get(origin);
    const score = actual === undefined ? null : scoreForecast(step, actual);
    if (score !== null) {
      scores.push(score);
    }
  }
  return made;
}

interface Known {
  readonly days: readonly SeriesDay[];
  /** First second of the day to forecast. */
  readonly origin: Instant;
  readonly trackRecord: readonly TrackRecordScore[];
  readonly eventTimes: readonly Instant[];
}

/** The forecast of the day that begins at `origin`; null when the engine cannot tell yet. */
function nextDay(series: Series, { days, origin, trackRecord, eventTimes }: Known): ForecastStep | null {
  const last = days.at(-1);
  const ahead = last === undefined ? 0 : Math.round((origin - last.t) / DAY);
  if (ahead < 1 || ahead > LONGEST_GAP_DAYS) {
    return null;
  }
  const { path } = forecastAgainstLimit({
    kind: dayKind(series.kind),
    points: days,
    zone: series.zone,
    now: origin,
    limit: null,
    trackRecord,
    eventTimes,
    hardBound: hardBoundOf(series.unit, days),
    horizonDays: 1,
  });
  const step = path[ahead - 1];
  return step === undefined ? null : keptStep(step, dayStart(addDays(dayOf(origin, series.zone), 1), series.zone));
}

/**
 * Without the last digits: a constant series comes back from the engine's scale as 11.999999999999998,
 * and 12 would lie outside of a range that ends there.
 */
function keptStep({ q025, q10, q25, q50, q75, q90, q975 }: ForecastStep, t: Instant): ForecastStep {
  const [a, b, c, d, e, f, g] = [q025, q10, q25, q50, q75, q90, q975].map((value) =>
    Number(value.toPrecision(KEPT_DIGITS)),
  ) as [number, number, number, number, number, number, number];
  return { t, q025: a, q10: b, q25: c, q50: d, q75: e, q90: f, q975: g };
}
