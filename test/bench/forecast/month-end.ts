import { calendarMonthOf } from '#shared/core/calendar/calendar';
import { forecastAgainstLimit } from '#shared/core/forecasting/forecast-against-limit';
import { median } from '#shared/core/forecasting/quantiles';
import { DAY, type Instant } from '#shared/domain/instant';
import { LONGEST_HISTORY } from './origins';
import type { BenchSeries } from './series';

const ASKED_ON = [3, 7, 14, 21] as const;

/** Mean relative error of the month's total, asked after so many whole days, for us and for "pace so far". */
export interface MonthEndScore {
  readonly day: number;
  readonly months: number;
  readonly error: number;
  readonly pace: number;
  /** The same as medians over all months. */
  readonly medianError: number;
  readonly medianPace: number;
  /** Each series' mean error over its mean error of "pace so far": the middle one of the series. */
  readonly middleSeries: number;
  /** Share of totals inside the 80 % interval. */
  readonly inside80: number;
}

/** Every calendar month of every series of daily amounts that has 60 days of history before it. */
export function monthEndScores(all: readonly BenchSeries[]): MonthEndScore[] {
  const daily = all.filter((series) => series.kind === 'daily');
  return ASKED_ON.map((day) => {
    const perSeries = daily.map((series) => askedOf(series, day)).filter((asked) => asked.length > 0);
    const known = perSeries.flat();
    const average = (pick: (one: Asked) => number) => meanOf(known, pick);
    return {
      day,
      months: known.length,
      error: average((one) => one.error),
      pace: average((one) => one.pace),
      medianError: median(known.map((one) => one.error)),
      medianPace: median(known.map((one) => one.pace)),
      middleSeries: median(
        perSeries.map((asked) => meanOf(asked, (one) => one.error) / meanOf(asked, (one) => one.pace)),
      ),
      inside80: average((one) => Number(one.inside80)),
    };
  });
}

interface Asked {
  readonly error: number;
  readonly pace: number;
  readonly inside80: boolean;
}

function askedOf(series: BenchSeries, day: number): Asked[] {
  return monthsOf(series)
    .map((start) => askOn(series, start, day))
    .filter((one) => one !== null);
}

function meanOf(asked: readonly Asked[], pick: (one: Asked) => number): number {
  return asked.reduce((sum, one) => sum + pick(one), 0) / asked.length;
}

function monthsOf(series: BenchSeries): Instant[] {
  const starts: Instant[] = [];
  const end = series.start + series.values.length * DAY;
  for (let month = calendarMonthOf(series.start + 60 * DAY, 'UTC'); month.end <= end; ) {
    if (month.start >= series.start + 60 * DAY) {
      starts.push(month.start);
    }
    month = calendarMonthOf(month.end, 'UTC');
  }
  return starts;
}

function askOn(series: BenchSeries, start: Instant, day: number): Asked | null {
  const period = calendarMonthOf(start, 'UTC');
  const from = (start - series.start) / DAY;
  const length = (period.end - period.start) / DAY;
  const month = series.values.subarray(from, from + length);
  if (month.some((value) => !Number.isFinite(value))) {
    return null;
  }
  const truth = sum(month);
  const history = series.values.subarray(Math.max(0, from + day - LONGEST_HISTORY.day), from + day);
  const now = start + day * DAY;
  const days = Array.from(history, (value, i) => ({ t: now - (history.length - i) * DAY, value }));
  const { atReset } = forecastAgainstLimit({
    kind: 'daily',
    points: days,
    zone: 'UTC',
    now,
    limit: null,
    window: { kind: 'period', period },
  });
  if (atReset === null || truth === 0) {
    return null;
  }
  return {
    error: Math.abs(atReset.q50 - truth) / truth,
    pace: Math.abs((sum(month.subarray(0, day)) * length) / day - truth) / truth,
    inside80: truth >= atReset.q10 && truth <= atReset.q90,
  };
}

function sum(values: Float64Array): number {
  return values.reduce((a, b) => a + b, 0);
}
