import { daySpanOf } from '#shared/core/calendar/calendar';
import { DAY, type Instant, type Zone } from '#shared/domain/instant';
import type { SeriesKind } from '#shared/domain/metric';
import type { Point } from './forecast-input';

/** One value a day, oldest first, NaN where nothing was measured. */
export interface DayGrid {
  readonly values: Float64Array;
  /** Moment that closes the last entry: end of its day for amounts, its reading for levels. */
  readonly end: Instant;
  /** Typical height of a day's peak above its readings at the grid's time of day; 0 for amounts. */
  readonly peak: number;
}

/** No forecast looks further back than this many days. */
export const LONGEST_HISTORY = 400;

/** A local day may start an hour late or early against its neighbours, when clocks change. */
const CLOCK_CHANGE = 2 / 24;

/** The grid that fits the kind of series; `points` ascending and finite. */
export function gridOf(kind: SeriesKind, points: readonly Point[], zone: Zone): DayGrid {
  if (kind === 'gauge') {
    return gridOfLevels(points);
  }
  return gridOfAmounts(kind === 'daily' ? points : amountsOfCounter(points, zone), zone);
}

/** Totals of whole days. `points` are ascending, each at the start of its day. */
export function gridOfAmounts(points: readonly Point[], zone: Zone): DayGrid {
  const last = points.at(-1);
  if (last === undefined) {
    return { values: new Float64Array(0), end: 0, peak: 0 };
  }
  const day = daySpanOf(last.t, zone);
  const back = (t: Instant) => -Math.floor((t - day.start) / DAY + CLOCK_CHANGE);
  const recent = points.filter((p) => back(p.t) < LONGEST_HISTORY);
  const length = back((recent[0] as Point).t) + 1;
  const values = new Float64Array(length).fill(Number.NaN);
  for (const point of recent) {
    values[length - 1 - back(point.t)] = point.value;
  }
  return { values, end: day.end, peak: 0 };
}

/**
 * Levels at the time of day of the last reading, so that a seasonality within the day plays no part;
 * between readings at most two days apart a straight line. Also measures how far a day's highest
 * reading typically stands above that line.
 */
export function gridOfLevels(points: readonly Point[]): DayGrid {
  const last = points.at(-1);
  if (last === undefined) {
    return { values: new Float64Array(0), end: 0, peak: 0 };
  }
  const oldest = last.t - (LONGEST_HISTORY - 1) * DAY;
  const recent = points.filter((p) => p.t >= oldest);
  const length = Math.floor((last.t - (recent[0] as Point).t) / DAY) + 1;
  const values = new Float64Array(length).fill(Number.NaN);
  const highest = new Float64Array(length).fill(Number.NEGATIVE_INFINITY);
  let next = 0;
  for (let k = 0; k < length; k += 1) {
    const at = last.t - (length - 1 - k) * DAY;
    while (next < recent.length - 1 && (recent[next] as Point).t < at) {
      highest[k] = Math.max(highest[k] as number, (recent[next] as Point).value);
      next += 1;
    }
    const right = recent[next] as Point;
    const left = recent[Math.max(0, next - 1)] as Point;
    if (right.t === at) {
      values[k] = right.value;
    } else if (right.t - left.t <= 2 * DAY) {
      values[k] = left.value + ((right.value - left.value) * (at - left.t)) / (right.t - left.t);
    }
  }
  const overshoots: number[] = [];
  for (let k = Math.max(1, length - 14); k < length; k += 1) {
    const rise = (highest[k] as number) - Math.max(values[k] as number, values[k - 1] as number);
    if (Number.isFinite(rise)) {
      overshoots.push(Math.max(0, rise));
    }
  }
  overshoots.sort((a, b) => a - b);
  return { values, end: last.t, peak: overshoots[Math.floor(overshoots.length / 2)] ?? 0 };
}

/**
 * Day totals of a counter, from its readings: what it grew by is spread evenly over the time between
 * two readings; after a fall it has restarted from zero, the rule of Prometheus' `increase`.
 */
export function amountsOfCounter(points: readonly Point[], zone: Zone): Point[] {
  const last = points.at(-1);
  if (last === undefined || points.length < 2) {
    return [];
  }
  const day = daySpanOf(last.t, zone);
  const first = points[0] as Point;
  const length = Math.min(LONGEST_HISTORY, Math.floor((day.end - 1 - first.t) / DAY) + 1);
  const sums = new Float64Array(length);
  for (let i = 1; i < points.length; i += 1) {
    const a = points[i - 1] as Point;
    const b = points[i] as Point;
    const grown = b.value >= a.value ? b.value - a.value : Math.max(0, b.value);
    for (let t = a.t; t < b.t; ) {
      const index = Math.floor((day.end - 1 - t) / DAY);
      const until = Math.min(b.t, day.end - index * DAY);
      if (index < length) {
        sums[length - 1 - index] = (sums[length - 1 - index] as number) + (grown * (until - t)) / (b.t - a.t);
      }
      t = until;
    }
  }
  return Array.from(sums, (value, i) => ({ t: day.end - (length - i) * DAY, value })).slice(
    first.t > day.end - length * DAY ? 1 : 0,
  );
}
