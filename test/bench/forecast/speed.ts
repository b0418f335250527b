import { forecastAgainstLimit } from '#shared/core/forecasting/forecast-against-limit';
import { DAY } from '#shared/domain/instant';
import type { BenchSeries } from './series';

const SERIES = 200;
const DAYS = 400;

/** Milliseconds for 200 series of 400 days against a limit on one core; the better of two runs. */
export function speedOf(all: readonly BenchSeries[]): number {
  const long = all.filter((series) => series.step === 'day' && series.values.length >= DAYS);
  const inputs = Array.from({ length: SERIES }, (_, i) => {
    const series = long[i % long.length] as BenchSeries;
    const from = Math.min(series.values.length - DAYS, i);
    const values = series.values.subarray(from, from + DAYS);
    const points = Array.from(values, (value, day) => ({ t: day * DAY, value }));
    const top = Math.max(...values.filter(Number.isFinite));
    return { points, level: series.kind === 'gauge', limit: top * 1.05 };
  });
  const run = () => {
    const start = performance.now();
    for (const { points, level, limit } of inputs) {
      forecastAgainstLimit({
        kind: level ? 'gauge' : 'daily',
        points,
        zone: 'America/Los_Angeles',
        now: DAYS * DAY,
        limit: { value: limit, window: { kind: level ? 'level' : 'day' } },
      });
    }
    return performance.now() - start;
  };
  return Math.min(run(), run());
}
