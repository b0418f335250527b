import { readAlertRules } from '#main/queries/alerts/alert-rules';
import type { AccountBills } from '#main/queries/bill/account-bills';
import type { ProjectUse } from '#shared/core/recommendations/facts';
import { DAY } from '#shared/domain/instant';

const LOOKS_BACK = 30 * DAY;

/** What each project of a platform costs, and how many requests it had in 30 days. */
export async function projectUses({ connection, context, bills }: AccountBills): Promise<readonly ProjectUse[]> {
  const { parts, now } = context;
  const [main] = bills;
  if (connection.provider !== 'vercel' || main === undefined) {
    return [];
  }
  const [projects, series, rules] = await Promise.all([
    parts.store.facts.projects(),
    parts.store.samples.listSeries(connection.id),
    readAlertRules(parts.store),
  ]);
  const requests = series.filter(
    ({ service, metric, projectId }) => service === 'VERCEL_EDGE' && metric === 'EDGE_REQUESTS' && projectId !== null,
  );
  const range = { start: now - LOOKS_BACK, end: now };
  const sums = await parts.store.samples.sums(requests.map(({ id }) => ({ seriesId: id, range })));
  return projects
    .filter(({ connectionId }) => connectionId === connection.id)
    .map(({ projectId, name }) => {
      const at = requests.findIndex((one) => one.projectId === projectId);
      const lines = main.bill.lines.filter(({ kind, project }) => kind === 'usage' && project === projectId);
      return {
        project: projectId,
        name,
        // Where some projects have requests, one without a series has none.
        requests: requests.length === 0 ? null : (sums[at]?.value ?? 0),
        cost: lines.reduce((sum, { amount }) => sum + (amount ?? 0), 0) / 1e6,
        expectsNone: rules.expectsNone.includes(`${connection.id}@${projectId}`),
      };
    });
}

/** Share of a month's requests that the cache answered; null where they are not told apart. */
export async function cacheHitRatio({ connection, context }: AccountBills): Promise<number | null> {
  const { parts, now } = context;
  const series = (await parts.store.samples.listSeries(connection.id)).filter(
    ({ service, projectId }) => service === 'VERCEL_EDGE' && projectId === null,
  );
  const find = (name: string) => series.find(({ metric }) => metric === name);
  const [hits, all] = [find('CACHED_REQUESTS'), find('EDGE_REQUESTS')];
  if (hits === undefined || all === undefined) {
    return null;
  }
  const range = { start: now - LOOKS_BACK, end: now };
  const [hit, whole] = await parts.store.samples.sums([
    { seriesId: hits.id, range },
    { seriesId: all.id, range },
  ]);
  return (whole?.value ?? 0) <= 0 || (hit?.value ?? 0) <= 0
    ? null
    : Math.min(1, (hit?.value ?? 0) / (whole?.value ?? 1));
}
