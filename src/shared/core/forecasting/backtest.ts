import type { ForecastStep } from '#shared/domain/forecast';
import { DAY, type Instant } from '#shared/domain/instant';

/** The forecast of one closed day with what came, both in the series' unit; `step.t` is the day's end. */
export interface BacktestDay {
  readonly step: ForecastStep;
  readonly actual: number;
}

/** Neighbouring days that came out on the same side of their 80 % ranges. */
export interface MissRun {
  /** Ends of the first and the last of the days. */
  readonly from: Instant;
  readonly to: Instant;
  readonly days: number;
  /** Where the forecasts were: `low` when more came than they allowed. */
  readonly side: 'low' | 'high';
  /** Distance of what came from the median on the worst of the days, in the series' unit. */
  readonly most: number;
}

/** A day is up to an hour longer or shorter where clocks change. */
const NEIGHBOUR = 1.5 * DAY;

/** The misses of one series' `days` (oldest first) as runs, oldest first. */
export function missRuns(days: readonly BacktestDay[]): readonly MissRun[] {
  const runs: MissRun[] = [];
  let before: BacktestDay | null = null;
  for (const day of days) {
    const side = missSide(day);
    if (side !== null) {
      const last = runs.at(-1);
      const goesOn = last !== undefined && before !== null && last.to === before.step.t && areNeighbours(before, day);
      const most = Math.abs(day.actual - day.step.q50);
      if (goesOn && last.side === side) {
        runs[runs.length - 1] = { ...last, to: day.step.t, days: last.days + 1, most: Math.max(last.most, most) };
      } else {
        runs.push({ from: day.step.t, to: day.step.t, days: 1, side, most });
      }
    }
    before = day;
  }
  return runs;
}

/**
 * How much nearer the medians of `days` (oldest first) came than "as the day before" would have: 0.3 is 30 % nearer,
 * below zero is further off. Null where no day follows another one, or nothing ever changed.
 *
 * `1 - sum |error| / sum |change|`, the complement of the relative absolute error: Hyndman and Koehler, "Another look at
 * measures of forecast accuracy", IJF 22 (2006).
 */
export function skillOverNoChange(days: readonly BacktestDay[]): number | null {
  let errors = 0;
  let changes = 0;
  for (const [index, day] of days.entries()) {
    const before = days[index - 1];
    if (before !== undefined && areNeighbours(before, day)) {
      errors += Math.abs(day.actual - day.step.q50);
      changes += Math.abs(day.actual - before.actual);
    }
  }
  return changes === 0 ? null : 1 - errors / changes;
}

/** Mean distance of what came from the median, as a share of the mean that came; null where nothing came. */
export function relativeError(days: readonly BacktestDay[]): number | null {
  const came = days.reduce((sum, { actual }) => sum + Math.abs(actual), 0);
  const errors = days.reduce((sum, { actual, step }) => sum + Math.abs(actual - step.q50), 0);
  return came === 0 ? null : errors / came;
}

/** Where the forecast was, when what came lay outside the range that holds in 8 of 10 cases; null when it lay inside. */
export function missSide({ step, actual }: BacktestDay): MissRun['side'] | null {
  if (actual > step.q90) {
    return 'low';
  }
  return actual < step.q10 ? 'high' : null;
}

function areNeighbours(before: BacktestDay, after: BacktestDay): boolean {
  return after.step.t - before.step.t < NEIGHBOUR;
}
