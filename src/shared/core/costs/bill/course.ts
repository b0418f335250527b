import { normalQuantile } from '#shared/core/forecasting/normal';
import { QUANTILE_LEVELS } from '#shared/core/forecasting/quantiles';
import { DAY } from '#shared/domain/instant';
import type { DrawnMeter } from './draws';

/**
 * How the use of an account is charged on its way, at each of `QUANTILE_LEVELS`: not evenly, since an included amount
 * costs nothing until it is used up. Before any credit.
 */
export interface UseCourse {
  /** Which share of all that is still charged in this period is charged within `part` (0 to 1) of the time left. */
  readonly shareAt: (part: number, level: number) => number;
  /** What is charged within `part` (0 to 1) of the whole period after this one, in main units. */
  readonly nextAt: (part: number, level: number) => number;
  /** How many mean days all that is still charged in this period is worth: more than are left where days are told late. */
  readonly days: number;
}

/**
 * The course of these meters, each used evenly over the time `left`, and over a next period of the length `whole` (both in
 * seconds) by what a mean day of the rest brings: the last hours of a period are of one weekday, and what is told late
 * counts among them. The levels move all meters at once: they tell the shape, and the bill how much it is.
 */
export function courseOf(meters: readonly DrawnMeter[], left: number, whole: number): UseCourse {
  const rests = QUANTILE_LEVELS.map((p) =>
    meters.map(({ rest }) => rest.middle * Math.exp(rest.spread * normalQuantile(p))),
  );
  const restOf = (level: number, at: number) => rests[level]?.[at] ?? 0;
  const charged = (part: number, level: number) =>
    sumOf(meters, ({ used, costOf }, at) => costOf(used + restOf(level, at) * part) - costOf(used));
  const daysOf = ({ rest }: DrawnMeter) => Math.max(1e-5, rest.meanDays ?? left / DAY);
  const times = (meter: DrawnMeter) => whole / DAY / daysOf(meter);
  const stillCharged = ({ used, rest, costOf }: DrawnMeter) => costOf(used + rest.middle) - costOf(used);
  const all = sumOf(meters, stillCharged);
  return {
    days: all > 0 ? all / sumOf(meters, (meter) => stillCharged(meter) / daysOf(meter)) : left / DAY,
    shareAt(part, level) {
      const all = charged(1, level);
      return all > 0 ? Math.min(1, Math.max(0, charged(part, level) / all)) : part;
    },
    nextAt: (part, level) =>
      sumOf(meters, (meter, at) => meter.costOf(restOf(level, at) * times(meter) * part) - meter.costOf(0)),
  };
}

function sumOf(meters: readonly DrawnMeter[], costOf: (meter: DrawnMeter, at: number) => number): number {
  return meters.reduce((sum, meter, at) => sum + costOf(meter, at), 0);
}
