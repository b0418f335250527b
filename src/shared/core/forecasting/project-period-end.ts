import { DAY, type Instant, type Period, type Zone } from '#shared/domain/instant';
import { FEWEST_DAYS, forecastAgainstLimit } from './forecast-against-limit';
import type { Point } from './forecast-input';
import { normalQuantile } from './normal';
import { QUANTILE_LEVELS, type QuantileRow } from './quantiles';
import type { TrackRecordScore } from './track-record';

export interface PeriodEndInput {
  /** Metered amount of each day, at the day's start, from before the period too where it is known. */
  readonly days: readonly Point[];
  readonly zone: Zone;
  readonly now: Instant;
  readonly period: Period;
  /** What the period costs or counts whatever is used, whole, such as a monthly fee. Default 0. */
  readonly fixed?: number;
  /** Metered total of the period before, where its days are not known. */
  readonly lastPeriodTotal?: number;
  readonly trackRecord?: readonly TrackRecordScore[];
}

/** The total at the end of a period: what is fixed plus what is metered. */
export interface PeriodEnd {
  /** Quantiles of the whole total at 0.025, 0.1, 0.25, 0.5, 0.75, 0.9, 0.975; null when nothing is known. */
  readonly total: QuantileRow | null;
  readonly fixed: number;
  /** Metered amount so far in the period. */
  readonly meteredSoFar: number;
  /** Expected metered amount at the end; null when nothing is known. */
  readonly metered: number | null;
  readonly reason: string;
}

/** Days that last period's daily mean counts for, against the days of this one. */
const PRIOR_DAYS = 7;
/** Standard deviation of the ratio of two months of one meter, as a logarithm: a third up or down. */
const PRIOR_SPREAD = 0.3;

/**
 * Projects a period's total. With `FEWEST_DAYS` whole days of history, before or within the period,
 * the daily forecast is added up; before that, last period's mean day is drawn towards what this
 * period's days say (a gamma-Poisson posterior mean with `PRIOR_DAYS` pseudo-days; Gelman et al.,
 * Bayesian Data Analysis, 3rd ed., section 2.6). Fixed charges never grow with the days.
 */
export function projectPeriodEnd(input: PeriodEndInput): PeriodEnd {
  const fixed = input.fixed ?? 0;
  const { period, now } = input;
  if (now >= period.end) {
    const metered = sumWithin(input.days, period, period.end);
    return {
      ...answer(fixed, metered, metered),
      total: QUANTILE_LEVELS.map(() => fixed + metered),
      reason: 'The period is over.',
    };
  }
  const soFar = sumWithin(input.days, period, now);
  const forecast = forecastAgainstLimit({
    kind: 'daily',
    points: input.days,
    zone: input.zone,
    now,
    limit: null,
    window: { kind: 'period', period },
    trackRecord: input.trackRecord,
  });
  if (forecast.state === 'ready' && forecast.atReset !== null) {
    const { q025, q10, q25, q50, q75, q90, q975 } = forecast.atReset;
    const row = [q025, q10, q25, q50, q75, q90, q975];
    return { ...answer(fixed, soFar, q50), total: row.map((value) => fixed + value), reason: forecast.reason };
  }
  if (input.lastPeriodTotal === undefined) {
    return { ...answer(fixed, soFar, null), total: null, reason: forecast.reason };
  }
  return fromLastPeriod(input.lastPeriodTotal, input, fixed, soFar);
}

function fromLastPeriod(last: number, input: PeriodEndInput, fixed: number, soFar: number): PeriodEnd {
  const { period, now } = input;
  const length = (period.end - period.start) / DAY;
  const elapsed = Math.max(0, (now - period.start) / DAY);
  const perDay = (last / length) * (PRIOR_DAYS / (PRIOR_DAYS + elapsed)) + soFar / (PRIOR_DAYS + elapsed);
  const rest = perDay * Math.max(0, length - elapsed);
  const row = QUANTILE_LEVELS.map((p) => soFar + rest * Math.exp(normalQuantile(p) * PRIOR_SPREAD));
  return {
    ...answer(fixed, soFar, soFar + rest),
    total: row.map((value) => fixed + value),
    reason: `Fewer than ${FEWEST_DAYS} whole days are known: rests on the period before.`,
  };
}

function answer(fixed: number, meteredSoFar: number, metered: number | null) {
  return { fixed, meteredSoFar, metered };
}

function sumWithin(days: readonly Point[], period: Period, now: Instant): number {
  return days
    .filter(({ t, value }) => t >= period.start && t < Math.min(now, period.end) && Number.isFinite(value))
    .reduce((sum, { value }) => sum + value, 0);
}
