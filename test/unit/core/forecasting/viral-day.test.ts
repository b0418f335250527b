import { describe, expect, test } from 'vitest';
import { forecastAgainstLimit } from '#shared/core/forecasting/forecast-against-limit';
import type { CountingWindow } from '#shared/core/forecasting/forecast-input';
import { forecastRegular } from '#shared/core/forecasting/regular-forecast';
import { DAY } from '#shared/domain/instant';
import { daily, NOW, noiseFrom, TODAY } from './series-made-up';

const DAYS = 90;
/** Days of the period that are still to come, today included. */
const LEFT = 15;
const PERIOD: CountingWindow = { kind: 'period', period: { start: TODAY - LEFT * DAY, end: TODAY + LEFT * DAY } };

/** About 100 a day with a quiet weekend; `daysAgo` one day had fifteen times as much. */
function withViralDay(daysAgo: number | null, window: CountingWindow, seed = 3) {
  const noise = noiseFrom(seed);
  const points = daily(DAYS, (i) => {
    const usual = (i % 7 > 4 ? 60 : 100) * Math.exp(0.1 * noise());
    return i === DAYS - (daysAgo ?? Number.NaN) ? 15 * usual : usual;
  });
  const answer = forecastAgainstLimit({ kind: 'daily', points, zone: 'UTC', now: NOW, limit: { value: 1e5, window } });
  const last = answer.path.at(-1) as (typeof answer.path)[number];
  const soFar = points.filter(({ t }) => t >= TODAY - LEFT * DAY).reduce((sum, { value }) => sum + value, 0);
  return { answer, low: last.q025 - soFar, middle: last.q50 - soFar, high: last.q975 - soFar };
}

describe('one viral day neither hides nor becomes the trend', () => {
  test.each([1, 2, 3, 4, 5, 10, 25, 60])('%i days ago: what is left of the period is what it was without it', (ago) => {
    for (const seed of [3, 4, 5]) {
      const without = withViralDay(null, PERIOD, seed);
      const { low, middle, high } = withViralDay(ago, PERIOD, seed);
      expect(Math.abs(middle / without.middle - 1)).toBeLessThan(0.1);
      expect(high - low).toBeLessThan(2 * (without.high - without.low));
    }
  });

  test.each([1, 2, 3, 4, 8])(
    '%i days ago in a series that only ever rises: the next day goes on where it stood',
    (ago) => {
      for (const size of [0, 20]) {
        const noise = noiseFrom(4);
        const points = daily(DAYS, (i) => (i === DAYS - ago ? 12_000 : 2_000 + 60 * i + size * noise()));
        const [next] = forecastAgainstLimit({ kind: 'daily', points, zone: 'UTC', now: NOW, limit: null }).path;
        expect(next?.q50).toBeGreaterThan(7_000);
        expect(next?.q50).toBeLessThan(7_600);
      }
    },
  );

  test('two such days in a row are the start of something', () => {
    const noise = noiseFrom(3);
    const points = daily(DAYS, (i) => (i >= DAYS - 2 ? 1_500 : 100) * Math.exp(0.1 * noise()));
    const { path } = forecastAgainstLimit({ kind: 'daily', points, zone: 'UTC', now: NOW, limit: null });
    expect(path[0]?.q50).toBeGreaterThan(200);
  });

  test('it ages out of a rolling window, and does not open the range', () => {
    const rolling: CountingWindow = { kind: 'rolling', days: 30 };
    const { path } = withViralDay(25, rolling).answer;
    const last = path.at(-1);
    expect(path[0]?.q50).toBeGreaterThan(3_000);
    expect(last?.q50).toBeLessThan(3_000);
    expect(last?.q975).toBeLessThan(4_000);
    expect(last?.q025).toBeGreaterThan(1_500);
  });
});

test('the last days of a steady rise are no viral ones', () => {
  const line = Float64Array.from({ length: 6 }, (_, day) => 10 * (day + 1));
  // Six days of 10 more each: 60 and 30 times 10 are 360, where 1,825 were expected.
  const { steps } = forecastRegular(line, { seasons: { short: 7, long: 1 }, horizon: 30, nonNegative: true, widen: 1 });
  expect(steps[29]?.[3]).toBeCloseTo(360, 6);
});
