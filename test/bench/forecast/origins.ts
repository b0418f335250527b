import type { BenchSeries } from './series';

/** One cut of a series: what was known, and what then came. */
export interface Origin {
  readonly series: BenchSeries;
  /** Index of the first value to forecast. */
  readonly at: number;
  readonly history: Float64Array;
  readonly truth: Float64Array;
  /** Mean absolute error of the seasonal naive forecast within `history`: the unit of MASE. */
  readonly scale: number;
}

export const HORIZON = { day: 30, hour: 72 } as const;
export const LONGEST_HISTORY = { day: 120, hour: 504 } as const;
const SEASON = { day: 7, hour: 24 } as const;
const SHORTEST_HISTORY = { day: 60, hour: 168 } as const;
const MOST_ORIGINS = 40;
const FEWEST_ORIGINS = 12;

/** Evenly spread cuts: 40 where a full history fits before the first one, else at least 12. */
export function originsOf(series: BenchSeries): Origin[] {
  const n = series.values.length;
  const last = n - HORIZON[series.step];
  const roomy = last - LONGEST_HISTORY[series.step] >= MOST_ORIGINS;
  const first = roomy ? LONGEST_HISTORY[series.step] : SHORTEST_HISTORY[series.step];
  const count = roomy ? MOST_ORIGINS : Math.max(FEWEST_ORIGINS, Math.min(MOST_ORIGINS, Math.floor((last - first) / 6)));
  return Array.from({ length: count }, (_, i) => {
    const at = Math.round(first + ((last - first) * i) / (count - 1));
    const history = series.values.slice(Math.max(0, at - LONGEST_HISTORY[series.step]), at);
    return {
      series,
      at,
      history,
      truth: series.values.slice(at, at + HORIZON[series.step]),
      scale: naiveScale(history, SEASON[series.step]),
    };
  });
}

/** Source: Hyndman and Koehler, "Another look at measures of forecast accuracy", IJF 22 (2006). */
function naiveScale(history: Float64Array, season: number): number {
  let sum = 0;
  let count = 0;
  for (let i = season; i < history.length; i += 1) {
    const change = Math.abs((history[i] as number) - (history[i - season] as number));
    if (Number.isFinite(change)) {
      sum += change;
      count += 1;
    }
  }
  return count === 0 ? Number.NaN : sum / count;
}
