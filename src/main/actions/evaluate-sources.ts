import { readSettings } from '#main/queries/home/settings';
import type { Observation } from '#shared/core/alerts/alert-transition';
import {
  isWithoutNetwork,
  observeNetwork,
  observeStale,
  observeToken,
  type Source,
} from '#shared/core/alerts/source-conditions';
import { rings } from '#shared/core/standing/at-limit';
import type { AlertRules } from '#shared/domain/alert-rule';
import { type Connection, isPaused } from '#shared/domain/connection';
import type { LastAttempt } from '#shared/domain/cycle';
import type { Instant } from '#shared/domain/instant';
import type { Standing } from '#shared/domain/standing';
import type { DecisionParts } from './decision-parts';

/** What is seen of the sources themselves: whether they answer, and whether their tokens are good. */
export async function observeSources(
  { store, clock, catalog }: DecisionParts,
  rules: AlertRules,
  attempts: readonly LastAttempt[],
  standings: readonly Standing[],
): Promise<readonly Observation[]> {
  const now = clock.now();
  const old = oldLimits(standings);
  const [connections, { intervalMinutes }] = await Promise.all([store.connections.list(), readSettings(store)]);
  const sources: readonly Source[] = connections.map((connection) => ({
    ...{ connectionId: connection.id, title: connection.title },
    ...{ createdAt: connection.createdAt, expiresAt: connection.expiresAt, isPaused: isPaused(connection) },
    untold: untoldOf(catalog, connection, attempts, old),
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

interface OldLimit {
  readonly standing: Standing;
  readonly since: Instant;
}

/** Limits whose reading is old; of few accounts, so that the others are passed by. */
function oldLimits(standings: readonly Standing[]): readonly OldLimit[] {
  return standings.flatMap((standing) =>
    standing.freshness.state === 'stale' && standing.limit !== null && rings(standing.atLimit)
      ? [{ standing, since: standing.freshness.since }]
      : [],
  );
}

/** Limits of an account that are in the good answers of what tells them no more; a store that sleeps tells nothing. */
function untoldOf(
  catalog: DecisionParts['catalog'],
  { id, provider }: Connection,
  attempts: readonly LastAttempt[],
  old: readonly OldLimit[],
): Source['untold'] {
  return old.flatMap(({ standing, since }) => {
    if (standing.scope.kind !== 'connection' || standing.scope.connectionId !== id) {
      return [];
    }
    const ids = catalog.feeding(provider, standing);
    const isAnswered = attempts.some(({ attempt, lastGoodAt }) => {
      const isGood = attempt.outcome === 'ok' && lastGoodAt !== null && lastGoodAt > since;
      return isGood && attempt.connectionId === id && ids.includes(attempt.capability);
    });
    return isAnswered ? [{ title: standing.title, since }] : [];
  });
}
