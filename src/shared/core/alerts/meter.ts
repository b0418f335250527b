import { HOUR, type Instant } from '#shared/domain/instant';
import type { SeriesKind } from '#shared/domain/metric';
import type { Sample } from '#shared/domain/series';

/** Readings further apart than this say nothing of the hours between them. */
const LONGEST_GAP = 6 * HOUR;

/** What was used between readings, as it went on. Of what lies before the first reading nothing is known. */
export interface Meter {
  /** Moments of the readings, rising. */
  readonly times: readonly Instant[];
  /** What had been used at each since the first one; never falls. */
  readonly totals: readonly number[];
}

/**
 * A meter from readings, oldest first. What counts up and starts again (`counter`, `period`) is used from zero on after
 * a fall; of a level (`gauge`) only its growth counts; the meter of a `daily` series never falls.
 */
export function meterOf(kind: SeriesKind, readings: readonly Sample[]): Meter {
  const times: Instant[] = [];
  const totals: number[] = [];
  let total = 0;
  let before: number | null = null;
  for (const { time, value } of readings) {
    if (before !== null) {
      const grown = value - before;
      const restarted = kind === 'counter' || kind === 'period' ? value : 0;
      total += grown >= 0 ? grown : Math.max(0, restarted);
    }
    before = value;
    times.push(time);
    totals.push(total);
  }
  return { times, totals };
}

/**
 * What was used from `from` to `to`, spread evenly between readings. Null where readings do not cover it, or lie too far
 * apart to tell.
 */
export function usedBetween(meter: Meter, from: Instant, to: Instant): number | null {
  const [start, end] = [totalAt(meter, from), totalAt(meter, to)];
  return start === null || end === null ? null : end - start;
}

/** What had been used by `at` since the first reading; null where that cannot be told. */
export function totalAt({ times, totals }: Meter, at: Instant): number | null {
  const next = firstFrom(times, at);
  const after = times[next];
  if (after === undefined) {
    return null;
  }
  const total = totals[next] as number;
  if (after === at) {
    return total;
  }
  const before = times[next - 1];
  if (before === undefined || after - before > LONGEST_GAP) {
    return null;
  }
  const start = totals[next - 1] as number;
  return start + ((total - start) * (at - before)) / (after - before);
}

/** Index of the first time at or after `at`. */
function firstFrom(times: readonly Instant[], at: Instant): number {
  let [low, high] = [0, times.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((times[middle] as number) < at) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** What was used in each hour from `start` on; null where that cannot be told. */
export function hoursOf(meter: Meter, start: Instant, count: number): readonly (number | null)[] {
  return Array.from({ length: count }, (_, index) =>
    usedBetween(meter, start + index * HOUR, start + (index + 1) * HOUR),
  );
}
