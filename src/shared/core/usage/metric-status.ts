import type { DaysToLimit } from '#shared/domain/forecast';
import { type InfrastructureLimit, PLAN_LIMIT } from '#shared/domain/limit';
import type { Severity } from '#shared/domain/standing';

/** A severity, or why there is none. */
export type MetricStatus = Severity | 'no-limit' | 'unknown';

/** True for the one limit of a metric that the account's plan has; all others are of projects, or further ones. */
export function isOfPlan({ projectId, limitId }: Pick<InfrastructureLimit, 'projectId' | 'limitId'>): boolean {
  return projectId === '' && limitId === PLAN_LIMIT;
}

/** The figure that a metric is held against: null where there is none, or where the limit is switched off. */
export function figureInForce(limit: Pick<InfrastructureLimit, 'value' | 'enabled'> | null): number | null {
  return limit?.enabled ? limit.value : null;
}

/** A limit nearer than this is a warning, whatever the percent. */
const WARNING_DAYS = 7;
/** The median must lie within so many. */
const WATCH_DAYS = 30;
/** Share by which both must have moved away before a warning ends: a forecast trembles from cycle to cycle. */
const SLACK = 0.5;

/**
 * Whether the forecast alone is a warning: the early edge (10th percentile) of the days to the limit lies within 7
 * days, and the limit is more likely than not to be reached within 30, in the current window. One that `stands`
 * already lasts until the edge is beyond 10.5 days, or the median beyond 45.
 */
export function mayReachSoon({ q10, q50 }: Pick<DaysToLimit, 'q10' | 'q50'>, stands: boolean): boolean {
  const reach = stands ? 1 + SLACK : 1;
  return within(q50, WATCH_DAYS * reach) && within(q10, WARNING_DAYS * reach);
}

function within(days: number | null, limit: number): boolean {
  return days !== null && days <= limit;
}
