import type { ForecastModel } from '#main/forecast-model/forecast-model';
import type { ReadStore } from '#main/store/read-store';
import { forecastAgainstLimit } from '#shared/core/forecasting/forecast-against-limit';
import type { CountingWindow, ForecastInput, Point } from '#shared/core/forecasting/forecast-input';
import { daysForModel } from '#shared/core/forecasting/forecast-with-model';
import { hardBoundOf } from '#shared/core/forecasting/hard-bound';
import { eventTimesOf } from '#shared/core/usage/connection-events';
import { rollingDays, slides } from '#shared/core/usage/limit-window';
import type { LimitForecast } from '#shared/domain/forecast';
import { DAY, type Instant, type Period } from '#shared/domain/instant';
import type { LimitWindow } from '#shared/domain/plan';
import type { Sample, Series } from '#shared/domain/series';
import { readScores } from '../record/forecast-scores';
import { readContest } from '../record/model-record';
import { type AmountsBehind, readAmounts } from './amounts-behind';
import { readConnectionEvents } from './connection-events';

/** With fewer days behind it a running total tells as much by itself. */
const FEWEST_AMOUNTS = 4;
/** What the engine looks back at: two months of a level, a bit over a year of day totals. */
const LEVEL_HISTORY_DAYS = 60;
const DAILY_HISTORY_DAYS = 400;
/** Points of a level: enough for the hourly seasonality of the last weeks. */
const LEVEL_POINTS = 1_500;

/** One series, what was read of it last, and the window in which it is counted. */
export interface LimitForecastQuestion {
  readonly series: Series;
  readonly latest: Sample;
  readonly window: LimitWindow;
  readonly period: Period | null;
  /** For a running total with amounts by the day behind it. */
  readonly behind: AmountsBehind | null;
  /** Up to when its amounts are known; undefined: nobody says. */
  readonly readAt?: Instant | undefined;
  readonly now: Instant;
}

/** What forecasts are worked out from. */
export interface ForecasterParts {
  readonly store: ReadStore;
  /** A model that the user brings; used where it beat ours on the account's own record. */
  readonly model?: ForecastModel | null;
}

/**
 * The forecast of one series, with no limit in it. Its intervals are as wide as the series' own record asks for, and its
 * trend begins anew at a deployment or plan change that shifted it.
 */
export async function workOutForecast(parts: ForecasterParts, question: LimitForecastQuestion): Promise<LimitForecast> {
  return forecastAgainstLimit(await readForecastInput(parts, question));
}

/** What the engine is given for it. */
export async function readForecastInput(
  parts: ForecasterParts,
  { series, latest, window, period, behind, readAt, now }: LimitForecastQuestion,
): Promise<ForecastInput> {
  const range = { start: now - DAILY_HISTORY_DAYS * DAY, end: now + 1 };
  const counting = countingWindow(window, period, series);
  // What a provider tells of a stretch that slides is a level: it falls as well.
  const kind = series.kind === 'period' && counting.kind === 'level' ? 'gauge' : series.kind;
  const [points, trackRecord, events, amounts] = await Promise.all([
    readPoints(parts, series, latest, now),
    readScores(parts.store, series.id),
    readConnectionEvents(parts.store, series.connectionId, range),
    behind === null || counting.kind !== 'period' ? [] : readAmounts(parts.store, series, behind, now),
  ]);
  const input: ForecastInput = {
    kind,
    points,
    zone: series.zone,
    now,
    limit: null,
    ahead: true,
    window: counting,
    trackRecord,
    hardBound: hardBoundOf(series.unit, points),
    eventTimes: eventTimesOf(events),
    ...(readAt === undefined ? {} : { readAt }),
    ...(behind === null || amounts.length < FEWEST_AMOUNTS ? {} : fromAmounts(amounts, behind, series)),
  };
  const model = await readModel(parts, series, input);
  return model === null ? input : { ...input, model };
}

/** A running total goes on by the amounts behind it. Its record is of its own last days, and says nothing of those. */
function fromAmounts(
  points: readonly Point[],
  { series, counted }: AmountsBehind,
  running: Series,
): Partial<ForecastInput> {
  return { kind: 'daily', points, zone: (series ?? running).zone, counted, trackRecord: [] };
}

/** Days that a user's model is asked for: a billing period and the month after it. */
const MODEL_DAYS = 62;

/** What the user's model says where it leads on this series' own record; null where ours stands. */
async function readModel(parts: ForecasterParts, series: Series, input: ForecastInput) {
  const contest = await readContest(parts, series);
  if (contest?.leads !== true) {
    return null;
  }
  const days = daysForModel(input);
  const answer = await parts.model?.forecast(days, series.zone, MODEL_DAYS);
  return answer?.ok === true ? { rows: answer.value, reason: contest.sentence } : null;
}

async function readPoints(
  parts: ForecasterParts,
  series: Series,
  latest: Sample,
  now: Instant,
): Promise<readonly Point[]> {
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
  if (period === null || series.kind === 'gauge' || (series.kind === 'period' && slides(window))) {
    return { kind: 'level' };
  }
  switch (window) {
    case 'day':
      return { kind: 'day' };
    default: {
      const days = rollingDays(window);
      return days === null ? { kind: 'period', period } : { kind: 'rolling', days };
    }
  }
}
