import { rings } from '#shared/core/standing/at-limit';
import { dayPercentOf } from '#shared/core/standing/severity';
import type { AlertRules } from '#shared/domain/alert-rule';
import { DAY, type Instant } from '#shared/domain/instant';
import type { Standing } from '#shared/domain/standing';
import type { Observation } from './alert-transition';
import { observeBudget } from './budget-condition';
import { observeLimit } from './limit-condition';

/** Metric of what is spent: limits of it are budgets, own or a provider's. */
const SPEND = 'SPEND_USD';

/** A limit as it stands, judged by the rules: of money as a budget, of anything else as a limit. */
export function observeStanding(standing: Standing, rules: AlertRules, now: Instant): Observation {
  const { scope, window, expected, used } = standing;
  const limit = rings(standing.atLimit) ? standing.limit : null;
  const days = (at: Instant | null) => (at === null ? null : Math.max(0, (at - now) / DAY));
  const isWindowed = window.resetsAt !== null;
  const reading = {
    key: `${standing.key}${isWindowed ? `@${window.start}` : ''}`,
    connectionId: scope.kind === 'everything' ? null : scope.connectionId,
    projectId: scope.kind === 'project' ? scope.projectId : '',
    service: standing.service,
    metric: standing.metric,
    limitId: standing.limitId,
    unit: standing.unit,
    at: standing.asOf,
    isWindowed,
    isGone: limit === null,
    // As exact as the standing's own severity: a rounded one would ring at 74.95.
    percent: limit === null ? null : standing.percent,
    judgedPercent: dayPercentOf(standing),
    value: used,
    limit,
    warningPercent: standing.warningPercent,
    criticalPercent: standing.criticalPercent,
    daysToLimit: expected && { q10: days(expected.q10), q50: days(expected.q50), q90: days(expected.q90) },
    enforcing: standing.enforcing,
  };
  return standing.metric === SPEND
    ? observeBudget(
        { ...reading, projectedAbove: standing.probability?.beforeReset ?? null, expectedAt: expected?.q50 ?? null },
        rules,
      )
    : observeLimit(reading, rules);
}
