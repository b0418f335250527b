import type { LimitOutlook, QuantityAhead, WindowAhead } from '#shared/domain/forecast';
import { DAY, type Instant } from '#shared/domain/instant';
import { firstReachedBy, probabilityAtLeast, reachedBy } from './first-passage';

/** One distribution of the moment at which a limit is reached next: all moments and probabilities are read from it. */
export interface Reach {
  /** Probability that it is reached at or before `t`. */
  by(t: Instant): number;
  /** The first whole second by which it is reached with probability `p`; null: later than what is looked at. */
  quantile(p: number): Instant | null;
}

/** A probability at a moment; between two moments it rises evenly. */
interface Knot {
  readonly t: Instant;
  readonly p: number;
}

/**
 * When a quantity reaches `limit`, over the window in progress and those after it, each from its own rows.
 *
 * What makes this window's total high makes the next one's high too, so of several windows the likeliest counts, and
 * not the chance that any of independent ones does.
 */
export function reachOf({ windows, peak }: Pick<QuantityAhead, 'windows' | 'peak'>, limit: number): Reach {
  const knots: Knot[] = [];
  let top = 0;
  for (const [index, window] of windows.entries()) {
    // How far peaks within a day stand above the rows is known of this window alone.
    const own = index === 0 ? limit - peak : limit;
    knots.push({ t: window.start, p: top });
    for (const { t, p } of window.from === null ? stepKnots(window, own) : evenKnots(window, window.from, own)) {
      top = Math.max(top, p);
      knots.push({ t, p: top });
    }
  }
  return reachAlong(knots);
}

/** Days from `now` and probabilities, all from the one distribution. `resetsAt`: null where nothing resets. */
export function outlookOf(reach: Reach, now: Instant, resetsAt: Instant | null): LimitOutlook {
  const daysAt = (p: number) => {
    const at = reach.quantile(p);
    return at === null ? null : Math.max(0, (at - now) / DAY);
  };
  return {
    daysToLimit: { q10: daysAt(0.1), q50: daysAt(0.5), q90: daysAt(0.9) },
    probability: {
      within7: reach.by(now + 7 * DAY),
      within14: reach.by(now + 14 * DAY),
      within30: reach.by(now + 30 * DAY),
      beforeReset: resetsAt === null ? null : reach.by(resetsAt),
    },
  };
}

/** Of a quantity of which nothing is known between two ends of steps. */
function stepKnots({ ends, highest, walk, falls }: WindowAhead, limit: number): readonly Knot[] {
  const passed =
    walk === null
      ? reachedBy(highest, limit, falls ? 'walk' : 'total')
      : firstReachedBy({ peaks: highest, steps: walk, walks: true }, limit);
  return passed.map((p, step) => ({ t: ends[step] as Instant, p }));
}

/** Parts of a step at which the probability is worked out for a quantity that grows within it. */
const PARTS = 8;

/**
 * Of a quantity that only grows, evenly within a step: a limit a little above a day's start is reached early in that day
 * and not, by half of the probability, at noon.
 */
function evenKnots({ start, ends, highest }: WindowAhead, from: number, limit: number): readonly Knot[] {
  let before: readonly number[] = (highest[0] ?? []).map(() => from);
  let begin = start;
  return highest.flatMap((row, step) => {
    const end = ends[step] as Instant;
    const knots = Array.from({ length: PARTS }, (_, index): Knot => {
      const share = (index + 1) / PARTS;
      const between = row.map(
        (value, level) => (before[level] as number) + (value - (before[level] as number)) * share,
      );
      return {
        t: index + 1 === PARTS ? end : Math.floor(begin + (end - begin) * share),
        p: probabilityAtLeast(between, limit),
      };
    });
    before = row;
    begin = end;
    return knots;
  });
}

function reachAlong(knots: readonly Knot[]): Reach {
  const by = (t: Instant): number => {
    // Of two knots at one moment, such as at a reset, the later one holds: it is never the lower.
    const at = knots.findLastIndex((knot) => knot.t <= t);
    const [before, after] = [knots[at], knots[at + 1]];
    if (before === undefined || after === undefined) {
      return before?.p ?? 0;
    }
    return before.p + ((after.p - before.p) * (t - before.t)) / (after.t - before.t);
  };
  return {
    by,
    quantile(p) {
      const at = knots.findIndex((knot) => knot.p >= p);
      const knot = knots[at];
      if (knot === undefined) {
        return null;
      }
      const before = knots[at - 1];
      if (before === undefined || before.p >= knot.p) {
        return knot.t;
      }
      let t = Math.ceil(before.t + ((p - before.p) / (knot.p - before.p)) * (knot.t - before.t));
      // The inverse of what `by` answers, to the second: neither of the two says more than the other.
      while (t < knot.t && by(t) < p) t += 1;
      while (t > before.t && by(t - 1) >= p) t -= 1;
      return t;
    },
  };
}
