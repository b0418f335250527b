import type { Alert, AlertReason } from '#shared/domain/alert';
import type { AlertRules } from '#shared/domain/alert-rule';
import { DAY, HOUR, type Instant } from '#shared/domain/instant';
import type { Standing } from '#shared/domain/standing';
import type { Observation } from './alert-transition';

/** What began longer ago is no news. */
const NEWS_FOR = DAY;

/** The windows of limits that have begun anew, for those of which the user wants to hear. Each is told once. */
export function observeResets(
  standings: readonly Standing[],
  { notices }: Pick<AlertRules, 'notices'>,
  now: Instant,
): readonly Observation[] {
  return standings.filter(({ key }) => notices.reset.includes(key)).flatMap((standing) => began(standing, now));
}

/**
 * What was refused or used up and is no longer, of a limit of which the user wants to hear; once a day, should it tremble
 * around the limit. `before` is its alert as it stood until now, `isOver` whether that has just ended.
 */
export function observeBack(
  before: Alert,
  { known, isOver }: Pick<Observation, 'known'> & { readonly isOver: boolean },
  { notices }: Pick<AlertRules, 'notices'>,
  now: Instant,
): readonly Observation[] {
  const key = before.key.replace(/@\d+$/, '');
  if (before.condition !== 'limit' || !notices.back.includes(key)) {
    return [];
  }
  const isBelow = before.percent >= 100 && (known === null ? isOver : known.percent < 100);
  const isBack = isBelow || (before.reason?.code === 'enforced' && isOver);
  const about = { ...before, key: `back:${key}@${Math.floor(now / DAY)}`, condition: 'back' } as const;
  return isBack ? [notice(about, known ?? before, { code: 'works-again' })] : [];
}

function began(standing: Standing, now: Instant): readonly Observation[] {
  const { window, scope, key, used, limit } = standing;
  const isHourly = window.length?.unit === 'hour' && window.length.count * HOUR < DAY;
  if (window.resetsAt === null || window.start === null || isHourly || now - window.start > NEWS_FOR) {
    return [];
  }
  const about = {
    key: `reset:${key}@${window.start}`,
    condition: 'reset',
    connectionId: scope.kind === 'everything' ? null : scope.connectionId,
    projectId: scope.kind === 'project' ? scope.projectId : '',
    service: standing.service,
    metric: standing.metric,
    unit: standing.unit,
  } as const;
  const known = { percent: standing.percent ?? 0, value: used ?? 0, limit: limit ?? 0 };
  return [notice(about, known, { code: 'window-began' })];
}

/** What is told once and is no problem. */
export function notice(
  about: Pick<Observation, 'key' | 'condition' | 'connectionId' | 'projectId' | 'service' | 'metric' | 'unit'>,
  { percent, value, limit }: NonNullable<Observation['known']>,
  reason: AlertReason,
): Observation {
  const { key, condition, connectionId, projectId, service, metric, unit } = about;
  const degree = { rung: 1, severity: 'warning', basis: 'level', voice: 1, reason } as const;
  return {
    ...{ key, condition, connectionId, projectId, service, metric, unit, degree },
    limitId: '',
    known: { percent, value, limit },
    at: null,
    held: () => degree,
    patience: { holdFor: 0, confirm: 0, recover: 1 },
    recovered: () => reason,
    isWindowed: true,
  };
}
