import type { Store } from '#main/store/store';
import { HOUR, type Instant } from '#shared/domain/instant';
import { type InfrastructureLimit, PLAN_LIMIT } from '#shared/domain/limit';

/** A figure that stood for less than this was tried out or undone, and is not kept. */
const SHORTEST = HOUR;

/**
 * Keeps that limits of a connection are others from now on, so that the past can be held against what was
 * in force then. Where no figure was known before, there is nothing to keep.
 */
export async function recordLimits(
  store: Pick<Store, 'limitHistory'>,
  connectionId: string,
  before: readonly InfrastructureLimit[],
  after: readonly InfrastructureLimit[],
  now: Instant,
): Promise<void> {
  const replaced = before.flatMap(({ service, metric, value, unit }) => {
    const next = after.find((one) => one.service === service && one.metric === metric);
    return next === undefined || value === null || next.value === value
      ? []
      : [{ projectId: '', service, metric, limitId: PLAN_LIMIT, value, unit, until: now, learnedAt: now }];
  });
  if (replaced.length === 0) {
    return;
  }
  await store.limitHistory.append(connectionId, (known) =>
    replaced.filter(({ service, metric }) =>
      known.every((one) => one.service !== service || one.metric !== metric || one.until <= now - SHORTEST),
    ),
  );
}
