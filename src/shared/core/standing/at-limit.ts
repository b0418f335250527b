import type { AtLimit } from '#shared/domain/plan';
import type { StandingAtLimit } from '#shared/domain/standing';

/** What is known of a limit beside the word that its source has for it. */
export interface AtLimitFacts {
  /** The word of the price list, the provider's answer or the person. */
  readonly stored: AtLimit;
  /** True for credit that is included or paid ahead: once it is used up, use is charged. */
  readonly isCredit?: boolean;
}

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
 * `overage`. A credit that ends does no harm by itself, which lists call `none`: what follows is charged.
 */
export function standingAtLimit({ stored, isCredit = false }: AtLimitFacts): StandingAtLimit {
  return isCredit && stored === 'none' ? 'bill' : WORDS[stored];
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
