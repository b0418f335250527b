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
