import type { Period } from '#shared/domain/instant';
import type { Recommendation } from '#shared/domain/recommendation';
import type { PricedParts } from '../read-parts';
import { readStandings } from '../standings/read-standings';

/**
 * Whether the limit that a recommendation is about was not reached over a stretch that is past: it is below it now, and no alert of it
 * from then came to it. Null where it is about none, or where it is not read.
 */
export async function readLimitHeld(
  parts: PricedParts,
  { limit }: Pick<Recommendation, 'limit'>,
  { start, end }: Period,
): Promise<boolean | null> {
  if (limit === null) {
    return null;
  }
  const standing = (await readStandings(parts)).list.find(({ key }) => key === limit.standing);
  if (standing === undefined || standing.percent === null) {
    return null;
  }
  const alerts = await parts.store.alerts.list({ start, end });
  const { scope, service, metric, limitId } = standing;
  const connectionId = scope.kind === 'everything' ? null : scope.connectionId;
  const reached = alerts.some(
    (alert) =>
      alert.percent >= 100 &&
      alert.connectionId === connectionId &&
      alert.service === service &&
      alert.metric === metric &&
      alert.limitId === limitId,
  );
  return !reached && standing.percent < 100;
}
