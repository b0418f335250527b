import { DAY, HOUR, type Instant, type Period } from '#shared/domain/instant';
import type { PlanChange } from '#shared/domain/plan';
import type { Deployment } from '#shared/domain/project';
import { type ConnectionEvents, deploymentsStandOut } from './connection-events';

/** How far off a moment may be that is known within hours. */
const NEAR = 4 * HOUR;

/** What happened when a change began: a likely cause, not a proven one. */
export interface LikelyCause {
  readonly kind: 'deployment' | 'plan';
  /** Of the project that was deployed, or of the plan from then on. */
  readonly name: string;
  /** For a plan the first second of its day. */
  readonly t: Instant;
}

interface CauseQuestion {
  /** First second of the first day that was other, or the moment of a level's bend. */
  readonly at: Instant;
  /** How exactly `at` is known: a day's total changed at some time of its day. */
  readonly precision: 'day' | 'hours';
  /** The project that carries the change, where the metric tells projects apart. */
  readonly project: string | null;
  readonly events: ConnectionEvents;
}

/**
 * What a change is put down to: likely, not proven. One cause; two where a plan change and a deployment
 * are as near as each other, so that neither can be named alone; none where nothing is near, or where
 * deployments of several projects are equally likely. A plan change counts within a day, since only the
 * day is known on which it was seen.
 */
export function likelyCauses({ at, precision, project, events }: CauseQuestion): readonly LikelyCause[] {
  const span = precision === 'day' ? { start: at, end: at + DAY } : { start: at - NEAR, end: at + NEAR };
  // A deployment of the evening before first shows in the next day's total.
  const from = precision === 'day' ? span.start - DAY / 2 : span.start;
  const near = events.deployments.filter(
    ({ projectId, createdAt }) =>
      (project === null || projectId === project) && createdAt >= from && createdAt < span.end,
  );
  const plan = nearestPlan(events.planChanges, span);
  if (plan === null) {
    return toCauses(onlyOne(near, at));
  }
  const planIsInside = inside(plan, span);
  // Where nothing ties deployments to the change, and every day has one, they say nothing against the plan.
  const rivals = project !== null || deploymentsStandOut(events) ? near : [];
  const asNear = planIsInside ? rivals.filter(({ createdAt }) => createdAt >= span.start) : rivals;
  if (asNear.length === 0) {
    return [{ kind: 'plan', ...plan }];
  }
  const deployment = onlyOne(asNear, at);
  if (deployment === null) {
    return [];
  }
  const nearer = !planIsInside && deployment.createdAt >= span.start;
  return nearer ? toCauses(deployment) : [{ kind: 'plan', ...plan }, ...toCauses(deployment)];
}

/** The change whose day touches `span`, else the one less than a day away from it. */
function nearestPlan(changes: readonly PlanChange[], span: Period): PlanChange | null {
  const near = changes.filter(({ t }) => t - span.end < DAY && span.start - (t + DAY) < DAY);
  return near.findLast((change) => inside(change, span)) ?? near.at(-1) ?? null;
}

function inside({ t }: PlanChange, span: Period): boolean {
  return t < span.end && t + DAY > span.start;
}

/** The deployment nearest to `at`; null when there is none, or when they are of several projects. */
function onlyOne(deployments: readonly Deployment[], at: Instant): Deployment | null {
  if (new Set(deployments.map(({ projectId }) => projectId)).size !== 1) {
    return null;
  }
  return deployments.reduce((best, one) => (Math.abs(one.createdAt - at) < Math.abs(best.createdAt - at) ? one : best));
}

function toCauses(deployment: Deployment | null): readonly LikelyCause[] {
  return deployment === null ? [] : [{ kind: 'deployment', name: deployment.name, t: deployment.createdAt }];
}
