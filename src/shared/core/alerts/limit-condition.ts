import { mayReachSoon } from '#shared/core/usage/metric-status';
import type { AlertReason } from '#shared/domain/alert';
import type { AlertRules } from '#shared/domain/alert-rule';
import type { DaysToLimit } from '#shared/domain/forecast';
import type { Alertness, AlertPatience, Degree, Observation } from './alert-transition';
import { DEFAULT_RULES, HYSTERESIS } from './rules';

/** One limit as it was read. */
export interface LimitReading
  extends Pick<
    Observation,
    'key' | 'connectionId' | 'projectId' | 'service' | 'metric' | 'limitId' | 'unit' | 'at' | 'isWindowed' | 'isGone'
  > {
  /** Null is missing data. */
  readonly percent: number | null;
  /** What the marks are held against where that is more: of a day in progress what the whole day is expected to hold. */
  readonly judgedPercent: number | null;
  readonly value: number | null;
  readonly limit: number | null;
  readonly warningPercent: number;
  readonly criticalPercent: number;
  /** What the forecast says of the limit; null while nothing is known. */
  readonly daysToLimit: DaysToLimit | null;
  /** The provider enforces it now. */
  readonly enforcing: { readonly since: number | null } | null;
}

/** A level has been read, so that it fires at once; it is over after three readings below the lower mark. */
const PATIENCE: AlertPatience = { holdFor: 0, confirm: 0, recover: 3 };

/**
 * One limit as one ladder, so that one problem is one alert: 1 the forecast expects it soon, 2 the usage is past the
 * warning mark, 3 past the critical one, or enforced. The first two are both a warning, and told once.
 */
export function observeLimit(reading: LimitReading, rules: Pick<AlertRules, 'forecast'>): Observation {
  const { percent, value, limit } = reading;
  const known = percent === null || value === null || limit === null ? null : { percent, value, limit };
  return {
    ...reading,
    condition: 'limit',
    known,
    degree: degreeOf(reading, rules, false),
    held(standing) {
      const degree = degreeOf(reading, rules, true);
      // Without a forecast nothing is known of what it said: it stands.
      const isUnknown = standing.basis === 'forecast' && reading.daysToLimit === null;
      return degree ?? (isUnknown ? expectedDegree(reading) : null);
    },
    patience: PATIENCE,
    recovered: (from, still) => recovered(reading, from, still),
  };
}

function degreeOf(reading: LimitReading, rules: Pick<AlertRules, 'forecast'>, stands: boolean): Degree | null {
  const slack = stands ? HYSTERESIS : 0;
  const percent = Math.max(reading.percent ?? 0, reading.judgedPercent ?? 0);
  if (percent >= reading.criticalPercent - slack) {
    return { rung: 3, severity: 'critical', basis: 'level', voice: 2, reason: over(reading.criticalPercent) };
  }
  if (reading.enforcing !== null) {
    // The provider says so, whatever was read.
    const reason = { code: 'enforced', since: reading.enforcing.since } as const;
    return { rung: 3, severity: 'critical', basis: 'level', voice: 2, reason };
  }
  if (percent >= reading.warningPercent - slack) {
    return { rung: 2, severity: 'warning', basis: 'level', voice: 1, reason: over(reading.warningPercent) };
  }
  const isExpected = reading.daysToLimit !== null && isSoon(reading.daysToLimit, rules.forecast, stands);
  return isExpected ? expectedDegree(reading) : null;
}

function expectedDegree({ daysToLimit }: LimitReading): Degree {
  const reason = {
    code: 'expected',
    q10: daysToLimit?.q10 ?? null,
    q50: daysToLimit?.q50 ?? null,
    held: false,
  } as const;
  return { rung: 1, severity: 'warning', basis: 'forecast', voice: 1, reason };
}

function over(threshold: number): AlertReason {
  return { code: 'over-threshold', threshold, held: false };
}

/** Share by which the days must have moved away before it is over: a forecast trembles from cycle to cycle. */
const SLACK = 0.5;

/**
 * Whether the limit is reached within the rule's days with its probability. By default: the early edge (10th
 * percentile) within 7 days, and the median within 30, as a standing's own severity has it.
 */
function isSoon(days: DaysToLimit, rule: AlertRules['forecast'], stands: boolean): boolean {
  const { withinDays, probability } = DEFAULT_RULES.forecast;
  if (rule.withinDays === withinDays && rule.probability === probability) {
    return mayReachSoon(days, stands);
  }
  return probabilityWithin(days, rule.withinDays * (stands ? 1 + SLACK : 1)) >= rule.probability;
}

/**
 * Probability, 0 to 1, that the limit is reached within `within` days: the distribution runs evenly from now (0)
 * through the quantiles that are known, and what lies beyond the last of them is taken as not reached.
 */
function probabilityWithin({ q10, q50, q90 }: DaysToLimit, within: number): number {
  const points = [
    { days: 0, share: 0 },
    ...[
      { days: q10, share: 0.1 },
      { days: q50, share: 0.5 },
      { days: q90, share: 0.9 },
    ].flatMap(({ days, share }) => (days === null ? [] : [{ days, share }])),
  ];
  let before = { days: 0, share: 0 };
  for (const point of points) {
    if (within < point.days) {
      return before.share + ((point.share - before.share) * (within - before.days)) / (point.days - before.days);
    }
    before = point;
  }
  return before.share;
}

function recovered(
  { warningPercent, criticalPercent }: LimitReading,
  { severity, basis }: Alertness,
  still: Degree | null,
): AlertReason {
  if (basis === 'forecast') {
    return { code: 'no-longer-expected' };
  }
  const threshold = severity === 'critical' ? criticalPercent : warningPercent;
  const stillOver = still !== null && still.basis === 'level' ? warningPercent : null;
  return { code: 'below-threshold', severity, threshold, still: stillOver };
}
