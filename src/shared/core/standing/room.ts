import { reachOf } from '#shared/core/forecasting/reach';
import type { QuantityForecast, WindowAhead } from '#shared/domain/forecast';
import { DAY, type Instant, type Period } from '#shared/domain/instant';
import type { Room } from '#shared/domain/standing';

export interface RoomQuestion {
  /** The larger limit, in the quantity's unit. */
  readonly limit: number;
  /** What is held against it now; null: unknown. */
  readonly used: number | null;
  readonly now: Instant;
}

type QuantityOutlook = Pick<QuantityForecast, 'ahead' | 'growthPerDay' | 'growthInterval' | 'window'>;

/** A rate of today says nothing of a time farther away than this. */
const FARTHEST = 3 * 365 * DAY;
const WEEK = 7;

/**
 * How long a larger limit would last: a level until it is full, an amount per period until the first period that would
 * pass it. Null without a forecast.
 *
 *     room(forecast: QuantityForecast, { limit, used, now }): Room | null
 *
 * As far as the forecast goes, the moments are those of its one distribution F(t). Beyond it a level goes on by its
 * growth a day and a rolling sum by the slope of its last week, each with its 80 % interval, up to three years. What
 * begins anew every period has no growth that could be drawn on: the share of a month that a day uses up is none.
 */
export function room(forecast: QuantityOutlook, { limit, used, now }: RoomQuestion): Room | null {
  const { ahead, window } = forecast;
  const last = ahead?.windows.at(-1);
  const end = last?.ends.at(-1);
  if (ahead === null || last === undefined || end === undefined) {
    return null;
  }
  const beginsAnew = ahead.again !== null;
  const isReached = used !== null && used >= limit;
  const reach = reachOf(ahead, limit);
  const at = (p: number, level: number): Instant | null => {
    if (isReached) {
      return now;
    }
    const beyond = beginsAnew ? null : onwards(forecast, last, limit - ahead.peak, level);
    const moment = reach.quantile(p) ?? beyond;
    return moment === null || moment > now + FARTHEST ? null : Math.max(now, moment);
  };
  // The highest values come first to the limit: the moment's 10th percentile is the value's 90th.
  const reached = { q10: at(0.1, 5), q50: at(0.5, 3), q90: at(0.9, 1) };
  return {
    reached,
    period: beginsAnew && reached.q50 !== null ? periodAt(reached.q50, ahead.windows, window) : null,
    until: beginsAnew ? end : now + FARTHEST,
  };
}

/** When the value at one quantile's level comes to `limit` after the last step; null where it does not rise. */
function onwards(
  { growthPerDay, growthInterval, window }: QuantityOutlook,
  { ends, highest }: WindowAhead,
  limit: number,
  level: number,
): Instant | null {
  const value = (step: number) => highest.at(step)?.[level] ?? 0;
  // A rolling sum grows today by what falls out of it as well: only its last days are all ahead.
  const ofLevel = level === 3 ? growthPerDay : (growthInterval?.[level < 3 ? 0 : 1] ?? null);
  const growth = window === null ? (ofLevel ?? 0) : (value(-1) - value(-1 - WEEK)) / WEEK;
  const end = ends.at(-1) ?? 0;
  return growth <= 0 ? null : Math.ceil(end + (Math.max(0, limit - value(-1)) / growth) * DAY);
}

/** The period, or of a daily limit the day, in which a moment lies. `current`: the period in progress; null: days. */
function periodAt(at: Instant, windows: readonly WindowAhead[], current: Period | null): Period | null {
  const periods = windows.flatMap(({ start, ends }, index): Period[] => {
    if (current === null) {
      return ends.map((end, step) => ({ start: ends[step - 1] ?? start, end }));
    }
    return [{ start: index === 0 ? current.start : start, end: ends.at(-1) ?? start }];
  });
  return periods.find(({ end }) => at <= end) ?? null;
}
