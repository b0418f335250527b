import { formatDays, formatDaysRange } from './duration';

/** When a limit is reached, as far as it is known. */
export interface Reach {
  /** Of the limit; null where it is unknown. */
  readonly percent: number | null;
  /** Null: there is no forecast, and `outlook` says why. */
  readonly daysToLimit: {
    readonly q10: number | null;
    readonly q50: number | null;
    readonly q90: number | null;
  } | null;
  readonly outlook: string;
}

/** `about 5 days (4–7 days)`, `not in sight`, `reached`, or why nobody can tell and when it will be known. */
export function formatReach({ percent, daysToLimit, outlook }: Reach): string {
  if (percent !== null && percent >= 100) {
    return 'reached';
  }
  if (daysToLimit === null) {
    return outlook.replace(/\.$/, '');
  }
  const { q10, q50, q90 } = daysToLimit;
  return q50 === null ? 'not in sight' : `${formatDays(q50)} (${formatDaysRange(q10, q90)})`;
}
