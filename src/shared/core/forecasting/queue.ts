import type { LimitForecast } from '#shared/domain/forecast';

/** One limit with its forecast, as the queue ranks it. */
export interface LimitCandidate {
  /** Stable identity, such as `connection/service/metric`; breaks ties. */
  readonly id: string;
  /** As a person reads it: `Redis storage`. */
  readonly title: string;
  readonly forecast: Pick<LimitForecast, 'daysToLimit'> & {
    readonly probability: Omit<NonNullable<LimitForecast['probability']>, 'beforeReset'> | null;
  };
}

/** A place in the queue of limits. */
export interface QueuedLimit {
  readonly id: string;
  readonly title: string;
  /** Median days to the limit; null when it lies beyond the horizon or after the reset. */
  readonly days: number | null;
  /** Days at which the limit may be reached at the earliest (10th percentile): what warnings go by. */
  readonly earliest: number | null;
  readonly within7: number;
  readonly within14: number;
  readonly within30: number;
}

/** A limit is worth a word from this probability of being reached within 30 days on. */
export const WORTH_A_WORD = 0.1;

/**
 * All limits with a forecast, the binding one first: by median days, then by earliest days, then by
 * the probability within 30 days, then by id, so that the order depends on nothing else.
 */
export function limitQueue(candidates: readonly LimitCandidate[]): QueuedLimit[] {
  const queue = candidates.flatMap(({ id, title, forecast }): QueuedLimit[] => {
    const { daysToLimit, probability } = forecast;
    if (daysToLimit === null || probability === null) {
      return [];
    }
    const { within7, within14, within30 } = probability;
    return [{ id, title, days: daysToLimit.q50, earliest: daysToLimit.q10, within7, within14, within30 }];
  });
  return queue.sort(byUrgency);
}

function byUrgency(a: QueuedLimit, b: QueuedLimit): number {
  return (
    ascending(a.days, b.days) ||
    ascending(a.earliest, b.earliest) ||
    b.within30 - a.within30 ||
    (a.id < b.id ? -1 : Number(a.id > b.id))
  );
}

function ascending(a: number | null, b: number | null): number {
  if (a === null || b === null) {
    return Number(a === null) - Number(b === null);
  }
  return a - b;
}
