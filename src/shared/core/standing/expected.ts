import { type Reach, reachOf } from '#shared/core/forecasting/reach';
import type { QuantityAhead } from '#shared/domain/forecast';
import { DAY, type Instant } from '#shared/domain/instant';
import type { ExpectedMoment, ReachProbability } from '#shared/domain/standing';

/** When a limit is reached next, how likely within which time, and when again. */
export interface Expectation {
  readonly expected: ExpectedMoment | null;
  readonly probability: ReachProbability | null;
  readonly again: ExpectedMoment | null;
}

export interface ExpectationInput {
  /** Null without a forecast. */
  readonly ahead: QuantityAhead | null;
  readonly limit: number;
  /** True while what is used is at the limit or beyond. */
  readonly isReached: boolean;
  readonly now: Instant;
  /** When the window in progress ends; null where nothing resets. */
  readonly resetsAt: Instant | null;
}

/**
 * Moments and probabilities of one distribution F(t) over the window in progress and those after it: the median lies at
 * most 30 days away exactly when the probability of 30 days is at least one half. While the limit is reached, 0 and 1
 * are all there is to say of this window, and `again` tells the next one.
 */
export function expectationOf({ ahead, limit, isReached, now, resetsAt }: ExpectationInput): Expectation {
  if (isReached) {
    const again = ahead === null || ahead.again === null ? null : reachOf({ windows: ahead.again, peak: 0 }, limit);
    return {
      expected: { q10: now, q50: now, q90: now },
      probability: { within7: 1, within14: 1, within30: 1, beforeReset: resetsAt === null ? null : 1 },
      again: again && momentsOf(again, now),
    };
  }
  if (ahead === null) {
    return { expected: null, probability: null, again: null };
  }
  const reach = reachOf(ahead, limit);
  return {
    expected: momentsOf(reach, now),
    probability: {
      within7: reach.by(now + 7 * DAY),
      within14: reach.by(now + 14 * DAY),
      within30: reach.by(now + 30 * DAY),
      beforeReset: resetsAt === null ? null : reach.by(resetsAt),
    },
    again: null,
  };
}

/** What should have been reached before `now`, by an older reading, is expected at any moment: now. */
function momentsOf(reach: Reach, now: Instant): ExpectedMoment {
  const at = (p: number) => {
    const moment = reach.quantile(p);
    return moment === null ? null : Math.max(now, moment);
  };
  return { q10: at(0.1), q50: at(0.5), q90: at(0.9) };
}
