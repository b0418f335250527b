import type { Alert, AlertEvent, AlertSeverity } from '#shared/domain/alert';
import type { Instant } from '#shared/domain/instant';

/** What was read of one metric. `percent` null is missing data, which is not recovery. */
export interface AlertReading {
  readonly key: string;
  readonly connectionId: string;
  readonly service: string;
  readonly metric: string;
  readonly percent: number | null;
  readonly value: number | null;
  readonly limit: number | null;
  readonly unit: string;
  readonly warningPercent: number;
  readonly criticalPercent: number;
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
 * inactive --over a mark--> pending --held--> firing --below, with slack--> resolved
 *                              |               |  ^
 *                              +--below--> resolved +--+ worse, better
 * ```
 * Whom to tell is another machine: this one looks neither at acknowledgement nor at snooze, so that
 * worsening is not lost while snoozed. Missing data leaves state and clocks alone.
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
  const severity = severityOf(known, current, policy);
  if (current === null) {
    return severity === null
      ? { next: null, events: [], reason: 'Below every mark.' }
      : open(known, severity, policy, now);
  }
  const seen = { ...current, percent: known.percent, value: known.value, limit: known.limit, updatedAt: now };
  if (severity === null) {
    return closeAlert(seen, `Back below the warning mark of ${reading.warningPercent} %.`, now);
  }
  return current.state === 'pending'
    ? holdOn(seen, known, severity, policy, now)
    : keepFiring(seen, known, severity, now);
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

function severityOf(
  reading: KnownReading,
  current: Omit<Alert, 'id'> | null,
  policy: AlertPolicy,
): AlertSeverity | null {
  const slack = current === null ? 0 : policy.hysteresis;
  const criticalFrom = reading.criticalPercent - (current?.severity === 'critical' ? slack : 0);
  if (reading.percent >= criticalFrom) {
    return 'critical';
  }
  return reading.percent >= reading.warningPercent - slack ? 'warning' : null;
}

function open(reading: KnownReading, severity: AlertSeverity, policy: AlertPolicy, now: Instant): AlertTransition {
  const fires = policy.holdFor === 0;
  const next: Omit<Alert, 'id'> = {
    key: reading.key,
    connectionId: reading.connectionId,
    service: reading.service,
    metric: reading.metric,
    state: fires ? 'firing' : 'pending',
    severity,
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
  const reason = reading.reason ?? `Over the ${severity} mark of ${markOf(reading, severity)} %.`;
  return { next, events: [event(fires ? 'firing' : 'pending', next, now, reason)], reason };
}

function holdOn(
  seen: Omit<Alert, 'id'>,
  reading: KnownReading,
  severity: AlertSeverity,
  policy: AlertPolicy,
  now: Instant,
): AlertTransition {
  const next = { ...seen, severity };
  if (now - seen.activeAt < policy.holdFor) {
    return { next, events: [], reason: 'Still pending.' };
  }
  const firing = { ...next, state: 'firing' as const, firedAt: now };
  const reason = `Over the ${severity} mark of ${markOf(reading, severity)} % since it was first seen.`;
  return { next: firing, events: [event('firing', firing, now, reason)], reason };
}

function keepFiring(
  seen: Omit<Alert, 'id'>,
  reading: KnownReading,
  severity: AlertSeverity,
  now: Instant,
): AlertTransition {
  const next = { ...seen, severity };
  if (severity === seen.severity) {
    return { next, events: [], reason: 'Still firing.' };
  }
  if (severity === 'critical') {
    const reason = `Over the critical mark of ${reading.criticalPercent} %. Worse than before.`;
    return { next, events: [event('worse', next, now, reason)], reason };
  }
  const reason = `Back below the critical mark of ${reading.criticalPercent} %, still over ${reading.warningPercent} %.`;
  return { next, events: [event('better', next, now, reason)], reason };
}

function markOf(reading: AlertReading, severity: AlertSeverity): number {
  return severity === 'critical' ? reading.criticalPercent : reading.warningPercent;
}

function event(kind: AlertEvent['kind'], alert: Omit<Alert, 'id'>, at: Instant, reason: string): NewEvent {
  return { at, kind, severity: alert.severity, percent: alert.percent, value: alert.value, limit: alert.limit, reason };
}
