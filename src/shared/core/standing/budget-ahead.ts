import type { UseCourse } from '#shared/core/costs/bill/course';
import { normalQuantile } from '#shared/core/forecasting/normal';
import { QUANTILE_LEVELS } from '#shared/core/forecasting/quantiles';
import type { QuantityAhead, WindowAhead } from '#shared/domain/forecast';
import { DAY, type Instant } from '#shared/domain/instant';

/** A quantity that a bill projects, at the period's end. */
interface Projected {
  readonly q10: number;
  readonly q50: number;
  readonly q90: number;
}

/** What a bill tells of the money that a budget counts, in main units. */
export interface BudgetMoney {
  readonly spent: number;
  /** What is still charged for use until the period ends, before what is left of the credit pays for it. */
  readonly toCome: Projected;
  /** How that is charged on the way. */
  readonly course: UseCourse;
  /** Of the included credit: so much more is used before anything is spent. */
  readonly creditLeft: number;
  /** The credit of a whole period, and what is charged at its start whatever is used. */
  readonly creditTotal: number;
  readonly fixed: number;
  readonly period: { readonly start: Instant; readonly end: Instant };
  readonly now: Instant;
}

/**
 * How the money goes on to the end of the period and through the next one: of each quantile what the bill projects, on
 * the course that its prices give it, which the credit pays for as long as it lasts.
 */
export function budgetAhead(money: BudgetMoney): QuantityAhead {
  const { spent, creditLeft, creditTotal, fixed, course, period, now } = money;
  const rest = levelsOf(money.toCome).map((value) => Math.max(0, value));
  const current = stretch(now, period.end, (part) =>
    ascending(rest.map((all, level) => spent + Math.max(0, all * course.shareAt(part, level) - creditLeft))),
  );
  const next = stretch(period.end, period.end + (period.end - period.start), (part) =>
    rest.map((_, level) => fixed + Math.max(0, course.nextAt(part, level) - creditTotal)),
  );
  return { windows: [current, next], again: [next], peak: 0 };
}

/**
 * What is spent on a mean day: at the median, and its 80 % interval. What is told late is of days that are over, so that
 * on the last evening of a period more is still to come than the hours that are left will bring.
 */
export function budgetGrowth({ toCome, creditLeft, course }: BudgetMoney): readonly [number, number, number] {
  const perDay = (value: number) => Math.max(0, value - creditLeft) / Math.max(1 / 24, course.days);
  return [perDay(toCome.q10), perDay(toCome.q50), perDay(toCome.q90)];
}

/** The levels of every forecast, on each side of the median by the slope of the quantile that is known. */
function levelsOf({ q10, q50, q90 }: Projected): readonly number[] {
  const score = normalQuantile(0.9);
  return QUANTILE_LEVELS.map((level) => {
    const z = normalQuantile(level) / score;
    return z < 0 ? q50 + z * (q50 - q10) : q50 + z * (q90 - q50);
  });
}

/** Each level has a course of its own, which may cross its neighbour's by a hair. */
function ascending(row: readonly number[]): readonly number[] {
  return [...row].sort((a, b) => a - b);
}

/** `rowAt`: the values where this part (0 to 1) of the stretch is over. */
function stretch(start: Instant, end: Instant, rowAt: (part: number) => readonly number[]): WindowAhead {
  const [from] = rowAt(0);
  const steps = Math.max(1, Math.ceil((end - start) / DAY));
  const ends = Array.from({ length: steps }, (_, step) => Math.min(end, start + (step + 1) * DAY));
  const partAt = (t: Instant) => (t - start) / Math.max(1, end - start);
  return { start, from: from ?? null, ends, highest: ends.map((t) => rowAt(partAt(t))), walk: null, falls: false };
}
