import type { CollectedFacts } from '#main/providers/monitor';
import { limitInForce, readToldLimits, toldLimitsKey, withAnswers } from '#main/queries/standings/limits-in-force';
import type { Connection } from '#shared/domain/connection';
import type { DecisionParts } from './decision-parts';
import { recordLimits } from './record-limits';

/**
 * Works out the limit in force of every metric of a connection and keeps it. What the user set is
 * never overwritten: the user's figure and thresholds go in as the strongest claim and come out again.
 */
export async function saveLimits(
  parts: DecisionParts,
  connection: Connection,
  told: NonNullable<CollectedFacts['limits']>,
): Promise<void> {
  const { store, clock } = parts;
  const [prices, standing, known] = await Promise.all([
    parts.prices(),
    store.limits.list(connection.id),
    readToldLimits(store, connection.id),
  ]);
  const now = clock.now();
  const answers = withAnswers(known, told, now);
  if (told.length > 0) {
    await store.settings.set(toldLimitsKey(connection.id), answers);
  }
  const definitions = parts.catalog.descriptor(connection.provider)?.metrics ?? [];
  const context = { prices, now, connection, standing, told: answers };
  const limits = definitions.map((definition) => limitInForce(context, definition));
  const changed = limits.filter((limit) => !standing.some((one) => JSON.stringify(one) === JSON.stringify(limit)));
  if (changed.length > 0) {
    await recordLimits(store, connection.id, standing, changed, now);
    await store.limits.save(changed);
  }
}
