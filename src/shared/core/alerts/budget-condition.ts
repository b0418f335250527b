import type { AlertReason } from '#shared/domain/alert';
import type { AlertRules } from '#shared/domain/alert-rule';
import type { Instant } from '#shared/domain/instant';
import type { Alertness, Degree, Observation } from './alert-transition';
import type { LimitReading } from './limit-condition';
import { HYSTERESIS } from './rules';

/** A budget as it was read. */
export interface BudgetReading extends LimitReading {
  /** Probability, 0 to 1, that it is passed before its period ends; null: not known. */
  readonly projectedAbove: number | null;
  /** When it is expected to be passed; null: not known, or not in sight. */
  readonly expectedAt: Instant | null;
}

/** More likely than not, and until it is clearly less likely than that. */
const LIKELY = 0.5;
const STILL_LIKELY = 0.35;

/**
 * A budget as one ladder: 1 its first mark, 2 it is projected to be passed, then a rung for each further mark. Each is
 * told, as the provider's own notices are; the last mark is critical.
 */
export function observeBudget(reading: BudgetReading, { budget }: Pick<AlertRules, 'budget'>): Observation {
  const { percent, value, limit } = reading;
  const known = percent === null || value === null || limit === null ? null : { percent, value, limit };
  return {
    ...reading,
    condition: 'budget',
    known,
    degree: degreeOf(reading, budget, 0, LIKELY),
    held(standing) {
      const degree = degreeOf(reading, budget, HYSTERESIS, STILL_LIKELY);
      const isUnknown = standing.basis === 'forecast' && reading.projectedAbove === null;
      return degree ?? (isUnknown ? projected(reading) : null);
    },
    patience: { holdFor: 0, confirm: 0, recover: 3 },
    recovered: (from) => recovered(from, budget),
  };
}

function degreeOf(
  reading: BudgetReading,
  { marks, projected: withProjection }: AlertRules['budget'],
  slack: number,
  likely: number,
): Degree | null {
  const passed = marks.filter((mark) => (reading.percent ?? 0) >= mark - slack).length;
  const mark = marks[passed - 1];
  const isAbove = withProjection && reading.projectedAbove !== null && reading.projectedAbove >= likely;
  const isLast = passed === marks.length;
  if (mark === undefined || (passed === 1 && !isLast && isAbove)) {
    return isAbove ? projected(reading) : null;
  }
  // A last mark is above the projection also where it is the only one.
  const place = passed === 1 && !isLast ? 1 : Math.max(3, passed + 1);
  return {
    rung: place,
    severity: isLast ? 'critical' : 'warning',
    basis: 'level',
    voice: place,
    reason: { code: 'over-threshold', threshold: mark, held: false },
  };
}

function projected({ expectedAt, projectedAbove }: BudgetReading): Degree {
  const reason = { code: 'projected-above', probability: projectedAbove, at: expectedAt } as const;
  return { rung: 2, severity: 'warning', basis: 'forecast', voice: 2, reason };
}

function recovered({ basis, severity }: Alertness, { marks }: AlertRules['budget']): AlertReason {
  if (basis === 'forecast') {
    return { code: 'no-longer-expected' };
  }
  const threshold = (severity === 'critical' ? marks.at(-1) : marks[0]) ?? 0;
  return { code: 'below-threshold', severity, threshold, still: null };
}
