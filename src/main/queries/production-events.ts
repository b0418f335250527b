import type { Store } from '#main/store/store';
import type { Instant, Period } from '#shared/domain/instant';
import { DAY } from '#shared/domain/instant';
import type { Deployment } from '#shared/domain/project';

/** When more days than this share carry a deployment, a deployment singles no day out. */
const MOST_DAYS = 0.25;
/** The share is taken over the days since the first known deployment, and at least over these. */
const FEWEST_DAYS = 28;

/**
 * Deployments that went live, oldest first. A connection that knows of none, such as a single Redis, is
 * served by whatever was deployed on the others.
 */
export async function readProductionDeployments(
  store: Pick<Store, 'facts'>,
  connectionId: string,
  range: Period,
): Promise<readonly Deployment[]> {
  const own = await store.facts.deployments(range, connectionId);
  const all = own.length > 0 ? own : await store.facts.deployments(range);
  return all
    .filter(({ target, state }) => target === 'production' && state === 'READY')
    .sort((a, b) => a.createdAt - b.createdAt);
}

/**
 * The moments at which a forecast looks for a new level: one a day with a deployment. Empty when there
 * are so many that every day would be one, since each lowers what the engine asks of a level shift.
 */
export function eventTimesOf(deployments: readonly Deployment[], range: Period): readonly Instant[] {
  const byDay = new Map<number, Instant>();
  for (const { createdAt } of deployments) {
    const day = Math.floor((createdAt - range.start) / DAY);
    if (!byDay.has(day)) {
      byDay.set(day, createdAt);
    }
  }
  const first = deployments[0]?.createdAt ?? range.end;
  const days = Math.max(FEWEST_DAYS, (range.end - first) / DAY);
  return byDay.size > MOST_DAYS * days ? [] : [...byDay.values()];
}
