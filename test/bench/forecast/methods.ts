import { fillGaps } from '#shared/core/forecasting/fill-gaps';
import { firstReachedBy, passageQuantile, reachedBy } from '#shared/core/forecasting/first-passage';
import { QUANTILE_LEVELS, type QuantileRow, quantile } from '#shared/core/forecasting/quantiles';
import { forecastRegular } from '#shared/core/forecasting/regular-forecast';
import { BASELINES, type Baseline } from './baselines';

/** A forecaster with intervals: one quantile row a step. */
export interface Method {
  readonly name: string;
  readonly rows: (history: Float64Array, horizon: number, step: 'day' | 'hour') => readonly QuantileRow[];
  /** The same for days, with what it knows about limits. */
  readonly ahead: (history: Float64Array, horizon: number, level: boolean) => Ahead;
}

export interface Ahead {
  /** Days to `limit` in the middle case; null beyond the horizon. */
  readonly days: (limit: number) => number | null;
  /** Probability of having reached `limit` by the end of each day. */
  readonly reached: (limit: number) => readonly number[];
}

const SEASONS = { day: { short: 7, long: 1 }, hour: { short: 24, long: 168 } } as const;

export const ENGINE: Method = {
  name: 'Headroom',
  rows: (history, horizon, step) =>
    forecastRegular(history, { seasons: SEASONS[step], horizon, nonNegative: true, widen: 1 }).steps,
  ahead: (history, horizon, level) => {
    const options = { seasons: SEASONS.day, horizon, nonNegative: true, widen: 1, amounts: !level };
    const ahead = forecastRegular(history, options);
    const reached = (limit: number) => firstReachedBy(ahead, limit);
    return { reached, days: (limit) => passageQuantile(reached(limit), 0.5) };
  },
};

/** Past cuts that a baseline's intervals rest on. */
const CUTS = 12;

/** The engine first, then every baseline, its own intervals where it has some, else simple conformal ones. */
export const METHODS: readonly Method[] = [ENGINE, ...BASELINES.map(withIntervals)];

function withIntervals(baseline: Baseline): Method {
  const rows: Method['rows'] = (history, horizon, step) => rowsOf(baseline, fillGaps(history), horizon, step);
  return {
    name: baseline.name,
    rows,
    ahead: (history, horizon, level) => {
      const steps = rows(history, horizon, 'day');
      const last = fillGaps(history).at(-1) as number;
      return {
        reached: (limit) => reachedBy(steps, limit, level ? 'walk' : 'total'),
        days: (limit) => crossing(steps, limit, level ? last : Number.NEGATIVE_INFINITY),
      };
    },
  };
}

/** Where the middle of the path first reaches the limit; between two days of a level in a straight line. */
function crossing(rows: readonly QuantileRow[], limit: number, from: number): number | null {
  let before = from;
  for (let h = 0; h < rows.length; h += 1) {
    const here = (rows[h] as QuantileRow)[3] as number;
    if (here >= limit) {
      return Number.isFinite(before) && before < limit ? h + (limit - before) / (here - before) : h + 1;
    }
    before = Number.isFinite(from) ? here : before;
  }
  return null;
}

function rowsOf(
  baseline: Baseline,
  values: Float64Array,
  horizon: number,
  step: 'day' | 'hour',
): readonly QuantileRow[] {
  if (baseline.quantiles !== undefined) {
    const levels = baseline.quantiles(values, horizon, step);
    return Array.from({ length: horizon }, (_, h) => levels.map((level) => level[h] as number));
  }
  const path = baseline.point(values, horizon, step);
  const errors = conformalErrors(baseline, values, horizon, step);
  return Array.from(path, (value, h) =>
    QUANTILE_LEVELS.map((p) => value + (p === 0.5 ? 0 : quantile(errors[h] as number[], p))),
  );
}

/** Truth minus forecast by step, at cuts through the last two thirds of the history. */
function conformalErrors(baseline: Baseline, values: Float64Array, horizon: number, step: 'day' | 'hour'): number[][] {
  const errors: number[][] = Array.from({ length: horizon }, () => []);
  const first = Math.floor(values.length / 3);
  for (let i = 0; i < CUTS; i += 1) {
    const at = Math.round(first + ((values.length - 1 - first) * i) / (CUTS - 1));
    const ahead = Math.min(horizon, values.length - at);
    const path = baseline.point(values.slice(0, at), ahead, step);
    for (let h = 0; h < ahead; h += 1) {
      (errors[h] as number[]).push((values[at + h] as number) - (path[h] as number));
    }
  }
  let last = errors[0] as number[];
  return errors.map((known) => {
    last = known.length >= 3 ? known : last;
    return last;
  });
}
