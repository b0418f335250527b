import { forecastAgainstLimit } from '#shared/core/forecasting/forecast-against-limit';
import { DAY } from '#shared/domain/instant';
import type { BenchSeries } from './series';

const SERIES = 200;
const DAYS = 400;

/**
 * Milliseconds of processor time for 200 series of 400 days against a limit; the best of three runs. The
 * processor's time, since others on the machine take the wall clock's.
 */
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
    const start = process.cpuUsage();
    for (const { points, level, limit } of inputs) {
      forecastAgainstLimit({
        kind: level ? 'gauge' : 'daily',
        points,
        zone: 'America/Los_Angeles',
        now: DAYS * DAY,
        limit: { value: limit, window: { kind: level ? 'level' : 'day' } },
      });
    }
    const { user, system } = process.cpuUsage(start);
    return (user + system) / 1_000;
  };
  return Math.min(run(), run(), run());
}
