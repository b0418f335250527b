import { describe, expect, test } from 'vitest';
import { forecastRegular } from '#shared/core/forecasting/regular-forecast';
import { noiseFrom } from './series-made-up';

const SEASONS = { short: 24, long: 168 } as const;
const WEEK = 168;
/** Hours from the middle of the peak to a third of it. */
const WIDTH = 2.5;

/** Hours of weeks that start on a Monday: few at night, a peak at work, which has the height `weekend` at weekends. */
function weeks(hours: number, weekend: number, noise = 0): Float64Array {
  const next = noiseFrom(11);
  return Float64Array.from({ length: hours }, (_, hour) => {
    const day = Math.floor(hour / 24) % 7;
    const work = Math.exp(-((((hour % 24) - 14) / WIDTH) ** 2));
    return 1_000 * (0.2 + work * (day >= 5 ? weekend : 1)) * Math.exp(noise * next());
  });
}

/** Mean error over the mean truth of the next week's weekend hours, where the history ends with a Sunday. */
function weekendError(history: Float64Array, truth: Float64Array): number {
  const { steps } = forecastRegular(history, { seasons: SEASONS, horizon: WEEK, nonNegative: true, widen: 1 });
  let error = 0;
  let sum = 0;
  for (let h = 5 * 24; h < WEEK; h += 1) {
    error += Math.abs((steps[h]?.[3] as number) - (truth[h] as number));
    sum += truth[h] as number;
  }
  return error / sum;
}

describe('an ordinary weekend of hours is no outlier', () => {
  // 1.5 to 17 % of error while outliers were judged around the seasonality of the day alone; the noise makes 0.4 %.
  test.each([0, 0.2, 0.5, 0.7, 1.5, 3])('weekends at %d of weekdays, three clean weeks', (weekend) => {
    const all = weeks(4 * WEEK, weekend, 0.005);
    expect(weekendError(all.slice(0, 3 * WEEK), all.slice(3 * WEEK))).toBeLessThan(0.007);
  });

  test('two clean weeks are enough to know it', () => {
    const all = weeks(3 * WEEK, 0.5, 0.005);
    expect(weekendError(all.slice(0, 2 * WEEK), all.slice(2 * WEEK))).toBeLessThan(0.01);
  });

  test('an odd hour is still pulled in, at a weekend too', () => {
    const all = weeks(4 * WEEK, 0.5, 0.05);
    const odd = all.slice(0, 3 * WEEK);
    odd[2 * WEEK - 20] = 20_000;
    const usual = weekendError(all.slice(0, 3 * WEEK), all.slice(3 * WEEK));
    expect(weekendError(odd, all.slice(3 * WEEK))).toBeLessThan(usual + 0.01);
  });
});
