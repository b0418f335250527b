import type { Alert, AlertSeverity } from '#shared/domain/alert';
import type { AlertCondition } from '#shared/domain/alert-condition';
import type { AlertRules } from '#shared/domain/alert-rule';
import { DAY, HOUR, type Instant } from '#shared/domain/instant';
import { AlertBook } from './alert-book';
import { groupOf } from './group';
import { type MeterHistory, REPLAY_RANGE, ReplayedMeter, replayMeters } from './replay';
import { USUAL_DAYS } from './usual';

/** An alert that a rule would have given. */
export interface WouldHaveRung {
  readonly condition: AlertCondition;
  /** Of the meter: `connection/service/METRIC`. */
  readonly meterKey: string;
  readonly title: string;
  readonly severity: AlertSeverity;
  readonly firedAt: Instant;
  /** Null: it would still fire. */
  readonly resolvedAt: Instant | null;
  readonly percent: number;
  readonly value: number;
  readonly limit: number;
  readonly unit: string;
  /** Days from the alert until its limit was really reached; null: it was not, or there is none. */
  readonly daysAhead: number | null;
  /** True: it is over and its limit was never reached, or the rate went back by itself within a day. */
  readonly forNothing: boolean;
}

/** What the rules would have given over the last weeks. */
export interface BackTest {
  readonly start: Instant;
  readonly end: Instant;
  /** Oldest first. */
  readonly alerts: readonly WouldHaveRung[];
  /** Messages that these would have come in: what begins together comes together. */
  readonly messages: number;
}

/**
 * Replays the stored history of every meter under `rules`, hour by hour, through the machine that runs live. What a
 * forecast would have expected is not in it: forecasts of the past were made with what was known then, and are not made anew.
 */
export function backTest(histories: readonly MeterHistory[], rules: AlertRules, now: Instant): BackTest {
  const end = now - (now % HOUR);
  const start = end - REPLAY_RANGE;
  const range = { start: start - (USUAL_DAYS + 1) * DAY, end };
  const replay = { rules, every: HOUR, learnEvery: DAY };
  const meters = histories.map((history) => new ReplayedMeter(history, replay, range));
  const steps = replayMeters(meters, new AlertBook(), { start, end, every: HOUR });
  const isOn = ({ condition }: Pick<Alert, 'condition'>) => !rules.off.includes(condition);
  const told = steps.filter(({ alert, event }) => event.tells && event.kind !== 'resolved' && isOn(alert));
  const alerts = told.map(({ alert, event }): WouldHaveRung => {
    const over = steps.find(
      (step) => step.alert.key === alert.key && step.event.kind === 'resolved' && step.event.at > event.at,
    );
    const history = histories.find((one) => one.meterKey === meterKeyOf(alert));
    // A window that has ended ends its alert: the next one is looked at under a key of its own.
    const resolvedAt = over?.event.at ?? (alert.condition === 'limit' ? windowEnd(history, event.at) : null);
    const reached = alert.condition === 'limit' ? reachedAt(history, event.at) : null;
    return {
      condition: alert.condition,
      meterKey: meterKeyOf(alert),
      title: history?.title ?? alert.metric,
      severity: event.severity,
      firedAt: event.at,
      resolvedAt,
      percent: event.percent,
      value: event.value,
      limit: event.limit,
      unit: alert.unit,
      daysAhead: reached === null ? null : (reached - event.at) / DAY,
      forNothing: resolvedAt !== null && (alert.condition === 'limit' ? reached === null : resolvedAt - event.at < DAY),
    };
  });
  const messages = new Set(told.map(({ alert, event }) => `${groupOf(alert)} ${event.at}`)).size;
  return { start, end, alerts, messages };
}

function meterKeyOf({ connectionId, service, metric, projectId }: Omit<Alert, 'id'>): string {
  return `${connectionId}/${service}/${metric}${projectId === '' ? '' : `@${projectId}`}`;
}

/** When the window that `after` lies in ended; null: it goes on. */
function windowEnd(history: MeterHistory | undefined, after: Instant): Instant | null {
  return history?.limit?.windows.find(({ start }) => start > after)?.start ?? null;
}

/** When the limit was reached in the window that `after` lies in; null: it was not. */
function reachedAt(history: MeterHistory | undefined, after: Instant): Instant | null {
  const limit = history?.limit ?? null;
  const index = limit?.windows.findLastIndex(({ start }) => start <= after) ?? -1;
  const window = limit?.windows[index];
  if (history === undefined || limit === null || window === undefined) {
    return null;
  }
  const end = windowEnd(history, after) ?? Number.POSITIVE_INFINITY;
  const { times, totals } = history.meter;
  const at = times.findIndex((time, place) => time >= after && (totals[place] as number) - window.total >= limit.value);
  const time = times[at];
  return time !== undefined && time <= end ? time : null;
}
