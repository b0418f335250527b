import { breathe } from '#main/clock';
import { finalFrom } from '#main/queries/record/forecast-record';
import { readScores } from '#main/queries/record/forecast-scores';
import { readConnectionEvents } from '#main/queries/usage/connection-events';
import { dayKind, readDayHistory, type SeriesDay } from '#main/queries/usage/day-history';
import { addDays, dayOf, dayStart } from '#shared/core/calendar/calendar';
import { forecastAgainstLimit } from '#shared/core/forecasting/forecast-against-limit';
import { hardBoundOf } from '#shared/core/forecasting/hard-bound';
import { scoreForecast, type TrackRecordScore } from '#shared/core/forecasting/track-record';
import { eventTimesOf } from '#shared/core/usage/connection-events';
import type { ForecastStep } from '#shared/domain/forecast';
import type { DayForecast } from '#shared/domain/forecast-record';
import { DAY, HOUR, type Instant } from '#shared/domain/instant';
import type { Series } from '#shared/domain/series';
import type { ActionParts } from './decision-parts';

/** Days that passed without a forecast, such as before the app was installed, are made up for this far back. */
const REPLAYED_DAYS = 60;
/** What a forecast looks back on; the engine cuts it further. */
export const HISTORY_DAYS = 400;
/** After a gap this long the next day is no longer "tomorrow". */
export const LONGEST_GAP_DAYS = 7;
/** Forecasts made in one cycle, so that a first cycle with much history does not take minutes; the next goes on. */
const MOST_AT_ONCE = 1_500;
/** Providers are late: before this much of a day has passed, the total of the day before may still be a part of it. */
const TOTALS_LATE = 6 * HOUR;
/** Digits of a kept quantile: far more than any reading has. */
const KEPT_DIGITS = 12;
/** The main thread is given back after so many milliseconds of work. */
const PATIENCE_MS = 12;

/**
 * Keeps one forecast of the day in progress for every series that stands for a whole account, made from
 * closed days only, so that it is the same whenever in the day it is made. Days that passed meanwhile
 * are replayed in order, each from nothing but what lay before it, and marked so. Answers how many are
 * new. Once `signal` aborts it ends with the series at hand; the next call goes on there.
 */
export async function recordForecasts(
  parts: Pick<ActionParts, 'store' | 'clock'>,
  signal?: AbortSignal,
): Promise<number> {
  const { store, clock } = parts;
  const [series, last] = await Promise.all([store.samples.listSeries(), store.forecasts.lastTargets()]);
  const pause = pauser(parts);
  let left = MOST_AT_ONCE;
  let kept = 0;
  for (const one of series.filter(({ projectId }) => projectId === null)) {
    const origins = forecastOrigins(one, last.get(one.id) ?? null, clock.now()).slice(0, left);
    if (origins.length > 0) {
      const forecasts = await forecastsOf(parts, one, origins, pause);
      kept += await store.forecasts.save(forecasts);
      await pause();
      left -= forecasts.length;
    }
    if (left <= 0 || signal?.aborted) {
      break;
    }
  }
  return kept;
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
  parts: Pick<ActionParts, 'store' | 'clock'>,
  series: Series,
  origins: readonly Instant[],
  pause: () => Promise<void>,
): Promise<readonly DayForecast[]> {
  const { store } = parts;
  const today = dayStart(dayOf(parts.clock.now(), series.zone), series.zone);
  const range = { start: (origins[0] ?? today) - HISTORY_DAYS * DAY, end: today };
  const [days, events, past] = await Promise.all([
    readDayHistory(store, series, range),
    readConnectionEvents(store, series.connectionId, range),
    readScores(store, series.id),
  ]);
  await pause();
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
    await pause();
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

/** Gives the main thread back when it was held for a while. */
function pauser({ clock }: Pick<ActionParts, 'clock'>): () => Promise<void> {
  let since = clock.monotonic();
  return async () => {
    if (clock.monotonic() - since > PATIENCE_MS) {
      await breathe();
      since = clock.monotonic();
    }
  };
}
