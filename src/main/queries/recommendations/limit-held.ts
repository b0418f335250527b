import type { Period } from '#shared/domain/instant';
import type { Recommendation } from '#shared/domain/recommendation';
import type { Standing } from '#shared/domain/standing';
import type { PricedParts } from '../read-parts';
import { readStandings } from '../standings/read-standings';

/**
 * Whether the limit that a recommendation is about was not reached over a stretch that is past: it is below it now, no step of an alert
 * of it from then came to it, and no reading of a level. Null where it is about none, or where it is not read.
 */
export async function readLimitHeld(
  parts: PricedParts,
  { limit }: Pick<Recommendation, 'limit'>,
  stretch: Period,
): Promise<boolean | null> {
  if (limit === null) {
    return null;
  }
  const standing = (await readStandings(parts)).list.find(({ key }) => key === limit.standing);
  if (standing === undefined || standing.percent === null) {
    return null;
  }
  const reached =
    (await wasRung(parts, standing, stretch)) ||
    (await highest(parts, standing, stretch)) >= (standing.limit ?? Infinity);
  return !reached && standing.percent < 100;
}

function connectionOf({ scope }: Standing): string | null {
  return scope.kind === 'everything' ? null : scope.connectionId;
}

/** Whether an alert told of the limit as reached. The alert itself has the percent that it was last looked at with. */
async function wasRung({ store }: PricedParts, standing: Standing, stretch: Period): Promise<boolean> {
  const { service, metric, limitId } = standing;
  const [alerts, events] = await Promise.all([store.alerts.list(stretch), store.alerts.events(stretch)]);
  const own = alerts.filter(
    (alert) =>
      alert.connectionId === connectionOf(standing) &&
      alert.service === service &&
      alert.metric === metric &&
      alert.limitId === limitId,
  );
  const told = events.filter(({ alertId }) => own.some(({ id }) => id === alertId));
  return [...own, ...told].some(({ percent }) => percent >= 100);
}

/** The highest reading of a level within the stretch; 0 for what is counted, and where nothing is read. */
async function highest({ store }: PricedParts, standing: Standing, stretch: Period): Promise<number> {
  const connectionId = connectionOf(standing);
  const { service, metric } = standing;
  const series = (connectionId === null ? [] : await store.samples.listSeries(connectionId)).find(
    (one) => one.kind === 'gauge' && one.service === service && one.metric === metric && one.projectId === null,
  );
  const { points } = series === undefined ? { points: [] } : await store.samples.range(series.id, stretch, POINTS);
  return points.reduce((most, { max }) => Math.max(most, max), 0);
}

/** Buckets that a stretch is read in; each tells its own highest. */
const POINTS = 120;
