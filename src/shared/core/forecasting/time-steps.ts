import { anchorOfMonth, dayOf, monthNumber } from '#shared/core/calendar/calendar';
import { DAY, HOUR, type Instant, MINUTE } from '#shared/domain/instant';

/** The equal steps that the times of a series follow. */
export interface TimeSteps {
  /** Seconds of one step; the mean for months. */
  readonly seconds: number;
  /** As a person says it: `one day`, `5 minutes`, `3 months`. */
  readonly words: string;
  /** Steps from the last time to `t`, negative before it; null for a time that is off the steps. */
  readonly placeOf: (t: Instant) => number | null;
  /** The moment so many steps after the last time. */
  readonly at: (ahead: number) => Instant;
}

const MEAN_MONTH = 30.436_875 * DAY;
const SHORTEST_MONTH = 28 * DAY;

/**
 * The steps of ascending `times` (at least two): the most common distance of neighbours, or whole months
 * where every time is midnight (UTC) of the same day of its month, or of the last one. Days and weeks may
 * start an hour late or early, as they do when clocks change.
 */
export function stepsOf(times: readonly Instant[]): TimeSteps {
  const seconds = mostCommonDistance(times);
  return (seconds < SHORTEST_MONTH ? null : wholeMonths(times)) ?? equalStretches(times.at(-1) as Instant, seconds);
}

function equalStretches(last: Instant, seconds: number): TimeSteps {
  const tolerance = seconds % DAY === 0 ? HOUR : 0;
  return {
    seconds,
    words: inWords(seconds),
    placeOf: (t) => {
      const place = Math.round((t - last) / seconds);
      return Math.abs(last + place * seconds - t) <= tolerance ? place : null;
    },
    at: (ahead) => last + ahead * seconds,
  };
}

function wholeMonths(times: readonly Instant[]): TimeSteps | null {
  const anchorDay = Math.max(...times.map((t) => Number(dayOf(t, 'UTC').slice(-2))));
  const months = times.map(monthNumber);
  if (times.some((t, i) => anchorOfMonth(months[i] as number, anchorDay) !== t)) {
    return null;
  }
  const each = mostCommonDistance(months);
  const last = months.at(-1) as number;
  return {
    seconds: each * MEAN_MONTH,
    words: each === 1 ? 'one month' : `${each} months`,
    placeOf: (t) => {
      const away = monthNumber(t) - last;
      return away % each === 0 ? away / each : null;
    },
    at: (ahead) => anchorOfMonth(last + ahead * each, anchorDay),
  };
}

/** Of equally common ones the shortest. */
function mostCommonDistance(ascending: readonly number[]): number {
  const counts = new Map<number, number>();
  for (let i = 1; i < ascending.length; i += 1) {
    const distance = (ascending[i] as number) - (ascending[i - 1] as number);
    counts.set(distance, (counts.get(distance) ?? 0) + 1);
  }
  const [[best]] = [...counts].sort((a, b) => b[1] - a[1] || a[0] - b[0]) as [[number, number]];
  return best;
}

function inWords(seconds: number): string {
  const units: [number, string][] = [
    [DAY, 'day'],
    [HOUR, 'hour'],
    [MINUTE, 'minute'],
    [1, 'second'],
  ];
  const [size, name] = units.find(([size]) => seconds % size === 0) as [number, string];
  return seconds === size ? `one ${name}` : `${seconds / size} ${name}s`;
}
