import { DAY, type Instant, type Period } from '#shared/domain/instant';
import type { DayGrid } from './day-grid';
import type { Dependence } from './first-passage';
import type { CountingWindow } from './forecast-input';
import type { QuantileRow } from './quantiles';
import type { RegularForecast } from './regular-forecast';

/** The quantity that a limit is about, step by step, with what first passage must know of it. */
export interface HeldAgainstLimit {
  /** Where the first step begins: the last whole day's end, or the last reading. */
  readonly start: Instant;
  /** The quantity there, where it only grows from then on, evenly within a day; null for others. */
  readonly from: number | null;
  readonly times: readonly Instant[];
  readonly rows: readonly QuantileRow[];
  /** What first passage is read from: rows of the highest value so far, or the rows themselves. */
  readonly highest: readonly QuantileRow[];
  readonly dependence: Dependence;
  /** The rows of a level that walks, which first passage is read from as well; null for others. */
  readonly walk: readonly QuantileRow[] | null;
  /** Rows of the windows after this one, day by day from the start of each, for what begins anew; else empty. */
  readonly later: readonly (readonly QuantileRow[])[];
  /** How far peaks within a day stand above the rows. */
  readonly peak: number;
  /** Growth of the quantity per day: median and 80 % interval. */
  readonly growth: { readonly low: number; readonly middle: number; readonly high: number };
}

interface Parts {
  readonly window: CountingWindow;
  readonly grid: DayGrid;
  /** Amount so far of the day in progress; null when the grid ends with a whole day. */
  readonly open: number | null;
  /** Forecast of the days after the last whole one. */
  readonly regular: RegularForecast;
  /** End of each step. */
  readonly times: readonly Instant[];
  /** The moment up to which the amounts are known. */
  readonly until: Instant;
  readonly hardBound?: number;
  /** Days after the last step that are looked at too, where a window ends there. */
  readonly beyond: number;
  /** What the window has counted up to then as its provider tells it; default: what the days add up to. */
  readonly counted?: number;
}

const WEEK = 7;

/** Turns a forecast of days into a forecast of what the window counts. */
export function holdAgainst(parts: Parts): HeldAgainstLimit {
  const start = parts.open === null ? parts.grid.end : parts.grid.end - DAY;
  const held = quantityOf(parts, start);
  const bound = parts.hardBound;
  const bounded = (rows: readonly QuantileRow[]) =>
    bound === undefined ? rows : rows.map((row) => row.map((v) => Math.min(bound, v)));
  return {
    ...held,
    rows: bounded(held.rows),
    highest: bounded(held.highest),
    walk: held.walk === null ? null : bounded(held.walk),
    start: Math.max(start, Math.min(parts.until, start + DAY)),
    times: parts.times,
  };
}

function quantityOf(parts: Parts, start: Instant): Omit<HeldAgainstLimit, 'times' | 'start'> {
  const { window, grid, regular } = parts;
  const counted = wholeValues(parts);
  if (window.kind === 'level') {
    const last = lastKnown(counted);
    const far = Math.min(WEEK, regular.steps.length);
    const row = regular.steps[far - 1] as QuantileRow;
    return {
      rows: regular.steps,
      highest: regular.peaks,
      dependence: 'total',
      walk: regular.walks ? regular.steps : null,
      from: null,
      later: [],
      peak: grid.peak,
      growth: growthOf(row.map((v) => (v - last) / far)),
    };
  }
  if (window.kind === 'day') {
    const rows = regular.steps.map((row, h) => (h === 0 ? withOpenDay(row, parts) : row));
    const last = meanOf(counted.slice(-WEEK));
    const far = Math.min(WEEK, regular.steps.length);
    const total = regular.totals(far)[far - 1] as QuantileRow;
    const today = rows[0] as QuantileRow;
    const highest = regular.peaks.map((row, h) =>
      h === 0 ? today : row.map((v, i) => Math.max(v, today[i] as number)),
    );
    return {
      rows,
      highest,
      dependence: 'total',
      walk: null,
      from: null,
      // The highest of as many days, begun a day later.
      later: regular.peaks.length < 2 ? [] : [regular.peaks.slice(0, -1)],
      peak: 0,
      growth: growthOf(total.map((v) => (v / far - last) / far)),
    };
  }
  const days = regular.totals(regular.steps.length);
  const totals = withOpenDays(days, parts);
  const far = Math.min(WEEK, totals.length);
  const perDay = growthOf((days[far - 1] as QuantileRow).map((v) => v / far));
  if (window.kind === 'period') {
    const so =
      parts.counted === undefined ? sumFrom(counted, start, window.period.start) : toldBefore(parts, days, start);
    const least = parts.counted === undefined ? Number.NEGATIVE_INFINITY : Math.max(0, parts.counted);
    const rows = totals.map((row) => row.map((v) => Math.max(least, v + so)));
    return {
      rows,
      highest: rows,
      dependence: 'total',
      walk: null,
      from: so + (parts.open ?? 0),
      later: laterWindows(parts, window.period),
      peak: 0,
      growth: perDay,
    };
  }
  const rows = totals.map((row, h) => {
    const ahead = h + 1;
    if (ahead <= window.days) {
      const kept = sumOf(counted.slice(Math.max(0, counted.length - (window.days - ahead))));
      return row.map((v) => v + (window.days === ahead ? 0 : kept));
    }
    const gone = totals[h - window.days] as QuantileRow;
    const middle = gone[3] as number;
    return row.map((v) => Math.max(0, v - middle));
  });
  const before = sumOf(counted.slice(-window.days));
  const moved = rows[far - 1] as QuantileRow;
  const growth = growthOf(moved.map((v) => (v - before) / far));
  return { rows, highest: rows, dependence: 'walk', walk: null, from: null, later: [], peak: 0, growth };
}

/**
 * Totals of the windows after this one, each as long, as far as `beyond` days go. The middle is the total up to a day
 * without what comes before its window; the width is that of the whole total, by the square root of the share of its
 * days, as for errors that are independent: those that the days have in common would make it narrower.
 */
function laterWindows({ regular, beyond }: Parts, period: Period): QuantileRow[][] {
  if (beyond <= 0) {
    return [];
  }
  const steps = regular.steps.length;
  const length = Math.max(1, Math.round((period.end - period.start) / DAY));
  const totals = regular.totals(steps + beyond);
  const windows: QuantileRow[][] = [];
  for (let from = steps; from < totals.length; from += length) {
    const before = (totals[from - 1] as QuantileRow)[3] as number;
    windows.push(
      totals.slice(from, from + length).map((row, at) => {
        const middle = row[3] as number;
        const share = Math.sqrt((at + 1) / (from + at + 1));
        return row.map((v) => Math.max(0, middle - before + (v - middle) * share));
      }),
    );
  }
  return windows;
}

/** What a provider's running total had counted before the first step: without what the steps hold of the time since. */
function toldBefore({ counted = 0, open, until }: Parts, totals: readonly QuantileRow[], start: Instant): number {
  if (open !== null) {
    return counted - Math.max(0, open);
  }
  const since = Math.min(totals.length, Math.max(0, (until - start) / DAY));
  const whole = Math.floor(since);
  const middle = (steps: number) => (steps === 0 ? 0 : ((totals[steps - 1] as QuantileRow)[3] as number));
  const next = whole < totals.length ? middle(whole + 1) - middle(whole) : 0;
  return counted - middle(whole) - next * (since - whole);
}

/** The first day is part known: what is left of it shrinks with the time that is left. */
function withOpenDay(row: QuantileRow, parts: Parts): QuantileRow {
  if (parts.open === null) {
    return row;
  }
  const left = Math.min(1, Math.max(0, (parts.grid.end - parts.until) / DAY));
  const open = parts.open;
  return row.map((v) => open + Math.max(0, v) * left);
}

function withOpenDays(totals: readonly QuantileRow[], parts: Parts): readonly QuantileRow[] {
  if (parts.open === null) {
    return totals;
  }
  const day = totals[0] as QuantileRow;
  const first = withOpenDay(day, parts);
  const correction = (first[3] as number) - (day[3] as number);
  return totals.map((row, h) => (h === 0 ? first : row.map((v) => Math.max(parts.open ?? 0, v + correction))));
}

function wholeValues(parts: Parts): Float64Array {
  const { values } = parts.grid;
  return parts.open === null ? values : values.subarray(0, values.length - 1);
}

function sumFrom(values: Float64Array, end: Instant, from: Instant): number {
  const days = Math.max(0, Math.round((end - from) / DAY));
  return days === 0 ? 0 : sumOf(values.slice(-days));
}

/** A day without a reading counts as the mean of the known ones around it would: as the mean of the known. */
function sumOf(values: Float64Array): number {
  const known = values.filter((v) => Number.isFinite(v));
  return known.length === 0 ? 0 : (known.reduce((a, b) => a + b, 0) * values.length) / known.length;
}

function meanOf(values: Float64Array): number {
  return values.length === 0 ? 0 : sumOf(values) / values.length;
}

function lastKnown(values: Float64Array): number {
  return values.findLast((v) => Number.isFinite(v)) ?? 0;
}

function growthOf(row: QuantileRow) {
  return { low: row[1] as number, middle: row[3] as number, high: row[5] as number };
}
