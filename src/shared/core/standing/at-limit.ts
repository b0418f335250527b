import type { AtLimit } from '#shared/domain/plan';
import type { StandingAtLimit } from '#shared/domain/standing';

const WORDS: Readonly<Record<AtLimit, StandingAtLimit>> = {
  hard: 'reject',
  pause: 'pause',
  throttle: 'throttle',
  overage: 'bill',
  inform: 'inform',
  none: 'none',
};

/**
 * What happens at a limit. Price lists, also imported ones, and rows of the store keep the older words `hard` and
 * `overage`.
 */
export function standingAtLimit(stored: AtLimit): StandingAtLimit {
  return WORDS[stored];
}

/** How a limit ranks by what happens there; within a step of the order the lower class comes first. */
export type LimitClass = 'stops' | 'bills' | 'informs' | 'nothing';

/** What a limit does, in the four ways that the order tells apart. */
export function classOf(atLimit: StandingAtLimit): LimitClass {
  switch (atLimit) {
    case 'bill':
      return 'bills';
    case 'inform':
      return 'informs';
    case 'none':
      return 'nothing';
    default:
      return 'stops';
  }
}

/** True where somebody wants to hear of the limit: everywhere but where nothing at all happens. */
export function rings(atLimit: StandingAtLimit): boolean {
  return atLimit !== 'none';
}
