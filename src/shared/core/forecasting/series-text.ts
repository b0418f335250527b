import { dayStart, isDay, parseInstant } from '#shared/core/calendar/calendar';
import { DAY, type Instant } from '#shared/domain/instant';
import { cleanPoints } from './clean-points';
import type { Point } from './forecast-input';

/** A series read from text: equal steps, NaN for gaps. */
export interface TextSeries {
  readonly values: Float64Array;
  /** Seconds between two steps. */
  readonly step: number;
  /** Time of the last value. */
  readonly last: Instant;
  /** True when the times are whole days, so that answers are written as days too. */
  readonly days: boolean;
}

/** Either the series, or one sentence that says why there is none. */
export type TextReading = { readonly series: TextSeries } | { readonly refused: string };

/** A grid longer than this is a mistake in the times, not a series. */
const MOST_STEPS = 200_000;
/** A gap is long when it has more steps than this, and more than half of what follows it. */
const LEAST_LONG_GAP = 14;
const MOST_GAPS = 0.5;

/**
 * Reads a CSV text with the header `t,value`. Times are `YYYY-MM-DD` or ISO 8601 with an offset (`Z`
 * when none is given); lines may come in any order, of doubled times the last stands, values that are
 * no number (`NaN`, empty) are gaps. The step is the most common distance of neighbours.
 */
export function readSeriesText(text: string): TextReading {
  const lines = text.replace(/^\uFEFF/, '').split(/\r?\n/);
  const header = (lines[0] ?? '').trim().toLowerCase().replace(/["\s]/g, '');
  if (header !== 't,value') {
    return { refused: 'The first line must be the header "t,value".' };
  }
  const points: Point[] = [];
  let wholeDays = true;
  for (let i = 1; i < lines.length; i += 1) {
    const line = (lines[i] as string).trim();
    if (line === '') {
      continue;
    }
    const [time = '', cell = ''] = line.split(',').map((part) => part.trim().replace(/^"(.*)"$/, '$1'));
    const t = parseTime(time);
    if (t === null) {
      return { refused: `Line ${i + 1}: "${time.slice(0, 40)}" is neither a day (YYYY-MM-DD) nor an ISO time.` };
    }
    wholeDays = wholeDays && isDay(time);
    points.push({ t, value: cell === '' ? Number.NaN : Number(cell) });
  }
  return onGrid(points, wholeDays);
}

function parseTime(text: string): Instant | null {
  if (isDay(text)) {
    return dayStart(text, 'UTC');
  }
  return parseInstant(text) ?? parseInstant(`${text.replace(' ', 'T')}Z`);
}

function onGrid(given: readonly Point[], days: boolean): TextReading {
  const { points, dropped } = cleanPoints(given);
  if (points.length === 0) {
    return { refused: dropped > 0 ? 'No value is a usable number.' : 'There is no line below the header.' };
  }
  if (points.length < 3) {
    return { refused: `Too early to tell: ${points.length} of at least 3 values.` };
  }
  const step = commonStep(points);
  const first = (points[0] as Point).t;
  const last = (points.at(-1) as Point).t;
  const off = points.filter(({ t }) => (t - first) % step !== 0).length;
  if (off > 0) {
    return { refused: `Mixed steps: ${off} of ${points.length} times are off the step of ${inWords(step)}.` };
  }
  const length = (last - first) / step + 1;
  if (length > MOST_STEPS) {
    return { refused: `The times span ${length} steps of ${inWords(step)}: too far apart.` };
  }
  const values = new Float64Array(length).fill(Number.NaN);
  for (const { t, value } of points) {
    values[(t - first) / step] = value;
  }
  const recent = sinceLongGap(values);
  const known = recent.filter((value) => Number.isFinite(value)).length;
  if (known < 3) {
    return { refused: `Too early to tell: ${known} of at least 3 values since the last long gap.` };
  }
  return { series: { values: recent, step, last, days } };
}

/** What comes before a gap that is longer than half of what follows it says little: it is left out. */
function sinceLongGap(values: Float64Array): Float64Array {
  let known = values.length - 1;
  for (let i = values.length - 2; i >= 0; i -= 1) {
    if (!Number.isFinite(values[i])) {
      continue;
    }
    const gap = known - i - 1;
    const after = values.length - known;
    if (gap > Math.max(LEAST_LONG_GAP, MOST_GAPS * after)) {
      return values.slice(known);
    }
    known = i;
  }
  return values;
}

function commonStep(points: readonly Point[]): number {
  const counts = new Map<number, number>();
  for (let i = 1; i < points.length; i += 1) {
    const distance = (points[i] as Point).t - (points[i - 1] as Point).t;
    counts.set(distance, (counts.get(distance) ?? 0) + 1);
  }
  let best = DAY;
  let most = 0;
  for (const [distance, count] of counts) {
    if (count > most || (count === most && distance < best)) {
      best = distance;
      most = count;
    }
  }
  return best;
}

function inWords(step: number): string {
  const units: [number, string][] = [
    [DAY, 'day'],
    [3_600, 'hour'],
    [60, 'minute'],
    [1, 'second'],
  ];
  const [size, name] = units.find(([seconds]) => step % seconds === 0) as [number, string];
  return step === size ? `one ${name}` : `${step / size} ${name}s`;
}
