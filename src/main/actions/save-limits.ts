import { isDeepStrictEqual } from 'node:util';
import type { CollectedFacts } from '#main/providers/monitor';
import { readAlertRules } from '#main/queries/alerts/alert-rules';
import { limitInForce, readOtherLimits, readToldLimits } from '#main/queries/standings/limits-in-force';
import { isOfPlan } from '#shared/core/usage/metric-status';
import type { AlertRules } from '#shared/domain/alert-rule';
import type { Connection } from '#shared/domain/connection';
import { type InfrastructureLimit, PLAN_LIMIT } from '#shared/domain/limit';
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
  const now = clock.now();
  const answers = told.flatMap(
    ({ service, metric, value, unit, window, atLimit, reason, projectId = '', limitId = PLAN_LIMIT }) =>
      value === null ? [] : [{ projectId, service, metric, limitId, value, unit, window, atLimit, place: reason }],
  );
  if (answers.length > 0) {
    await store.providerLimits.keep(connection.id, answers, now);
  }
  const [prices, all, known, others] = await Promise.all([
    parts.prices(),
    store.limits.list(connection.id),
    readToldLimits(store, connection.id),
    readOtherLimits(store, connection.id),
  ]);
  const standing = all.filter(isOfPlan);
  const definitions = parts.catalog.descriptor(connection.provider)?.metrics ?? [];
  const context = { prices, now, connection, standing, told: known };
  const { marks } = await readAlertRules(store);
  const limits = definitions.map((definition) => withMarks(limitInForce(context, definition), standing, marks));
  const changed = limits.filter((limit) => !standing.some((one) => isDeepStrictEqual(one, limit)));
  if (changed.length > 0) {
    await recordLimits(store, connection.id, standing, changed, now);
    await store.limits.save(changed);
  }
  const further = others
    .map((limit) => ({ ...limit, ...thresholdsOf(all, limit) }))
    .filter((limit) => !all.some((one) => isDeepStrictEqual(one, limit)));
  if (further.length > 0) {
    await store.limits.save(further);
  }
}

/** A limit that is new begins with the marks that the person chose for its service. */
function withMarks(
  limit: InfrastructureLimit,
  known: readonly InfrastructureLimit[],
  marks: AlertRules['marks'],
): InfrastructureLimit {
  const own = marks[limit.service];
  const isNew = known.every(({ service, metric }) => service !== limit.service || metric !== limit.metric);
  return own === undefined || !isNew ? limit : { ...limit, warningPercent: own.warning, criticalPercent: own.critical };
}

/** What a person chose of a limit stays, whatever its provider says of the figure. */
function thresholdsOf(all: readonly InfrastructureLimit[], limit: InfrastructureLimit) {
  const known = all.find(
    (one) =>
      one.service === limit.service &&
      one.metric === limit.metric &&
      one.projectId === limit.projectId &&
      one.limitId === limit.limitId,
  );
  const { warningPercent, criticalPercent, enabled } = known ?? limit;
  return { warningPercent, criticalPercent, enabled };
}
