import { DAY, type Instant } from '#shared/domain/instant';
import type { HorizonEvent } from '#shared/ipc/overview';

/** Days that the line shows. */
export const HORIZON_DAYS = 30;
/** More than this are counted instead of shown. */
const EVENTS_AT_MOST = 5;
/** Average width of a character of a caption, in CSS pixels at 100 % text size. */
const CHARACTER = 6.1;
const LABEL_GAP = 14;

export interface PlacedEvent {
  readonly event: HorizonEvent;
  /** Shares of the line, 0 to 1. */
  readonly at: number;
  readonly from: number;
  readonly to: number;
  readonly lane: 'above' | 'below';
  /** Left edge of the words in CSS pixels. */
  readonly labelLeft: number;
}

export interface HorizonLayout {
  readonly placed: readonly PlacedEvent[];
  /** How many of the next 30 days are left out. */
  readonly hidden: number;
}

/**
 * Places what is ahead on a line of 30 days: the nearest five, words alternately above and below, moved to
 * the other side or to the right where they would touch. `width` is the line's in CSS pixels, `scale` the
 * text zoom (1 is 100 %).
 */
export function layOutHorizon(events: readonly HorizonEvent[], now: Instant, width: number, scale = 1): HorizonLayout {
  const end = now + HORIZON_DAYS * DAY;
  const ahead = events.filter((event) => event.at >= now && event.at <= end).sort((a, b) => a.at - b.at);
  const share = (t: Instant) => Math.min(1, Math.max(0, (t - now) / (end - now)));
  // "Today" stands below at the left, the last day above at the right.
  const ends = { above: 0, below: 44 * scale };
  let next: PlacedEvent['lane'] = 'above';
  const placed = ahead.slice(0, EVENTS_AT_MOST).map((event) => {
    const from = share(Math.max(now, event.from));
    const labelWidth = (event.title.length + event.detail.length + 1) * CHARACTER * scale;
    const last = width - labelWidth - (next === 'above' ? 52 * scale : 0);
    const wanted = Math.max(0, Math.min(from * width, last));
    const lane: PlacedEvent['lane'] = ends[next] <= wanted || ends[next] <= ends[other(next)] ? next : other(next);
    const labelLeft = Math.max(wanted, ends[lane]);
    ends[lane] = labelLeft + labelWidth + LABEL_GAP;
    next = other(lane);
    return { event, at: share(event.at), from, to: share(event.to), lane, labelLeft };
  });
  return { placed, hidden: ahead.length - placed.length };
}

function other(lane: PlacedEvent['lane']): PlacedEvent['lane'] {
  return lane === 'above' ? 'below' : 'above';
}
