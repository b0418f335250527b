import { HOUR, type Instant } from '#shared/domain/instant';
import type { MeterHistory } from './replay';

/** How use grows to its whole size, where it stays while the incident lasts. */
export type IncidentShape =
  /** At once. */
  | 'step'
  /** Evenly. */
  | 'ramp'
  /** Twice as much with every sixth of the time in which it rises. */
  | 'doubling';

/** What an incident does to the meters that its pattern finds. */
export interface IncidentEffect {
  /** Parts of `SERVICE_METRIC`, one of which must be in it. */
  readonly meters: readonly string[];
  readonly shape: IncidentShape;
  /** Hours in which it rises; left out: as long as it lasts. */
  readonly riseHours?: number;
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
  readonly riseHours: number;
  /** Units an hour at its whole size. */
  readonly perHour: number;
}

const DOUBLINGS = 6;

/** What has been added by `at`, in the meter's unit. */
export function addedBy({ onset, lastsHours, shape, riseHours, perHour }: Addition, at: Instant): number {
  const hours = Math.min(Math.max(0, (at - onset) / HOUR), lastsHours);
  if (shape === 'step') {
    return perHour * hours;
  }
  const rising = Math.min(hours, riseHours);
  return perHour * (hours - rising) + (shape === 'ramp' ? ramped : doubled)(perHour, riseHours, rising);
}

function ramped(perHour: number, riseHours: number, hours: number): number {
  return (perHour * hours * hours) / (2 * riseHours);
}

/** The rate is perHour * 2^(DOUBLINGS * (t / riseHours - 1)), integrated from the onset. */
function doubled(perHour: number, riseHours: number, hours: number): number {
  const rate = (DOUBLINGS * Math.LN2) / riseHours;
  return (perHour / (rate * 2 ** DOUBLINGS)) * (Math.exp(rate * hours) - 1);
}
