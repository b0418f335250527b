import { readSettings } from '#main/queries/home/settings';
import type { Observation } from '#shared/core/alerts/alert-transition';
import {
  isWithoutNetwork,
  observeNetwork,
  observeStale,
  observeToken,
  type Source,
} from '#shared/core/alerts/source-conditions';
import type { AlertRules } from '#shared/domain/alert-rule';
import { isPaused } from '#shared/domain/connection';
import type { LastAttempt } from '#shared/domain/cycle';
import type { DecisionParts } from './decision-parts';

/** What is seen of the sources themselves: whether they answer, and whether their tokens are good. */
export async function observeSources(
  { store, clock, catalog }: DecisionParts,
  rules: AlertRules,
  attempts: readonly LastAttempt[],
): Promise<readonly Observation[]> {
  const now = clock.now();
  const [connections, { intervalMinutes }] = await Promise.all([store.connections.list(), readSettings(store)]);
  const sources: readonly Source[] = connections.map((connection) => ({
    ...{ connectionId: connection.id, title: connection.title },
    ...{ createdAt: connection.createdAt, expiresAt: connection.expiresAt, isPaused: isPaused(connection) },
    titleOf: (capability) => catalog.capabilityTitle(connection.provider, capability),
    attempts: attempts.filter(
      ({ attempt }) => attempt.connectionId === connection.id && attempt.capability !== 'status-page',
    ),
  }));
  if (sources.length === 0) {
    return [];
  }
  const isOff = isWithoutNetwork(sources);
  return [
    observeNetwork(sources, isOff),
    ...sources.flatMap((source) => [
      observeStale(source, rules, { now, intervalMinutes, isOff }),
      observeToken(source, rules, now),
    ]),
  ];
}
