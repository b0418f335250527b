import { standingAtLimit } from '#shared/core/standing/at-limit';
import { inForceSince, isEnforcedBy } from '#shared/core/standing/enforced';
import { freshnessOf } from '#shared/core/standing/freshness';
import { makeStanding } from '#shared/core/standing/make-standing';
import { standingWindow } from '#shared/core/standing/window';
import { figureInForce } from '#shared/core/usage/metric-status';
import type { Connection } from '#shared/domain/connection';
import { DEFAULT_CRITICAL_PERCENT, DEFAULT_WARNING_PERCENT, PLAN_LIMIT } from '#shared/domain/limit';
import type { Standing } from '#shared/domain/standing';
import type { ReadParts } from '../read-parts';
import type { LimitedQuantity } from '../usage/metric-quantities';
import { type ReachParts, readReachedAt } from './read-reached-at';

/** How one quantity stands against its limit. `intervalMinutes`: how often it is read. */
export async function readStandingOf(
  parts: ReachParts & Pick<ReadParts, 'catalog'>,
  quantity: LimitedQuantity,
  intervalMinutes: number,
): Promise<Standing> {
  const now = parts.clock.now();
  const { connection, definition, limit, project, series, current, asOf, block } = quantity;
  const figure = figureInForce(limit);
  const isReached = current !== null && figure !== null && figure > 0 && current >= figure;
  const atLimit = standingAtLimit(limit?.atLimit ?? 'none');
  const isEnforced = block !== null && isEnforcedBy(block, { ...definition, atLimit, isReached });
  return makeStanding({
    key: quantity.key,
    scope:
      project === null
        ? { kind: 'connection', connectionId: connection.id }
        : { kind: 'project', connectionId: connection.id, projectId: project.id },
    limitId: limit?.limitId ?? PLAN_LIMIT,
    provider: connection.provider,
    service: definition.service,
    metric: definition.metric,
    title: definition.title,
    connectionTitle: connection.title,
    projectTitle: project?.name ?? null,
    planName: connection.billing?.planName ?? null,
    used: current,
    missing: quantity.missing,
    unit: definition.unit,
    asOf,
    source: series?.source ?? '',
    freshness: freshnessOf(asOf, { now, intervalMinutes, reason: quantity.noteCode }),
    window: standingWindow(quantity.window, quantity.period, series?.zone ?? definition.zone),
    limit: figure,
    ...marksOf(limit),
    atLimit,
    reachedAt: isReached && figure !== null ? await readReachedAt(parts, quantity, figure) : null,
    isPlanUnknown: limit?.reason.code === 'plan-unknown' && hasPlans(parts, connection),
    now,
    forecast: quantity.forecast,
    enforced: isEnforced ? { since: inForceSince(block.since, now) } : null,
    isLowerBound: quantity.isLowerBound,
    partialDays: quantity.partialDays,
    busiest: quantity.busiest,
    lastSeven: quantity.window === 'day' ? quantity.lastSeven : null,
  });
}

/** Of what comes from a file there is no plan to choose. */
function hasPlans({ catalog }: Pick<ReadParts, 'catalog'>, { provider }: Connection): boolean {
  return (catalog.descriptor(provider)?.billingProvider ?? '') !== '';
}

function marksOf(limit: LimitedQuantity['limit']) {
  return {
    limitSource: limit?.source ?? null,
    limitAsOf: limit?.asOf ?? null,
    warningPercent: limit?.warningPercent ?? DEFAULT_WARNING_PERCENT,
    criticalPercent: limit?.criticalPercent ?? DEFAULT_CRITICAL_PERCENT,
  };
}
