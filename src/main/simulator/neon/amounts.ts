import { HOUR, type Period } from '#shared/domain/instant';
import type { ScenarioNeonProject } from '../scenario';
import type { World } from '../world';

/** Base units that the project used inside `span`. */
export function amount(
  world: World,
  project: ScenarioNeonProject,
  what: 'computeUnitSeconds' | 'writtenBytes' | 'transferBytes',
  span: Period,
): number {
  return world.load(`neon|${project.id}|${what}`, project[what]).between(span);
}

/** Integral of the stored bytes over `span`, in byte-hours. */
export function byteHours(world: World, project: ScenarioNeonProject, span: Period): number {
  const middle = Math.floor((span.start + span.end) / 2);
  return Math.round((world.level(project.storageBytes, middle) * Math.max(0, span.end - span.start)) / HOUR);
}

/** What Neon counts as compute time; its counters run some minutes behind. */
export const LAG_SECONDS = 900;
