import type { Catalog } from '#main/providers/catalog';
import type { Connection } from '#shared/domain/connection';
import type { LastAttempt } from '#shared/domain/cycle';
import type { CapabilityView } from '#shared/ipc/collection';

/** How each capability of `connection` was last asked; `attempts` may be those of all connections. */
export function capabilityViews(
  catalog: Pick<Catalog, 'capabilityTitle'>,
  connection: Pick<Connection, 'id' | 'provider'>,
  attempts: readonly LastAttempt[],
): readonly CapabilityView[] {
  return attempts
    .filter(({ attempt }) => attempt.connectionId === connection.id)
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
