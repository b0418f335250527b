import type { QuantityAhead, WindowAhead } from '#shared/domain/forecast';
import { DAY, type Instant } from '#shared/domain/instant';
import type { CountingWindow } from './forecast-input';
import type { HeldAgainstLimit } from './windowed-quantity';

/** The longest time that a probability is stated for. */
const FARTHEST_ASKED = 30 * DAY;
/** A longer window than this, in days, is not looked through to the end of the next one. */
const LONGEST_NEXT = 62;

/** All windows that are looked at, `times` being the ends of the steps of all of them. */
export function aheadOf(window: CountingWindow, held: HeldAgainstLimit, times: readonly Instant[]): QuantityAhead {
  const current: WindowAhead = {
    start: held.start,
    from: held.from,
    ends: held.times,
    highest: held.highest,
    walk: held.walk,
    falls: held.dependence === 'walk',
  };
  let from = window.kind === 'day' ? 1 : held.times.length;
  const later = held.later.map((rows): WindowAhead => {
    const start = times[from - 1] as Instant;
    const ends = times.slice(from, from + rows.length);
    from += rows.length;
    // What begins anew begins at nothing.
    return { start, from: window.kind === 'period' ? 0 : null, ends, highest: rows, walk: null, falls: false };
  });
  return {
    // The rows of a daily limit go over all days already.
    windows: window.kind === 'day' ? [current] : [current, ...later],
    again: window.kind === 'day' || window.kind === 'period' ? later : null,
    peak: held.peak,
  };
}

/**
 * Days after this window that are looked at: those that lie within thirty days from now, to the end of the window that
 * they end in, and of the next one in any case. Of a longer window than two months only the days themselves.
 */
export function daysBeyond(window: CountingWindow, last: Instant, now: Instant): number {
  if (window.kind !== 'period') {
    return 0;
  }
  const left = Math.max(0, Math.ceil((now + FARTHEST_ASKED - last) / DAY));
  const length = Math.max(1, Math.round((window.period.end - window.period.start) / DAY));
  return length > LONGEST_NEXT ? left : Math.max(1, Math.ceil(left / length)) * length;
}
