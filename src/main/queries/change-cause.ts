import type { Store } from '#main/store/store';
import { DAY, HOUR, type Instant, type Period } from '#shared/domain/instant';
import type { Deployment } from '#shared/domain/project';
import type { Series } from '#shared/domain/series';
import type { ChangeWindow } from './change-window';

/** Enough points of a level to place a bend within hours. */
const POINTS = 400;
/** How near to a bend a deployment must be. */
const NEAR = 4 * HOUR;

interface Question {
  readonly series: Series;
  readonly window: ChangeWindow;
  /** Production deployments around the change, oldest first. */
  readonly deployments: readonly Deployment[];
  /** The project that carries the change, where the metric tells projects apart. */
  readonly project: string | null;
}

/**
 * The deployment that a change is put down to; null when none, or when those of several projects are
 * equally likely. A day's total changed on its first other day; a level's line has a bend, whose hour is
 * known better than that.
 */
export async function findCause(store: Pick<Store, 'samples'>, question: Question): Promise<Deployment | null> {
  const { series, window, deployments, project } = question;
  const own = project === null ? deployments : deployments.filter((one) => one.projectId === project);
  const bend = series.kind === 'gauge' ? await findBend(store, series, window) : null;
  const period =
    bend === null
      ? { start: window.since - DAY / 2, end: window.since + DAY }
      : { start: bend - NEAR, end: bend + NEAR };
  const candidates = own.filter(({ createdAt }) => createdAt >= period.start && createdAt < period.end);
  if (new Set(candidates.map(({ projectId }) => projectId)).size !== 1) {
    return null;
  }
  const at = bend ?? window.since;
  return candidates.reduce((best, one) => (Math.abs(one.createdAt - at) < Math.abs(best.createdAt - at) ? one : best));
}

/**
 * Where the line through the level before a change meets the line since: the moment of the bend. Null
 * when they meet more than a day away from the change, as after a jump.
 */
async function findBend(store: Pick<Store, 'samples'>, series: Series, window: ChangeWindow): Promise<Instant | null> {
  const { since, before, after } = window;
  const left = await lineOver(store, series, { start: Math.min(...before), end: since });
  // The change's own day belongs to neither side.
  const right = await lineOver(store, series, { start: since + DAY, end: Math.max(...after) + DAY });
  if (left === null || right === null || left.slope === right.slope) {
    return null;
  }
  const bend = (left.start - right.start) / (right.slope - left.slope);
  return Math.abs(bend - since - DAY / 2) > DAY ? null : bend;
}

/** The line of least squares: value at time 0, and change a second. */
async function lineOver(
  store: Pick<Store, 'samples'>,
  series: Series,
  period: Period,
): Promise<{ readonly start: number; readonly slope: number } | null> {
  const { points, step } = await store.samples.range(series.id, period, POINTS);
  const middle = (step ?? 0) / 2;
  const n = points.length;
  if (n < 2) {
    return null;
  }
  const meanT = points.reduce((sum, { t }) => sum + t + middle, 0) / n;
  const meanV = points.reduce((sum, { mean }) => sum + mean, 0) / n;
  let cross = 0;
  let square = 0;
  for (const { t, mean } of points) {
    const away = t + middle - meanT;
    cross += away * (mean - meanV);
    square += away * away;
  }
  const slope = square === 0 ? 0 : cross / square;
  return { start: meanV - slope * meanT, slope };
}
