import type { LimitForecast } from '#shared/domain/forecast';

/** One limit with its forecast, as the queue ranks it. */
export interface LimitCandidate {
  /** Stable identity, such as `connection/service/metric`; breaks ties. */
  readonly id: string;
  /** As a person reads it: `Redis storage`. */
  readonly title: string;
  readonly forecast: LimitForecast;
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
    const { within7, within30 } = probability;
    const within14 = probabilityWithin(14, forecast) ?? within7;
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

/**
 * Probability of reaching the limit within `days`, from what a forecast states: the known points are
 * joined by straight lines. Null without a forecast.
 */
export function probabilityWithin(days: number, forecast: LimitForecast): number | null {
  const { daysToLimit, probability } = forecast;
  if (daysToLimit === null || probability === null) {
    return null;
  }
  const points: [number, number][] = [
    [0, 0],
    [7, probability.within7],
    [30, probability.within30],
  ];
  for (const [p, at] of [
    [0.1, daysToLimit.q10],
    [0.5, daysToLimit.q50],
    [0.9, daysToLimit.q90],
  ] as const) {
    if (at !== null) {
      points.push([at, p]);
    }
  }
  points.sort((a, b) => a[0] - b[0] || a[1] - b[1]);
  const later = points.findIndex(([at]) => at > days);
  if (later === -1) {
    return (points.at(-1) as [number, number])[1];
  }
  const [fromDay, fromP] = points[later - 1] ?? [0, 0];
  const [toDay, toP] = points[later] as [number, number];
  return Math.max(fromP, fromP + ((toP - fromP) * (days - fromDay)) / (toDay - fromDay));
}
