import type { RecommendationView } from '#shared/ipc/recommendations';

export type Shelf = 'open' | 'done' | 'dismissed';

const SHELF: Readonly<Record<RecommendationView['status'], Shelf>> = {
  PENDING: 'open',
  REVIEWED: 'open',
  APPROVED: 'open',
  IMPLEMENTED: 'done',
  DISMISSED: 'dismissed',
  EXPIRED: 'dismissed',
};

/** Where a recommendation is kept. */
export function shelfOf(recommendation: Pick<RecommendationView, 'status'>): Shelf {
  return SHELF[recommendation.status];
}

/** What the list is narrowed to; empty: nothing. */
export interface Narrowing {
  readonly account: string;
  readonly priority: string;
}

export const NOT_NARROWED: Narrowing = { account: '', priority: '' };

/** Whether a recommendation is among what is asked for. */
export function isShown(
  { connectionId, priority }: Pick<RecommendationView, 'connectionId' | 'priority'>,
  narrowing: Narrowing,
): boolean {
  return (
    (narrowing.account === '' || narrowing.account === connectionId) &&
    (narrowing.priority === '' || narrowing.priority === priority)
  );
}

/** Accounts that have recommendations, by id, in the order of the list. */
export function accountsOf(
  items: readonly Pick<RecommendationView, 'connectionId' | 'account'>[],
): readonly { readonly id: string; readonly title: string }[] {
  return [...new Map(items.map(({ connectionId, account }) => [connectionId, account]))].map(([id, title]) => ({
    id,
    title,
  }));
}
