import { DAY, HOUR, type Instant } from '#shared/domain/instant';
import { formatDate, formatTime } from '#shared/format/date';
import { midnightBefore, midnightNear } from './local-midnight';

export interface TimeTick {
  readonly value: Instant;
  readonly label: string;
  readonly kind: 'plain' | 'now' | 'reach';
}

interface TickInput {
  readonly from: Instant;
  readonly to: Instant;
  /** Width of the plot in CSS pixels. */
  readonly width: number;
  readonly now: Instant;
  readonly reach: Instant | null;
  readonly zone?: string;
  /** Only the first day, now, and the day of reaching the limit. */
  readonly sparse?: boolean;
}

const STEPS = [HOUR, 2 * HOUR, 4 * HOUR, 6 * HOUR, 12 * HOUR, DAY, 2 * DAY, 4 * DAY, 7 * DAY, 14 * DAY, 28 * DAY];
/** Pixels that a label needs, with air. */
const ROOM = 58;

/**
 * Labels of a time axis: `Now` and the day of reaching the limit first, then as many even dates as fit
 * between them without touching. Values are epoch seconds inside the range.
 */
export function timeTicks(input: TickInput): readonly TimeTick[] {
  const { from, to, now, reach, zone } = input;
  const secondsPerPixel = (to - from) / Math.max(1, input.width);
  const room = ROOM * secondsPerPixel;
  const fixed: TimeTick[] = [];
  if (now >= from && now <= to) {
    fixed.push({ value: now, label: 'Now', kind: 'now' });
  }
  if (reach !== null && reach > from && reach <= to && Math.abs(reach - now) > room * 0.7) {
    fixed.push({ value: reach, label: formatDate(reach, zone), kind: 'reach' });
  }
  if (input.sparse) {
    const first: TimeTick = { value: from, label: formatDate(from, zone), kind: 'plain' };
    // The words of the first tick begin at it and those of the last end at it: the last one says nothing.
    const last: TimeTick = { value: to, label: '', kind: 'plain' };
    return fixed.every((tick) => tick.value - from > room) ? [first, ...fixed, last] : [...fixed, last];
  }
  const step = STEPS.find((candidate) => candidate >= room * 1.4) ?? 28 * DAY;
  const label = (t: Instant) => (step < DAY && !isMidnight(t, zone) ? formatTime(t, zone) : formatDate(t, zone));
  const even: TimeTick[] = [];
  for (let t = firstTick(from, step, zone); t <= to; t = nextTick(t, step, zone)) {
    const clear = fixed.every((tick) => Math.abs(tick.value - t) > room);
    if (clear && t - from > room * 0.2 && to - t > room * 0.2) {
      even.push({ value: t, label: label(t), kind: 'plain' });
    }
  }
  return [...even, ...fixed].sort((a, b) => a.value - b.value);
}

/** First moment at or after `from` that is a whole step from local midnight. */
function firstTick(from: Instant, step: number, zone: string | undefined): Instant {
  const midnight = midnightBefore(from, zone);
  const first = midnight + Math.ceil((from - midnight) / step) * step;
  return step < DAY ? first : midnightNear(first, zone);
}

/** A step of days ends at a midnight, also over the night in which the clocks change. */
function nextTick(t: Instant, step: number, zone: string | undefined): Instant {
  return step < DAY ? t + step : midnightNear(t + step, zone);
}

function isMidnight(t: Instant, zone: string | undefined): boolean {
  return formatTime(t, zone) === '00:00';
}
