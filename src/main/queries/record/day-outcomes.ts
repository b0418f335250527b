import type { ReadStore } from '#main/store/read-store';
import { daySpanOf } from '#shared/core/calendar/calendar';
import { DAY, type Instant } from '#shared/domain/instant';
import type { SeriesKind } from '#shared/domain/metric';
import type { Series } from '#shared/domain/series';
import { readDayHistory } from '../usage/day-history';

/**
 * Days after which no provider revises a day's total any more: three, the longest that any of them states
 * (OpenAI's and Anthropic's usage, Postgres branches). A level is what it was.
 */
const SETTLED_AFTER_DAYS = 3;

/** From when on the outcome of a day that ends at `targetAt` is final. */
export function finalFrom(targetAt: Instant, kind: SeriesKind): Instant {
  return kind === 'gauge' ? targetAt : targetAt + SETTLED_AFTER_DAYS * DAY;
}

/** A day without a reading may still be filled in by a backfill; after this it counts as never measured. */
const GIVE_UP_AFTER = 30 * DAY;

export interface OutcomeQuestion {
  readonly series: Series;
  readonly now: Instant;
}

/** What came true of a forecast, in the unit of its series; null: the day has no reading, and never will. */
export interface DayOutcome {
  readonly id: number;
  readonly actual: number | null;
}

/** The outcomes of all forecasts of a series that have none yet, whose day has closed and whose data are final. */
export async function readDayOutcomes(
  store: Pick<ReadStore, 'forecasts' | 'samples'>,
  { series, now }: OutcomeQuestion,
): Promise<readonly DayOutcome[]> {
  const due = await store.forecasts.due(now, series.id);
  const final = due.filter(({ step }) => finalFrom(step.t, series.kind) <= now);
  const first = final[0];
  if (first === undefined) {
    return [];
  }
  // The day before the first one as well: a running total needs it.
  const days = await readDayHistory(store, series, { start: first.madeAt - 3 * DAY, end: now + 1 });
  const byDay = new Map(days.map(({ t, value }) => [t, value]));
  return final.flatMap(({ id, step }) => {
    const actual = byDay.get(daySpanOf(step.t - 1, series.zone).start) ?? null;
    return actual === null && step.t + GIVE_UP_AFTER > now ? [] : [{ id, actual }];
  });
}
