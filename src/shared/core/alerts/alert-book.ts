import type { Alert } from '#shared/domain/alert';
import { RATE_CONDITIONS } from '#shared/domain/alert-condition';
import { HOUR, type Instant } from '#shared/domain/instant';
import { type AlertTransition, closeAlert, type Observation, stepAlert } from './alert-transition';

type Kept = Omit<Alert, 'id'>;

/** Rates that begin within so long of each other on one account are one event. */
const ONE_EVENT = 12 * HOUR;

/** A step that was taken, with the alert as it was then. */
export interface BookedStep {
  readonly alert: Kept;
  readonly event: AlertTransition['events'][number];
}

/**
 * Alerts in memory, stepped by the machine that runs live: for replaying a history under other rules, and incidents
 * that never were. Nothing of it is kept.
 */
export class AlertBook {
  private readonly open = new Map<string, Kept>();
  private readonly past = new Map<string, Kept>();

  /** One look at everything: the steps that it led to. */
  step(seen: readonly Observation[], now: Instant): readonly BookedStep[] {
    return seen.flatMap((one) => this.stepOne(one, now));
  }

  /** Alerts of the keys that are open. */
  get(key: string): Kept | null {
    return this.open.get(key) ?? null;
  }

  /** The loudest that was told of another meter of the same account within hours. */
  toldAs(meter: Pick<Kept, 'connectionId' | 'service' | 'metric' | 'projectId'>, now: Instant): number {
    return toldOfEvent([...this.open.values()], meter, now);
  }

  private stepOne(seen: Observation, now: Instant): readonly BookedStep[] {
    const current = this.open.get(seen.key) ?? null;
    const { next, events } =
      current !== null && seen.isGone === true
        ? closeAlert(current, { code: 'limit-gone' }, now)
        : stepAlert(current, seen, now, this.past.get(seen.key) ?? null);
    if (next === null) {
      return [];
    }
    if (next.state === 'resolved') {
      this.open.delete(seen.key);
      this.past.set(seen.key, next);
    } else {
      this.open.set(seen.key, next);
    }
    return events.map((event) => ({ alert: next, event }));
  }
}

/**
 * Of the event that an alert on a meter would belong to, the loudest that was told already: by another meter of the same
 * account, within hours.
 */
export function toldOfEvent(
  open: readonly Kept[],
  meter: Pick<Kept, 'connectionId' | 'service' | 'metric' | 'projectId'>,
  now: Instant,
): number {
  const related = open.filter(
    (alert) =>
      alert.connectionId === meter.connectionId &&
      RATE_CONDITIONS.includes(alert.condition) &&
      !(alert.service === meter.service && alert.metric === meter.metric && alert.projectId === meter.projectId) &&
      alert.firedAt !== null &&
      now - alert.firedAt < ONE_EVENT,
  );
  return Math.max(0, ...related.map(({ announced }) => announced));
}
