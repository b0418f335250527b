import { limitHistoryKey, type PastLimit, readPastLimits } from '#main/queries/standings/limit-history';
import type { Store } from '#main/store/store';
import { HOUR, type Instant } from '#shared/domain/instant';
import type { InfrastructureLimit } from '#shared/domain/limit';

/** A figure that stood for less than this was tried out or undone, and is not kept. */
const SHORTEST = HOUR;

/**
 * Keeps that limits of a connection are others from now on, so that the past can be held against what was
 * in force then. Where no figure was known before, there is nothing to keep.
 */
export async function recordLimits(
  store: Pick<Store, 'settings'>,
  connectionId: string,
  before: readonly InfrastructureLimit[],
  after: readonly InfrastructureLimit[],
  now: Instant,
): Promise<void> {
  const replaced = before.flatMap((old): PastLimit[] => {
    const next = after.find((one) => one.service === old.service && one.metric === old.metric);
    return next === undefined || old.value === null || next.value === old.value
      ? []
      : [{ service: old.service, metric: old.metric, value: old.value, unit: old.unit, until: now }];
  });
  if (replaced.length === 0) {
    return;
  }
  const known = await readPastLimits(store, connectionId);
  const kept = replaced.filter(({ service, metric }) =>
    known.every((one) => one.service !== service || one.metric !== metric || one.until <= now - SHORTEST),
  );
  if (kept.length > 0) {
    await store.settings.set(limitHistoryKey(connectionId), [...known, ...kept]);
  }
}
