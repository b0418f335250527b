import type { Store } from '#main/store/store';
import { DAY, type Instant, type Period } from '#shared/domain/instant';
import type { Deployment } from '#shared/domain/project';
import { type PlanChange, readPlanChanges } from '../connections/plan-changes';

/** When more days than this share carry a deployment, a deployment singles no day out. */
const MOST_DAYS = 0.25;
/** The share is taken over the days since the first known deployment, and at least over these. */
const FEWEST_DAYS = 28;

/** What happened to a connection that may have changed how its series behave. */
export interface ConnectionEvents {
  /** The stretch that was asked about. */
  readonly range: Period;
  /** Those that went live, oldest first. */
  readonly deployments: readonly Deployment[];
  /** Oldest first. */
  readonly planChanges: readonly PlanChange[];
}

/**
 * The events of a connection. One that knows of no deployment, such as a single Redis, is served by
 * whatever was deployed on the others; a plan is each connection's own.
 */
export async function readConnectionEvents(
  store: Pick<Store, 'connections' | 'facts' | 'settings'>,
  connectionId: string,
  range: Period,
): Promise<ConnectionEvents> {
  const [deployments, connection] = await Promise.all([
    readProductionDeployments(store, connectionId, range),
    store.connections.find(connectionId),
  ]);
  const changes = connection === null ? [] : await readPlanChanges(store, connection);
  return { range, deployments, planChanges: changes.filter(({ t }) => t >= range.start && t < range.end) };
}

/**
 * The moments at which a forecast looks for a new level, oldest first: each plan change, and one a day
 * with a deployment unless those single no day out.
 */
export function eventTimesOf({ range, deployments, planChanges }: ConnectionEvents): readonly Instant[] {
  const times = planChanges.map(({ t }) => t);
  if (deploymentsStandOut({ range, deployments })) {
    times.push(...firstOfEachDay(deployments, range));
  }
  return times.sort((a, b) => a - b);
}

/** False where so many days had a deployment that it says nothing about any of them: each lowers what is asked of a level shift. */
export function deploymentsStandOut({ range, deployments }: Pick<ConnectionEvents, 'range' | 'deployments'>): boolean {
  const first = deployments[0]?.createdAt ?? range.end;
  const days = Math.max(FEWEST_DAYS, (range.end - first) / DAY);
  return firstOfEachDay(deployments, range).length <= MOST_DAYS * days;
}

async function readProductionDeployments(
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

function firstOfEachDay(deployments: readonly Deployment[], range: Period): readonly Instant[] {
  const byDay = new Map<number, Instant>();
  for (const { createdAt } of deployments) {
    const day = Math.floor((createdAt - range.start) / DAY);
    if (!byDay.has(day)) {
      byDay.set(day, createdAt);
    }
  }
  return [...byDay.values()];
}
