import type { ForecastModel } from '#main/forecast-model/forecast-model';
import { forecastOrigins, HISTORY_DAYS, LONGEST_GAP_DAYS } from '#main/queries/record/day-forecasts';
import { finalFrom } from '#main/queries/record/day-outcomes';
import { readContest } from '#main/queries/record/model-record';
import { dayKind, readDayHistory, type SeriesDay } from '#main/queries/usage/day-history';
import type { ModelDay } from '#main/store/learned';
import { addDays, dayOf, daySpanOf, dayStart } from '#shared/core/calendar/calendar';
import { stepFrom } from '#shared/core/forecasting/user-model';
import { DAY, type Instant } from '#shared/domain/instant';
import type { Series } from '#shared/domain/series';
import type { ActionParts } from './decision-parts';

/** Days of the model's record that are kept: what counts is how it does of late. */
const KEPT_DAYS = 120;
/** Questions in one cycle: a program may take a second for each, and the next cycle goes on. */
const MOST_QUESTIONS = 120;
/** A model that fails so often in a row is not asked again before the next cycle. */
const MOST_FAILURES = 3;
/** A day without a reading for this long counts as never measured. */
const GIVE_UP_AFTER = 30 * DAY;

/**
 * Lets a model that the user brings forecast the same days as ours, each from nothing but what lay before it, and writes
 * what came beside them. Where its lead over ours begins or ends, the forecasts are made anew. Answers how many questions it answered.
 * Without a model nothing is done. Once `signal` aborts it ends with the question at hand.
 */
export async function recordModel(
  parts: Pick<ActionParts, 'store' | 'clock' | 'forecasts' | 'model'>,
  signal?: AbortSignal,
): Promise<number> {
  const { model, store } = parts;
  if (model === undefined || model === null) {
    return 0;
  }
  const asked = { questions: 0, answers: 0, failures: 0 };
  let changed = false;
  for (const series of await store.samples.listSeries()) {
    if (series.projectId === null && signal?.aborted !== true) {
      const before = await readContest(parts, series);
      await recordSeries(parts, model, series, asked, signal);
      const after = await readContest(parts, series);
      changed ||= before?.leads !== after?.leads;
    }
  }
  if (changed) {
    parts.forecasts.forget();
  }
  return asked.answers;
}

interface Asked {
  questions: number;
  answers: number;
  /** In a row. */
  failures: number;
}

async function recordSeries(
  { store, clock }: Pick<ActionParts, 'store' | 'clock'>,
  model: ForecastModel,
  series: Series,
  asked: Asked,
  signal: AbortSignal | undefined,
): Promise<void> {
  const now = clock.now();
  const kept = await store.modelForecasts.list(series.id, model.id);
  const origins = forecastOrigins(series, kept.at(-1)?.step.t ?? null, now);
  const oldest = Math.min(origins[0] ?? now, kept.find(isOpen)?.step.t ?? now);
  const days = await readDayHistory(store, series, { start: oldest - HISTORY_DAYS * DAY, end: now + 1 });
  const made: ModelDay[] = [...kept];
  for (const origin of origins) {
    if (asked.questions >= MOST_QUESTIONS || asked.failures >= MOST_FAILURES || signal?.aborted === true) {
      break;
    }
    const day = await forecastDay(model, series, days, origin, asked);
    if (day !== null) {
      made.push(day);
    }
  }
  const news = made.slice(-KEPT_DAYS).flatMap((day) => (isOpen(day) ? [outcomeOf(day, series, days, now)] : []));
  if (news.length > 0) {
    await store.modelForecasts.keep(series.id, model.id, news, now, KEPT_DAYS);
  }
}

async function forecastDay(
  model: ForecastModel,
  series: Series,
  days: readonly SeriesDay[],
  origin: Instant,
  asked: Asked,
): Promise<ModelDay | null> {
  const known = days.filter(({ t }) => t < origin && t >= origin - HISTORY_DAYS * DAY);
  const last = known.at(-1);
  const ahead = last === undefined ? 0 : Math.round((origin - last.t) / DAY);
  if (ahead < 1 || ahead > LONGEST_GAP_DAYS) {
    return null;
  }
  asked.questions += 1;
  const answer = await model.forecast(known, series.zone, ahead);
  const row = answer.ok ? answer.value[ahead - 1] : undefined;
  asked.failures = row === undefined ? asked.failures + 1 : 0;
  if (row === undefined) {
    return null;
  }
  asked.answers += 1;
  const least = dayKind(series.kind) === 'daily' ? row.map((value) => Math.max(0, value)) : row;
  const end = dayStart(addDays(dayOf(origin, series.zone), 1), series.zone);
  return { step: stepFrom(end, least), actual: null, over: false };
}

function isOpen({ actual, over }: ModelDay): boolean {
  return actual === null && !over;
}

function outcomeOf(day: ModelDay, series: Series, days: readonly SeriesDay[], now: Instant): ModelDay {
  const { t } = day.step;
  if (finalFrom(t, series.kind) > now) {
    return day;
  }
  const start = daySpanOf(t - 1, series.zone).start;
  const actual = days.find((one) => one.t === start)?.value ?? null;
  return { ...day, actual, over: actual === null && t + GIVE_UP_AFTER <= now };
}
