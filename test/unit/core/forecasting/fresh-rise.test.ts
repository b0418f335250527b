import { describe, expect, test } from 'vitest';
import { freshRise } from '#shared/core/forecasting/fresh-rise';
import { noiseFrom } from './series-made-up';

const WEEK = [1.1, 1.1, 1.1, 1.05, 1, 0.65, 0.7];

/** Days of a weekly seasonality around 100 with 3 % noise, the last ones multiplied by `factors`. */
function week(days: number, factors: readonly number[], seed = 1): Float64Array {
  const noise = noiseFrom(seed);
  return Float64Array.from({ length: days }, (_, i) => {
    const factor = factors[i - (days - factors.length)] ?? 1;
    return 100 * (WEEK[i % 7] as number) * (1 + 0.03 * noise()) * factor;
  });
}

describe('a rise of the last days', () => {
  test('is seen after one, two or three days, and named from its first', () => {
    expect(freshRise(week(60, [1.4]), 7)).toBe(59);
    expect(freshRise(week(60, [1.4, 1.4]), 7)).toBe(58);
    expect(freshRise(week(60, [1.4, 1.4, 1.4]), 7)).toBe(57);
  });

  test('is judged against the day of the week: a Monday is no rise over a Sunday', () => {
    for (let days = 40; days < 54; days += 1) {
      expect(freshRise(week(days, []), 7), `${days} days`).toBeNull();
    }
  });

  test('that is over again is none, and a fall is not told this early', () => {
    expect(freshRise(week(60, [1.5, 1]), 7)).toBeNull();
    expect(freshRise(week(60, [0.5]), 7)).toBeNull();
  });

  test('below a tenth matters to nobody, however quiet the series', () => {
    const quiet = Float64Array.from({ length: 40 }, (_, i) => (i === 39 ? 104 : 100));
    expect(freshRise(quiet, 7)).toBeNull();
    expect(
      freshRise(
        Float64Array.from(quiet, (value, i) => (i === 39 ? 130 : value)),
        7,
      ),
    ).toBe(39);
  });

  test('needs two weeks before it', () => {
    expect(freshRise(week(14, [2]), 7)).toBeNull();
    expect(freshRise(week(15, [2]), 7)).toBe(14);
    expect(freshRise(new Float64Array(0), 7)).toBeNull();
  });

  test('of something used now and then is no rise', () => {
    const rare = Float64Array.from({ length: 60 }, (_, i) => (i % 9 === 5 ? 50 : 0));
    expect(freshRise(rare, 7)).toBeNull();
  });

  test('is found by chance in few of a thousand series of noise', () => {
    const found = Array.from({ length: 1000 }, (_, seed) => freshRise(week(60, [], seed + 1), 7));
    expect(found.filter((index) => index !== null).length).toBeLessThanOrEqual(3);
  });
});
