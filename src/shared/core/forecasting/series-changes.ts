import { DAY, type Instant } from '#shared/domain/instant';
import { changeMoments } from './change-points';
import { cleanPoints } from './clean-points';
import { gridOf } from './day-grid';
import type { ForecastInput } from './forecast-input';

/** A day from which on the series stood on another level. */
export interface SeriesChange {
  /** First moment of the first day on the new level. */
  readonly t: Instant;
  /** New level minus old level, in the unit of a level or of a day's total. */
  readonly change: number;
  /** The deployment or plan change of that day or its neighbours, the nearest one; null when there was none. */
  readonly event: Instant | null;
}

/** Level shifts of a series in its last 400 days, oldest first; the day in progress is left out. */
export function seriesChanges(
  input: Pick<ForecastInput, 'kind' | 'points' | 'zone' | 'now' | 'eventTimes'>,
): SeriesChange[] {
  const points = cleanPoints(input.points).points.filter((point) => point.t <= input.now);
  const grid = gridOf(input.kind, points, input.zone);
  const open = input.kind !== 'gauge' && grid.end > input.now;
  const values = open ? grid.values.subarray(0, -1) : grid.values;
  const end = open ? grid.end - DAY : grid.end;
  const events = input.eventTimes ?? [];
  // A split may fall a day beside its cause: what happens at noon shows in the next day's total.
  const nearby = events.flatMap((t) => [t - DAY, t, t + DAY]);
  return changeMoments(values, 7, end, DAY, nearby).map(({ t, change }) => ({ t, change, event: nearest(events, t) }));
}

function nearest(events: readonly Instant[], t: Instant): Instant | null {
  const middle = t + DAY / 2;
  const close = events.filter((event) => Math.abs(event - middle) <= 1.5 * DAY);
  return close.reduce<Instant | null>(
    (best, event) => (best === null || Math.abs(event - middle) < Math.abs(best - middle) ? event : best),
    null,
  );
}
