import { median, type QuantileRow } from '#shared/core/forecasting/quantiles';
import type { Method } from './methods';
import { HORIZON, originsOf } from './origins';
import type { BenchSeries } from './series';

/** How one method did on the series of one step width; medians over series, each the mean over its cuts. */
export interface Accuracy {
  readonly method: string;
  readonly mase: number;
  readonly pinball: number;
  /** Share of truths inside the central 50, 80 and 95 % interval, mean over series. */
  readonly inside50: number;
  readonly inside80: number;
  readonly inside95: number;
  /** MASE of each series. */
  readonly bySeries: readonly number[];
  /** Pinball loss of each series. */
  readonly pinballBySeries: readonly number[];
  /** Geometric means over series: what is lost on one is not hidden by the others. */
  readonly geometric: { readonly mase: number; readonly pinball: number };
}

/** Rolls every cut of every series. */
export function accuracyOf(method: Method, all: readonly BenchSeries[], step: 'day' | 'hour'): Accuracy {
  const results = all.filter((series) => series.step === step).map((series) => ofSeries(method, series));
  const column = (pick: (tally: Tally) => number) => results.map(pick);
  const average = (values: readonly number[]) => values.reduce((a, b) => a + b, 0) / values.length;
  return {
    method: method.name,
    mase: median(column((t) => t.mase)),
    pinball: median(column((t) => t.pinball)),
    inside50: average(column((t) => t.inside50)),
    inside80: average(column((t) => t.inside80)),
    inside95: average(column((t) => t.inside95)),
    bySeries: column((t) => t.mase),
    pinballBySeries: column((t) => t.pinball),
    geometric: { mase: geometricMean(column((t) => t.mase)), pinball: geometricMean(column((t) => t.pinball)) },
  };
}

function geometricMean(values: readonly number[]): number {
  return Math.exp(values.reduce((sum, value) => sum + Math.log(value), 0) / values.length);
}

type Tally = Pick<Accuracy, 'mase' | 'pinball' | 'inside50' | 'inside80' | 'inside95'>;

function ofSeries(method: Method, series: BenchSeries): Tally {
  let mase = 0;
  let pinball = 0;
  let count = 0;
  const inside = [0, 0, 0];
  const origins = originsOf(series);
  for (const origin of origins) {
    const rows = method.rows(origin.history, HORIZON[series.step], series.step);
    let error = 0;
    let known = 0;
    rows.forEach((row, h) => {
      const truth = origin.truth[h] as number;
      if (!Number.isFinite(truth)) {
        return;
      }
      known += 1;
      error += Math.abs((row[3] as number) - truth);
      pinball +=
        (lossAt(0.1, row[1], truth) + lossAt(0.5, row[3], truth) + lossAt(0.9, row[5], truth)) / 3 / origin.scale;
      [
        [2, 4],
        [1, 5],
        [0, 6],
      ].forEach(([low, high], i) => {
        inside[i] = (inside[i] as number) + (within(row, low as number, high as number, truth) ? 1 : 0);
      });
    });
    count += known;
    mase += error / known / origin.scale / origins.length;
  }
  const [a, b, c] = inside as [number, number, number];
  return { mase, pinball: pinball / count, inside50: a / count, inside80: b / count, inside95: c / count };
}

function within(row: QuantileRow, low: number, high: number, truth: number): boolean {
  return truth >= (row[low] as number) && truth <= (row[high] as number);
}

/** Source: Koenker and Bassett, "Regression quantiles", Econometrica 46 (1978). */
function lossAt(p: number, forecast: number | undefined, truth: number): number {
  const away = truth - (forecast as number);
  return Math.max(p * away, (p - 1) * away);
}
