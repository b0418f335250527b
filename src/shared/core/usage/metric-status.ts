import type { DaysToLimit } from '#shared/domain/forecast';
import {
  DEFAULT_CRITICAL_PERCENT,
  DEFAULT_WARNING_PERCENT,
  type InfrastructureLimit,
  PLAN_LIMIT,
} from '#shared/domain/limit';
import type { AtLimit } from '#shared/domain/plan';
import { usagePercent } from './usage-entry';

/** What the status of a metric rests on. Percentages are of the limit. */
export interface StatusInput {
  readonly percent: number | null;
  readonly hasValue: boolean;
  readonly hasLimit: boolean;
  readonly warningPercent: number;
  readonly criticalPercent: number;
  /** Null without a forecast; a quantile is null when it is not in sight. */
  readonly daysToLimit: Pick<DaysToLimit, 'q10' | 'q50'> | null;
  /** True for a limit at which everything goes on: it may tell, but it never presses. */
  readonly onlyTells?: boolean;
}

export type MetricStatus = 'calm' | 'watch' | 'warning' | 'critical' | 'over' | 'no-limit' | 'unknown';

/** True for a limit that stops and costs nothing, so that neither its level nor its forecast is a risk. */
export function onlyTells(atLimit: AtLimit): boolean {
  return atLimit === 'inform' || atLimit === 'none';
}

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
/** A limit nearer than this is worth watching. */
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

/**
 * How a metric stands, by the table of the design language. The worse of level and forecast decides.
 *
 * The early edge of the interval warns before the median does: a limit that may be reached within 7 days is
 * a warning when its median lies within 30, and one that may be reached within 30 days is worth watching.
 * The client's priorities (HIGH within 7 days, MEDIUM within 30) go by the median alone.
 *
 * A limit that only tells stays calm at every level. Whether it raises an alert is another question: see
 * `evaluateAlerts`.
 */
export function metricStatus(input: StatusInput): MetricStatus {
  if (!input.hasValue) {
    return 'unknown';
  }
  if (!input.hasLimit || input.percent === null) {
    return 'no-limit';
  }
  if (input.onlyTells === true) {
    return 'calm';
  }
  if (input.percent >= 100) {
    return 'over';
  }
  if (input.percent >= input.criticalPercent) {
    return 'critical';
  }
  const days = input.daysToLimit;
  if (input.percent >= input.warningPercent || (days !== null && mayReachSoon(days, false))) {
    return 'warning';
  }
  return days !== null && within(days.q10, WATCH_DAYS) ? 'watch' : 'calm';
}

/** How a quantity stands against its limit. */
export interface Standing {
  /** Of the figure in force; null where either is unknown. */
  readonly percent: number | null;
  readonly status: MetricStatus;
}

/**
 * How a quantity of `used` (null: never read) stands against a limit. One that is switched off demands nothing, one
 * that only tells never presses.
 */
export function standingOf(
  used: number | null,
  limit: Pick<InfrastructureLimit, 'value' | 'enabled' | 'atLimit' | 'warningPercent' | 'criticalPercent'> | null,
  daysToLimit: Pick<DaysToLimit, 'q10' | 'q50'> | null,
): Standing {
  const figure = figureInForce(limit);
  const percent = usagePercent(used, figure);
  const status = metricStatus({
    percent,
    hasValue: used !== null,
    hasLimit: figure !== null,
    warningPercent: limit?.warningPercent ?? DEFAULT_WARNING_PERCENT,
    criticalPercent: limit?.criticalPercent ?? DEFAULT_CRITICAL_PERCENT,
    daysToLimit,
    onlyTells: limit !== null && onlyTells(limit.atLimit),
  });
  return { percent, status };
}

function within(days: number | null, limit: number): boolean {
  return days !== null && days <= limit;
}
