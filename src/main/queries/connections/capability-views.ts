import { type Catalog, STATUS_PAGE } from '#main/providers/catalog';
import type { Connection } from '#shared/domain/connection';
import type { CollectionAttempt, LastAttempt } from '#shared/domain/cycle';
import { HOUR, type Instant } from '#shared/domain/instant';
import type { CapabilityView } from '#shared/ipc/collection';

/**
 * True for what a status page said before the collection at `newest`, and some: it was not asked since, as when the
 * person no longer allows it, and what it said then is news of then.
 */
export function isOldNews({ capability, startedAt }: CollectionAttempt, newest: Instant): boolean {
  return capability === STATUS_PAGE && startedAt < newest - HOUR;
}

/** How each capability of `connection` was last asked; `attempts` may be those of all connections. */
export function capabilityViews(
  catalog: Pick<Catalog, 'capabilityTitle'>,
  connection: Pick<Connection, 'id' | 'provider'>,
  attempts: readonly LastAttempt[],
): readonly CapabilityView[] {
  const own = attempts.filter(({ attempt }) => attempt.connectionId === connection.id);
  const newest = Math.max(...own.map(({ attempt }) => attempt.startedAt));
  return own
    .filter(({ attempt }) => !isOldNews(attempt, newest))
    .map(({ attempt, lastGoodAt }) => ({
      id: attempt.capability,
      title: catalog.capabilityTitle(connection.provider, attempt.capability),
      outcome: attempt.outcome,
      message: attempt.message,
      action: attempt.action,
      at: attempt.startedAt,
      durationMs: attempt.durationMs,
      reading: attempt.reading ?? null,
      lastGoodAt,
      retryAt: attempt.retryAt,
    }));
}
