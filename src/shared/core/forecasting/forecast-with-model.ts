import type { Instant } from '#shared/domain/instant';
import { DAY } from '#shared/domain/instant';
import { cleanPoints } from './clean-points';
import { gridOf } from './day-grid';
import type { ForecastInput, Point } from './forecast-input';
import { isLastDayOpen, knownUntil } from './known-until';
import type { QuantileRow } from './quantiles';
import type { RegularForecast } from './regular-forecast';
import { neverFalling } from './second-opinion';

/** The whole days that a forecast of `input` rests on, as a model is asked about them; gaps are left out. */
export function daysForModel(input: ForecastInput): readonly Point[] {
  const usable = cleanPoints(input.points).points.filter((point) => point.t <= input.now);
  if (usable.length === 0) {
    return [];
  }
  const grid = gridOf(input.kind, usable, input.zone);
  const start: Instant = grid.end - grid.values.length * DAY;
  // Noon, so that no change of the clocks moves a day.
  const days = Array.from(grid.values, (value, i) => ({ t: start + i * DAY + DAY / 2, value }));
  const partial = isLastDayOpen(input, grid, knownUntil(input, usable));
  return (partial ? days.slice(0, -1) : days).filter(({ value }) => Number.isFinite(value));
}

/**
 * Our forecast with the steps of another model in place of ours. What it does not tell stays ours: how far the highest
 * of many days stands above a single one, and how wide a total is; both are moved to where the model's middle is.
 * Unchanged where it tells fewer than `needed` steps. `told`: why the model is used, for a person, or nothing.
 */
export function withModel(
  ours: RegularForecast,
  model: ForecastInput['model'],
  needed: number,
  nonNegative: boolean,
): { readonly regular: RegularForecast; readonly told: string } {
  if (model === undefined || model.rows.length < needed) {
    return { regular: ours, told: '' };
  }
  const held = (row: QuantileRow) => (nonNegative ? row.map((value) => Math.max(0, value)) : row);
  const steps = model.rows.slice(0, ours.steps.length).map(held);
  const move = (rows: readonly QuantileRow[], from: readonly number[], to: readonly number[]) =>
    rows.map((row, h) => held(row.map((value) => value + (to[h] as number) - (from[h] as number))));
  const highest = (rows: readonly QuantileRow[]) => neverFalling(rows).map((row) => row[3] as number);
  const peaks = neverFalling(move(ours.peaks, highest(ours.steps), highest(steps)));
  const regular: RegularForecast = {
    ...ours,
    steps,
    peaks: peaks.map((row, h) => row.map((value, i) => Math.max(value, (steps[h] as QuantileRow)[i] as number))),
    totals: (ahead) => {
      const rows = ours.totals(ahead);
      let sum = 0;
      const middles = model.rows.slice(0, ahead).map((row) => {
        sum += held(row)[3] as number;
        return sum;
      });
      if (middles.length < ahead) {
        return rows;
      }
      const middle = rows.map((row) => row[3] as number);
      return nonNegative ? neverFalling(move(rows, middle, middles)) : move(rows, middle, middles);
    },
  };
  return { regular, told: ` ${model.reason}` };
}
