import { DAY, type Instant } from '#shared/domain/instant';
import { STEPS, type Standing, type StandingStep } from '#shared/domain/standing';
import { classOf, type LimitClass } from './at-limit';

/** What the order looks at. */
export type Ordered = Pick<
  Standing,
  | 'key'
  | 'used'
  | 'limit'
  | 'percent'
  | 'severity'
  | 'atLimit'
  | 'enforcing'
  | 'reachedAt'
  | 'expected'
  | 'probability'
  | 'warningPercent'
>;

/** A limit is expected within so many days when it is at least as likely as not: the same as its median lying there. */
const LIKELY = 0.5;
/** Neighbours whose moments are nearer than this keep the order they had. */
const CLOSE = DAY / 2;

/**
 * How pressing a limit is by itself: reached or enforced now, as likely as not within 7 or 30 days, past a threshold
 * (by a warning of any cause), or none of these.
 */
export function stepOf(standing: Ordered): StandingStep {
  const { enforcing, percent, probability, severity, atLimit } = standing;
  if (atLimit === 'none') {
    return 'rest';
  }
  if (enforcing !== null || (percent !== null && percent >= 100)) {
    return 'now';
  }
  if (probability !== null && probability.within7 >= LIKELY) {
    return 'within-7';
  }
  if (probability !== null && probability.within30 >= LIKELY) {
    return 'within-30';
  }
  return severity === null || severity === 'calm' || severity === 'watch' ? 'rest' : 'past-threshold';
}

/** Behind all that presses, whatever happens there, and before what does not press. */
const PLACES = { billsPastThreshold: 4, notices: 5, rest: 6 } as const;

/**
 * The place of a limit in the order of all, as a number; the lower comes first. What only costs money stands one step
 * later than what stops, and past a threshold still before what does not press at all; mere notices come after both, so
 * that they lead only when nothing else presses.
 */
export function rankOf(standing: Ordered): number {
  const step = stepOf(standing);
  if (step === 'rest') {
    return PLACES.rest;
  }
  const place = STEPS.indexOf(step);
  switch (classOf(standing.atLimit)) {
    case 'bills':
      return step === 'past-threshold' ? PLACES.billsPastThreshold : place + 1;
    case 'informs':
      return PLACES.notices;
    default:
      return place;
  }
}

/**
 * All limits in the one order: by step, what stops before what bills, the nearer moment, the surer, the fuller, the
 * key. `previous`: keys as they stood before; neighbours of one kind whose moments are less than half a day apart keep
 * the order they had there, so that nothing swaps for a trembling forecast.
 */
export function inOrder<One extends Ordered>(standings: readonly One[], previous: readonly string[] = []): One[] {
  const sorted = [...standings].sort(compareStandings);
  const before = new Map(previous.map((key, at) => [key, at]));
  // Each swap takes one pair out of disorder with `previous`, so this ends.
  for (let swapped = true; swapped; ) {
    swapped = false;
    for (let at = 1; at < sorted.length; at += 1) {
      const [a, b] = [sorted[at - 1] as One, sorted[at] as One];
      const [placeA, placeB] = [before.get(a.key), before.get(b.key)];
      if (placeA !== undefined && placeB !== undefined && placeB < placeA && isClose(a, b)) {
        sorted[at - 1] = b;
        sorted[at] = a;
        swapped = true;
      }
    }
  }
  return sorted;
}

/** The order of two limits, without a memory of the last one. */
function compareStandings(a: Ordered, b: Ordered): number {
  return (
    rankOf(a) - rankOf(b) ||
    CLASSES.indexOf(kindOf(a)) - CLASSES.indexOf(kindOf(b)) ||
    ascending(momentOf(a), momentOf(b)) ||
    (b.probability?.within30 ?? -1) - (a.probability?.within30 ?? -1) ||
    (b.percent ?? -1) - (a.percent ?? -1) ||
    (a.key < b.key ? -1 : Number(a.key > b.key))
  );
}

const CLASSES: readonly (LimitClass | 'unknown')[] = ['stops', 'bills', 'informs', 'nothing', 'unknown'];

/** A limit of which nothing is known yet stands behind those of which something is. */
function kindOf({ percent, atLimit, enforcing }: Ordered): LimitClass | 'unknown' {
  return percent === null && enforcing === null ? 'unknown' : classOf(atLimit);
}

/** When it was reached, else when it is expected to be. */
function momentOf({ enforcing, reachedAt, expected }: Ordered): Instant | null {
  return enforcing?.since ?? reachedAt ?? expected?.q50 ?? null;
}

function ascending(a: Instant | null, b: Instant | null): number {
  if (a === null || b === null) {
    return Number(a === null) - Number(b === null);
  }
  return a - b;
}

/** What is reached never yields its place to what is not. */
function isClose(a: Ordered, b: Ordered): boolean {
  const [momentA, momentB] = [momentOf(a), momentOf(b)];
  return (
    momentA !== null &&
    momentB !== null &&
    kindOf(a) === kindOf(b) &&
    (stepOf(a) === 'now') === (stepOf(b) === 'now') &&
    Math.abs(momentA - momentB) < CLOSE
  );
}
