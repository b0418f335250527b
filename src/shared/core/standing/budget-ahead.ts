import { normalQuantile } from '#shared/core/forecasting/normal';
import { QUANTILE_LEVELS } from '#shared/core/forecasting/quantiles';
import type { QuantityAhead, WindowAhead } from '#shared/domain/forecast';
import { DAY, type Instant } from '#shared/domain/instant';

/** What a bill tells of the money that a budget counts, in main units. */
export interface BudgetMoney {
  readonly spent: number;
  /** At the period's end. */
  readonly projected: { readonly q10: number; readonly q50: number; readonly q90: number };
  /** Of the included credit: so much more is used before anything is spent. */
  readonly creditLeft: number;
  /** The credit of a whole period, and what is charged at its start whatever is used. */
  readonly creditTotal: number;
  readonly fixed: number;
  readonly period: { readonly start: Instant; readonly end: Instant };
  readonly now: Instant;
}

/**
 * How the money goes on to the end of the period and through the next one: of each quantile of the bill's projection an
 * even rate of use, which the credit pays for as long as it lasts.
 */
export function budgetAhead({
  spent,
  projected,
  creditLeft,
  creditTotal,
  fixed,
  period,
  now,
}: BudgetMoney): QuantityAhead {
  const left = Math.max(1, period.end - now);
  const rates = levelsOf(projected).map((end) => (end > spent ? (end - spent + creditLeft) / left : 0));
  const current = stretch(now, period.end, (since) =>
    rates.map((rate) => spent + Math.max(0, rate * since - creditLeft)),
  );
  const next = stretch(period.end, period.end + (period.end - period.start), (since) =>
    rates.map((rate) => fixed + Math.max(0, rate * since - creditTotal)),
  );
  return { windows: [current, next], again: [next], peak: 0 };
}

/** Growth a day of what is spent: of the median, and its 80 % interval. */
export function budgetGrowth({ spent, projected, period, now }: BudgetMoney): readonly [number, number, number] {
  const days = Math.max(1 / 24, (period.end - now) / DAY);
  const perDay = (end: number) => Math.max(0, end - spent) / days;
  return [perDay(projected.q10), perDay(projected.q50), perDay(projected.q90)];
}

/** The levels of every forecast, on each side of the median by the slope of the quantile that is known. */
function levelsOf({ q10, q50, q90 }: BudgetMoney['projected']): readonly number[] {
  const score = normalQuantile(0.9);
  return QUANTILE_LEVELS.map((level) => {
    const z = normalQuantile(level) / score;
    return z < 0 ? q50 + z * (q50 - q10) : q50 + z * (q90 - q50);
  });
}

function stretch(start: Instant, end: Instant, rowAt: (since: number) => readonly number[]): WindowAhead {
  const [from] = rowAt(0);
  const steps = Math.max(1, Math.ceil((end - start) / DAY));
  const ends = Array.from({ length: steps }, (_, step) => Math.min(end, start + (step + 1) * DAY));
  return { start, from: from ?? null, ends, highest: ends.map((t) => rowAt(t - start)), walk: null, falls: false };
}
