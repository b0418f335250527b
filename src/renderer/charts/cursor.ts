import { DAY, type Instant } from '#shared/domain/instant';

export interface CursorStep {
  readonly key: string;
  readonly shift: boolean;
}

/**
 * Where the chart's cursor goes: arrows a point, with Shift a day, Home and End the ends, D the next
 * of `events`, which rise. `index` is null while there is no cursor. Answers undefined for a key that is not the chart's.
 */
export function moveCursor(
  times: readonly Instant[],
  index: number | null,
  step: CursorStep,
  events: readonly Instant[],
): number | null | undefined {
  const last = times.length - 1;
  const here = index ?? last;
  const time = times[here] ?? 0;
  switch (step.key) {
    case 'ArrowLeft':
      return step.shift ? nearest(times, time - DAY) : Math.max(0, index === null ? last : here - 1);
    case 'ArrowRight':
      return step.shift ? nearest(times, time + DAY) : Math.min(last, index === null ? last : here + 1);
    case 'Home':
      return 0;
    case 'End':
      return last;
    case 'Escape':
      return null;
    case 'd':
    case 'D':
      return nextEvent(times, index, events);
    default:
      return undefined;
  }
}

/** The first event after the cursor, around again from the first. */
function nextEvent(times: readonly Instant[], index: number | null, events: readonly Instant[]): number | null {
  const time = index === null ? Number.NEGATIVE_INFINITY : (times[index] ?? 0);
  const next = events.find((at) => at > time) ?? events[0];
  return next === undefined ? index : firstAtOrAfter(times, next);
}

/** Index of the time nearest to `t`. `times` rise. */
export function nearest(times: readonly Instant[], t: Instant): number {
  const after = firstAtOrAfter(times, t);
  const before = Math.max(0, after - 1);
  return t - (times[before] ?? 0) < (times[after] ?? 0) - t ? before : after;
}

function firstAtOrAfter(times: readonly Instant[], t: Instant): number {
  let low = 0;
  let high = times.length - 1;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((times[middle] ?? 0) < t) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  return low;
}
