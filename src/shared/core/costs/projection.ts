import type { CostBreakdown, UsageRow } from '#shared/domain/cost';
import type { Micros } from '#shared/domain/money';
import type { PriceList } from '#shared/domain/price-list';
import { daysBetween } from '../calendar/calendar';
import { breakdownOf } from './breakdown';
import { priceRows } from './ledger';
import type { BillingDays } from './period-costs';
import { type PlanChoice, termsOf } from './terms';

/** Where one metric is expected to stand at the period's end: quantiles of the whole period's quantity. */
export interface MetricProjection {
  readonly service: string;
  readonly metric: string;
  readonly region: string | null;
  readonly q10: number;
  readonly q50: number;
  readonly q90: number;
}

/** The cost at the period's end. Usage is projected and then priced, never the cost itself. */
export interface CostProjection {
  /** Null while a part is unknown; `expected.atLeast` has the rest. */
  readonly total: Micros | null;
  /** 80 %: the lower and upper usage priced the same way; the price only rises, so bounds stay bounds. */
  readonly interval: readonly [Micros, Micros] | null;
  readonly expected: CostBreakdown;
}

/** Prices the projected usage of a period on a plan. */
export function projectCosts(
  list: PriceList,
  plan: PlanChoice,
  projections: readonly MetricProjection[],
): CostProjection {
  const terms = termsOf(list, plan);
  const at = (quantile: 'q10' | 'q50' | 'q90'): CostBreakdown => {
    const rows = projections.map(({ service, metric, region, [quantile]: quantity }) => {
      const row: UsageRow = { service, metric, region, project: null, day: plan.day, quantity };
      return row;
    });
    return breakdownOf(priceRows(rows, terms).lines, terms);
  };
  const [low, expected, high] = [at('q10'), at('q50'), at('q90')];
  const known = low.total !== null && high.total !== null;
  return { total: expected.total, interval: known ? [low.total, high.total] : null, expected };
}

/**
 * The straight run rate, for use until a forecast stands: `used so far / days so far * days of the
 * period`, with nothing said about its uncertainty (all quantiles alike). `today` counts as passed.
 */
export function runRate(rows: readonly UsageRow[], period: BillingDays, elapsedDays: number): MetricProjection[] {
  const days = daysBetween(period.start, period.end);
  const sums = new Map<string, { row: UsageRow; used: number }>();
  for (const row of rows) {
    const key = `${row.service} ${row.metric} ${row.region ?? ''}`;
    const sum = sums.get(key);
    sums.set(key, { row, used: (sum?.used ?? 0) + row.quantity });
  }
  return [...sums.values()].map(({ row: { service, metric, region }, used }) => {
    const projected = elapsedDays > 0 ? (used * days) / elapsedDays : used;
    return { service, metric, region, q10: projected, q50: projected, q90: projected };
  });
}
