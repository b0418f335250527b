import { dayStart, isDay, parseInstant } from '#shared/core/calendar/calendar';
import type { Instant } from '#shared/domain/instant';
import { cleanPoints } from './clean-points';
import type { Point } from './forecast-input';
import { stepsOf, type TimeSteps } from './time-steps';

/** A series read from text: equal steps, NaN for gaps. */
export interface TextSeries {
  readonly values: Float64Array;
  /** Where the values lie in time; the last value is at step 0. */
  readonly steps: TimeSteps;
  /** True when the times are whole days, so that answers are written as days too. */
  readonly days: boolean;
}

/** Either the series, or one sentence that says why there is none. */
export type TextReading = { readonly series: TextSeries } | { readonly refused: string };

/** With fewer values than this nothing can be told: three points fit any bend. */
const FEWEST_VALUES = 4;
/** What lies further back than this many steps plays no part in any forecast. */
const MOST_STEPS = 200_000;
/** A gap is long when it has more steps than this, and more than half of what follows it. */
const LEAST_LONG_GAP = 14;
const MOST_GAPS = 0.5;

/**
 * Reads a CSV text with the header `t,value`; other columns are passed over. Times are `YYYY-MM-DD` or
 * ISO 8601 with an offset (`Z` when none is given); lines may come in any order, of doubled times the last
 * stands, values that are no number (`NaN`, empty) are gaps.
 */
export function readSeriesText(text: string): TextReading {
  const lines = text.replace(/^\uFEFF/, '').split(/\r\n|\n|\r/);
  const top = lines.findIndex((line) => line.trim() !== '');
  const names = cellsOf(lines[top] ?? '').map((name) => name.toLowerCase());
  const [timeAt, valueAt] = [names.indexOf('t'), names.indexOf('value')];
  if (timeAt < 0 || valueAt < 0) {
    return { refused: 'The first line must be the header "t,value".' };
  }
  const points: Point[] = [];
  let wholeDays = true;
  for (let i = top + 1; i < lines.length; i += 1) {
    const line = lines[i] as string;
    if (line.trim() === '') {
      continue;
    }
    const cells = cellsOf(line);
    const fault = faultOf(line, cells.length, names.length);
    if (fault !== null) {
      return { refused: `Line ${i + 1}${fault}` };
    }
    const time = cells[timeAt] ?? '';
    const t = parseTime(time);
    if (t === null) {
      return { refused: `Line ${i + 1}: "${printable(time)}" is neither a day (YYYY-MM-DD) nor an ISO time.` };
    }
    wholeDays = wholeDays && isDay(time);
    const cell = cells[valueAt] ?? '';
    points.push({ t, value: cell === '' ? Number.NaN : Number(cell) });
  }
  return onSteps(points, wholeDays);
}

/** How a sentence that begins with the line's number goes on; null for a sound line. */
function faultOf(line: string, cells: number, headings: number): string | null {
  if ((line.match(/"/g)?.length ?? 0) % 2 === 1) {
    return ': a quote is opened and not closed.';
  }
  return cells > headings ? ` has ${cells} cells under ${headings} headings: a comma within a number?` : null;
}

function cellsOf(line: string): string[] {
  return line.split(',').map((part) =>
    part
      .trim()
      .replace(/^"(.*)"$/, '$1')
      .trim(),
  );
}

/** A file may hold anything; what is repeated from it must not steer a terminal. */
function printable(cell: string): string {
  return cell.slice(0, 40).replace(/\p{C}/gu, '?');
}

function parseTime(text: string): Instant | null {
  if (isDay(text)) {
    return dayStart(text, 'UTC');
  }
  return parseInstant(text) ?? parseInstant(`${text.replace(' ', 'T')}Z`);
}

function onSteps(given: readonly Point[], days: boolean): TextReading {
  const { points, dropped } = cleanPoints(given);
  if (points.length === 0) {
    return { refused: dropped > 0 ? 'No value is a usable number.' : 'There is no line below the header.' };
  }
  if (points.length < FEWEST_VALUES) {
    return { refused: `Too early to tell: ${points.length} of at least ${FEWEST_VALUES} values.` };
  }
  const { seconds } = stepsOf(points.map(({ t }) => t));
  const recent = sinceLongGap(points, seconds);
  if (recent.length < FEWEST_VALUES) {
    return {
      refused: `Too early to tell: ${recent.length} of at least ${FEWEST_VALUES} values since the last long gap.`,
    };
  }
  const steps = stepsOf(recent.map(({ t }) => t));
  const places = recent.map(({ t }) => steps.placeOf(t));
  const off = places.filter((place) => place === null).length;
  if (off > 0) {
    return { refused: `Mixed steps: ${off} of ${recent.length} times are off the step of ${steps.words}.` };
  }
  const length = Math.min(MOST_STEPS, 1 - (places[0] as number));
  const values = new Float64Array(length).fill(Number.NaN);
  recent.forEach(({ value }, i) => {
    const index = length - 1 + (places[i] as number);
    if (index >= 0) {
      values[index] = value;
    }
  });
  return { series: { values, steps, days } };
}

/** What comes before a gap that is longer than half of what follows it says little: it is left out. */
function sinceLongGap(points: readonly Point[], step: number): readonly Point[] {
  const last = (points.at(-1) as Point).t;
  for (let i = points.length - 1; i > 0; i -= 1) {
    const { t } = points[i] as Point;
    const gap = (t - (points[i - 1] as Point).t) / step - 1;
    const after = (last - t) / step + 1;
    if (gap > Math.max(LEAST_LONG_GAP, MOST_GAPS * after)) {
      return points.slice(i);
    }
  }
  return points;
}
