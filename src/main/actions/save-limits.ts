import { isDeepStrictEqual } from 'node:util';
import type { CollectedFacts } from '#main/providers/monitor';
import { limitInForce, readToldLimits } from '#main/queries/standings/limits-in-force';
import type { Connection } from '#shared/domain/connection';
import { PLAN_LIMIT } from '#shared/domain/limit';
import type { DecisionParts } from './decision-parts';
import { recordLimits } from './record-limits';

/**
 * Works out the limit in force of every metric of a connection and keeps it. What the user set is
 * never overwritten: the user's figure and marks go in as the strongest claim and come out again.
 */
export async function saveLimits(
  parts: DecisionParts,
  connection: Connection,
  told: NonNullable<CollectedFacts['limits']>,
): Promise<void> {
  const { store, clock } = parts;
  const now = clock.now();
  const answers = told.flatMap(({ service, metric, value, unit, window, atLimit, reason }) =>
    value === null
      ? []
      : [{ projectId: '', service, metric, limitId: PLAN_LIMIT, value, unit, window, atLimit, place: reason }],
  );
  if (answers.length > 0) {
    await store.providerLimits.keep(connection.id, answers, now);
  }
  const [prices, standing, known] = await Promise.all([
    parts.prices(),
    store.limits.list(connection.id),
    readToldLimits(store, connection.id),
  ]);
  const definitions = parts.catalog.descriptor(connection.provider)?.metrics ?? [];
  const context = { prices, now, connection, standing, told: known };
  const limits = definitions.map((definition) => limitInForce(context, definition));
  const changed = limits.filter((limit) => !standing.some((one) => isDeepStrictEqual(one, limit)));
  if (changed.length > 0) {
    await recordLimits(store, connection.id, standing, changed, now);
    await store.limits.save(changed);
  }
}
