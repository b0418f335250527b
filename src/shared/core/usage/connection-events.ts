import { DAY, type Instant, type Period } from '#shared/domain/instant';
import type { PlanChange } from '#shared/domain/plan';
import type { Deployment } from '#shared/domain/project';

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

/** The events of a connection within `range`, from what is known of all connections over a stretch that covers it. */
export function eventsOf(
  connectionId: string,
  range: Period,
  known: Pick<ConnectionEvents, 'deployments' | 'planChanges'>,
): ConnectionEvents {
  const isWithin = (t: Instant) => t >= range.start && t < range.end;
  const within = known.deployments.filter(({ createdAt }) => isWithin(createdAt));
  const own = within.filter((one) => one.connectionId === connectionId);
  return {
    range,
    deployments: (own.length > 0 ? own : within)
      .filter(({ target, state }) => target === 'production' && state === 'READY')
      .sort((a, b) => a.createdAt - b.createdAt),
    planChanges: known.planChanges.filter(({ t }) => isWithin(t)),
  };
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
