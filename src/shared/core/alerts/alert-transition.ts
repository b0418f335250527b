import { mayReachSoon } from '#shared/core/usage/metric-status';
import type { Alert, AlertBasis, AlertEvent, AlertSeverity } from '#shared/domain/alert';
import type { DaysToLimit } from '#shared/domain/forecast';
import type { Instant } from '#shared/domain/instant';
import { formatDays } from '#shared/format/duration';

/** What was read of one metric. `percent` null is missing data, which is not recovery. */
export interface AlertReading {
  readonly key: string;
  readonly connectionId: string | null;
  readonly projectId: string;
  readonly service: string;
  readonly metric: string;
  readonly limitId: string;
  readonly percent: number | null;
  readonly value: number | null;
  readonly limit: number | null;
  readonly unit: string;
  readonly warningPercent: number;
  readonly criticalPercent: number;
  /** What the forecast says of the limit; null while nothing is known. */
  readonly daysToLimit: Pick<DaysToLimit, 'q10' | 'q50'> | null;
  /** Why an alert opens, for a problem that has no mark to be over. */
  readonly reason?: string;
}

/** How patient the machine is. */
export interface AlertPolicy {
  /** Seconds that a crossing must last before it fires. */
  readonly holdFor: number;
  /** Percentage points below a mark that count as back to normal. Keeps a value on the mark from flapping. */
  readonly hysteresis: number;
}

export const DEFAULT_ALERT_POLICY: AlertPolicy = { holdFor: 0, hysteresis: 2 };

type NewEvent = Omit<AlertEvent, 'id' | 'alertId'>;

export interface AlertTransition {
  /** Null: there is no alert, before and after. */
  readonly next: Omit<Alert, 'id'> | null;
  readonly events: readonly NewEvent[];
  readonly reason: string;
}

/**
 * Is it firing? One step of an alert's life, in Prometheus' words:
 *
 * ```
 * inactive --over a mark, or soon at the limit--> pending --held--> firing --neither, with slack--> resolved
 *                                                   |               |  ^
 *                                                   +--neither--> resolved +--+ worse, better
 * ```
 * How bad it is rises in three steps: the forecast expects the limit soon, the level is over the warning mark, the
 * level is over the critical mark. The first two are both a warning, so that a person is told of them once.
 *
 * Whom to tell is another machine: this one looks neither at acknowledgement nor at snooze, so that
 * worsening is not lost while snoozed. Missing data leaves state and clocks alone,
 * a missing forecast an alert that rests on one.
 */
export function stepAlert(
  current: Omit<Alert, 'id'> | null,
  reading: AlertReading,
  policy: AlertPolicy,
  now: Instant,
): AlertTransition {
  if (reading.percent === null || reading.value === null || reading.limit === null) {
    return { next: current, events: [], reason: 'No data: the state stays as it is.' };
  }
  const known = { ...reading, percent: reading.percent, value: reading.value, limit: reading.limit };
  const degree = degreeOf(known, current, policy);
  if (current === null) {
    return degree === null
      ? { next: null, events: [], reason: 'Below every mark, and the limit is not near.' }
      : open(known, degree, policy, now);
  }
  const seen = { ...current, percent: known.percent, value: known.value, limit: known.limit, updatedAt: now };
  if (degree === null) {
    const reason =
      current.basis === 'forecast'
        ? 'The limit is no longer expected to be reached soon.'
        : `Back below the warning mark of ${reading.warningPercent} %.`;
    return closeAlert(seen, reason, now);
  }
  return current.state === 'pending' ? holdOn(seen, known, degree, policy, now) : keepFiring(seen, known, degree, now);
}

/** Ends an alert for a reason other than its value, such as a new billing period or a removed limit. */
export function closeAlert(current: Omit<Alert, 'id'>, reason: string, now: Instant): AlertTransition {
  const next = { ...current, state: 'resolved' as const, resolvedAt: now, updatedAt: now };
  return { next, events: [event('resolved', next, now, reason)], reason };
}

interface KnownReading extends AlertReading {
  readonly percent: number;
  readonly value: number;
  readonly limit: number;
}

interface Degree {
  readonly severity: AlertSeverity;
  readonly basis: AlertBasis;
}

/** How bad it is; null: not at all. */
function degreeOf(reading: KnownReading, current: Omit<Alert, 'id'> | null, policy: AlertPolicy): Degree | null {
  const slack = current?.basis === 'level' ? policy.hysteresis : 0;
  const criticalFrom = reading.criticalPercent - (current?.severity === 'critical' ? slack : 0);
  if (reading.percent >= criticalFrom) {
    return { severity: 'critical', basis: 'level' };
  }
  if (reading.percent >= reading.warningPercent - slack) {
    return { severity: 'warning', basis: 'level' };
  }
  const expected =
    reading.daysToLimit === null ? current?.basis === 'forecast' : mayReachSoon(reading.daysToLimit, current !== null);
  return expected ? { severity: 'warning', basis: 'forecast' } : null;
}

function rank({ severity, basis }: Degree): number {
  if (severity === 'critical') {
    return 3;
  }
  return basis === 'level' ? 2 : 1;
}

function open(reading: KnownReading, degree: Degree, policy: AlertPolicy, now: Instant): AlertTransition {
  const fires = policy.holdFor === 0;
  const next: Omit<Alert, 'id'> = {
    key: reading.key,
    connectionId: reading.connectionId,
    projectId: reading.projectId,
    service: reading.service,
    metric: reading.metric,
    limitId: reading.limitId,
    state: fires ? 'firing' : 'pending',
    ...degree,
    percent: reading.percent,
    value: reading.value,
    limit: reading.limit,
    unit: reading.unit,
    activeAt: now,
    firedAt: fires ? now : null,
    resolvedAt: null,
    lastSentAt: null,
    lastSentSeverity: null,
    acknowledgedAt: null,
    snoozedUntil: null,
    updatedAt: now,
  };
  const reason = reading.reason ?? `${crossing(reading, degree)}.`;
  return { next, events: [event(fires ? 'firing' : 'pending', next, now, reason)], reason };
}

function holdOn(
  seen: Omit<Alert, 'id'>,
  reading: KnownReading,
  degree: Degree,
  policy: AlertPolicy,
  now: Instant,
): AlertTransition {
  const next = { ...seen, ...degree };
  if (now - seen.activeAt < policy.holdFor) {
    return { next, events: [], reason: 'Still pending.' };
  }
  const firing = { ...next, state: 'firing' as const, firedAt: now };
  const reason = `${crossing(reading, degree)}, and has been since it was first seen.`;
  return { next: firing, events: [event('firing', firing, now, reason)], reason };
}

function keepFiring(seen: Omit<Alert, 'id'>, reading: KnownReading, degree: Degree, now: Instant): AlertTransition {
  const next = { ...seen, ...degree };
  const change = rank(degree) - rank(seen);
  if (change === 0) {
    return { next, events: [], reason: 'Still firing.' };
  }
  if (change > 0) {
    const reason = `${crossing(reading, degree)}. Worse than before.`;
    return { next, events: [event('worse', next, now, reason)], reason };
  }
  const left =
    seen.severity === 'critical'
      ? `critical mark of ${reading.criticalPercent} %`
      : `warning mark of ${reading.warningPercent} %`;
  const still =
    degree.basis === 'level' ? `still over ${reading.warningPercent} %` : 'but the limit is still expected soon';
  const reason = `Back below the ${left}, ${still}.`;
  return { next, events: [event('better', next, now, reason)], reason };
}

/** What was crossed, without a period: `Over the warning mark of 75 %`, `The limit is expected in about 5 days`. */
function crossing(reading: KnownReading, { severity, basis }: Degree): string {
  if (basis === 'forecast') {
    const { q10, q50 } = reading.daysToLimit ?? { q10: null, q50: null };
    const earliest = q10 === null ? '' : `, the earliest in ${formatDays(q10)}`;
    return q50 === null ? 'The limit is expected soon' : `The limit is expected in ${formatDays(q50)}${earliest}`;
  }
  const mark = severity === 'critical' ? reading.criticalPercent : reading.warningPercent;
  return `Over the ${severity} mark of ${mark} %`;
}

function event(kind: AlertEvent['kind'], alert: Omit<Alert, 'id'>, at: Instant, reason: string): NewEvent {
  const { severity, basis, percent, value, limit } = alert;
  return { at, kind, severity, basis, percent, value, limit, reason };
}
