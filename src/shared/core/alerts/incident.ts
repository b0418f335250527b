import { HOUR, type Instant } from '#shared/domain/instant';
import type { MeterHistory } from './replay';

/** How use grows while an incident lasts. */
export type IncidentShape =
  /** At once, and it stays. */
  | 'step'
  /** Evenly from nothing to its whole size at its end. */
  | 'ramp'
  /** Twice as much with every sixth of its time. */
  | 'doubling';

/** What an incident does to the meters that its pattern finds. */
export interface IncidentEffect {
  /** Parts of `SERVICE_METRIC`, one of which must be in it. */
  readonly meters: readonly string[];
  readonly shape: IncidentShape;
  /** So many mean hours of the meter more in each hour. */
  readonly times: number;
  /** In place of `times`: what is left of the limit is used up within so many hours. */
  readonly limitWithinHours?: number;
}

/** A recorded kind of incident, as data. */
export interface Incident {
  readonly id: string;
  readonly title: string;
  /** Hour of the day (UTC) at which it begins. */
  readonly hour: number;
  readonly lastsHours: number;
  readonly effects: readonly IncidentEffect[];
}

/** The first effect that is about a meter; null: it is not touched. */
export function effectOn(
  { effects }: Incident,
  { service, metric }: Pick<MeterHistory, 'service' | 'metric'>,
): IncidentEffect | null {
  const name = `${service}_${metric}`;
  return effects.find(({ meters }) => meters.some((part) => name.includes(part))) ?? null;
}

/** What an incident adds to one meter. */
export interface Addition {
  readonly onset: Instant;
  readonly lastsHours: number;
  readonly shape: IncidentShape;
  /** Units an hour at its whole size. */
  readonly perHour: number;
}

const DOUBLINGS = 6;

/** What has been added by `at`, in the meter's unit. */
export function addedBy({ onset, lastsHours, shape, perHour }: Addition, at: Instant): number {
  const hours = Math.min(Math.max(0, (at - onset) / HOUR), lastsHours);
  switch (shape) {
    case 'step':
      return perHour * hours;
    case 'ramp':
      return (perHour * hours * hours) / (2 * lastsHours);
    case 'doubling': {
      // The rate is perHour * 2^(DOUBLINGS * (t / lasts - 1)), integrated from the onset.
      const rate = (DOUBLINGS * Math.LN2) / lastsHours;
      return (perHour / (rate * 2 ** DOUBLINGS)) * (Math.exp(rate * hours) - 1);
    }
  }
}
