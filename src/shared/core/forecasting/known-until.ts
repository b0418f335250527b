import type { Instant } from '#shared/domain/instant';
import type { DayGrid } from './day-grid';
import type { ForecastInput, Point } from './forecast-input';

type Read = Pick<ForecastInput, 'kind' | 'now' | 'readAt' | 'lastIsPartial'>;

/**
 * The moment up to which amounts are known: what was used since the last reading is in none of them, however late it is
 * now. `points` ascending, at least one.
 */
export function knownUntil({ kind, now, readAt }: Read, points: readonly Point[]): Instant {
  const last = kind === 'daily' ? now : (points.at(-1) as Point).t;
  return Math.min(now, readAt ?? last);
}

/** True where the last day of `grid` has not been read to its end. Levels are as they were read. */
export function isLastDayOpen({ kind, lastIsPartial }: Read, grid: DayGrid, known: Instant): boolean {
  const isUnread = grid.end > known;
  return kind !== 'gauge' && (kind === 'daily' ? (lastIsPartial ?? isUnread) : isUnread);
}
