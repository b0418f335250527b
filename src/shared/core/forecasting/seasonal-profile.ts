import { mean, median } from './quantiles';

/**
 * Typical deviation of each place in the season, summing to zero, from `values` whose last entry
 * has the place `values.length - 1 (mod season)`. Deviations are taken from a centred moving mean
 * of one season and then their median, so that one outlier moves nothing.
 * Source: classical decomposition (Hyndman and Athanasopoulos, Forecasting: Principles and Practice,
 * 3rd ed., section 3.4) with medians for means.
 */
export function seasonalProfile(values: ArrayLike<number>, season: number): Float64Array {
  const n = values.length;
  const profile = new Float64Array(season);
  if (season < 2 || n < 2 * season) {
    return profile;
  }
  const half = Math.floor(season / 2);
  const buckets: number[][] = Array.from({ length: season }, () => []);
  for (let i = half; i < n - half; i += 1) {
    const window: number[] = [];
    for (let j = i - half; j <= i + half; j += 1) {
      window.push(values[j] ?? Number.NaN);
    }
    if (season % 2 === 0) {
      window[0] = ((window[0] as number) + (window.pop() as number)) / 2;
    }
    const deviation = (values[i] ?? Number.NaN) - mean(window);
    if (Number.isFinite(deviation)) {
      (buckets[i % season] as number[]).push(deviation);
    }
  }
  for (let place = 0; place < season; place += 1) {
    const typical = median(buckets[place] as number[]);
    profile[place] = Number.isFinite(typical) ? typical : 0;
  }
  const offset = mean(profile);
  return profile.map((value) => value - offset);
}
