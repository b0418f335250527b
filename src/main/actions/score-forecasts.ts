import { finalFrom } from '#main/queries/record/forecast-record';
import { readDayHistory } from '#main/queries/usage/day-history';
import { daySpanOf } from '#shared/core/calendar/calendar';
import type { ForecastRecord } from '#shared/domain/forecast-record';
import { DAY, type Instant } from '#shared/domain/instant';
import type { Series } from '#shared/domain/series';
import type { ActionParts } from './decision-parts';

/** A day without a reading may still be filled in by a backfill; after this it counts as never measured. */
const GIVE_UP_AFTER = 30 * DAY;

/**
 * Writes what came true beside every forecast whose day has closed and whose data are final. Scoring
 * twice changes nothing. Answers how many were scored.
 */
export async function scoreForecasts(parts: Pick<ActionParts, 'store' | 'clock' | 'forecasts'>): Promise<number> {
  const { store, clock } = parts;
  const now = clock.now();
  const due = await store.forecasts.due(now);
  if (due.length === 0) {
    return 0;
  }
  let scored = 0;
  for (const series of await store.samples.listSeries()) {
    const own = due.filter(({ seriesId }) => seriesId === series.id);
    const outcomes = await outcomesOf(parts, series, own, now);
    if (outcomes.length > 0) {
      await store.forecasts.score(outcomes, now);
    }
    scored += outcomes.length;
  }
  if (scored > 0) {
    parts.forecasts.forget();
  }
  return scored;
}

async function outcomesOf(
  parts: Pick<ActionParts, 'store'>,
  series: Series,
  records: readonly ForecastRecord[],
  now: Instant,
): Promise<readonly { readonly id: number; readonly actual: number | null }[]> {
  const final = records.filter(({ step }) => finalFrom(step.t, series.kind) <= now);
  const first = final[0];
  if (first === undefined) {
    return [];
  }
  // The day before the first one as well: a running total needs it.
  const days = await readDayHistory(parts.store, series, { start: first.madeAt - 3 * DAY, end: now + 1 });
  const byDay = new Map(days.map(({ t, value }) => [t, value]));
  return final.flatMap(({ id, step }) => {
    const actual = byDay.get(daySpanOf(step.t - 1, series.zone).start) ?? null;
    return actual === null && step.t + GIVE_UP_AFTER > now ? [] : [{ id, actual }];
  });
}
