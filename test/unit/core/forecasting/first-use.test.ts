import { describe, expect, it } from 'vitest';
import { firstUse, habitBegan } from '#shared/core/forecasting/first-use';
import { forecastAgainstLimit } from '#shared/core/forecasting/forecast-against-limit';
import { forecastRegular } from '#shared/core/forecasting/regular-forecast';
import { DAY } from '#shared/domain/instant';

const zeros = (count: number) => Array.from({ length: count }, () => 0);
const WEEK = [20, 21, 22, 21, 20, 13, 14];
const weeks = (count: number) => Array.from({ length: count }, () => WEEK).flat();

describe('the first use of a series', () => {
  it.each([
    ['after weeks of zeros', [...zeros(30), 5, 6, 7], 30],
    ['with gaps among the zeros', [...zeros(8), Number.NaN, Number.NaN, 5, 6, 7], 10],
    ['after less than a seasonal period of zeros', [...zeros(6), 5, 6, 7], 0],
    ['from the start', [5, 6, 0, 7], 0],
    ['never', zeros(30), 0],
    ['of a series that begins with gaps alone', [Number.NaN, Number.NaN, 5, 6], 0],
    ['of an empty series', [], 0],
  ])('%s', (_name, values, index) => {
    expect(firstUse(Float64Array.from(values), 7)).toBe(index);
  });

  it('is no habit where the series is used only now and then', () => {
    const rare = Float64Array.from([...zeros(20), 5, 0, 0, 3, 0, 0]);
    expect(firstUse(rare, 7)).toBe(20);
    expect(habitBegan(rare, 7)).toBe(0);
    expect(habitBegan(Float64Array.from([...zeros(20), 5, 0, 4, 3, 0, 6]), 7)).toBe(20);
  });
});

describe('a forecast of what began not long ago', () => {
  const options = { seasons: { short: 7, long: 1 }, horizon: 7, nonNegative: true, widen: 1 };
  const medians = (values: readonly number[]) =>
    forecastRegular(Float64Array.from(values), options).steps.map((row) => row[3] as number);

  it('is the same with and without the zeros before', () => {
    expect(medians([...zeros(60), ...weeks(3)])).toEqual(medians(weeks(3)));
  });

  it('knows the level after three days and the weekend after two weeks', () => {
    expect(medians([...zeros(60), 20, 21, 22])[0]).toBeGreaterThan(15);
    const [monday, saturday] = [0, 5].map((day) => medians([...zeros(60), ...weeks(2)])[day] as number);
    expect(saturday).toBeLessThan(0.75 * (monday as number));
  });

  it('is too early to tell below three days of use, and says when it will know', () => {
    const now = 40 * DAY;
    const told = (values: readonly number[]) =>
      forecastAgainstLimit({
        kind: 'daily',
        points: values.map((value, i) => ({ t: now - (values.length - i) * DAY, value })),
        zone: 'UTC',
        now,
        limit: null,
      });
    expect(told([...zeros(30), 20, 21])).toMatchObject({
      state: 'too-early',
      reason: 'Too early to tell: known from 1970-02-11 on.',
    });
    expect(told([...zeros(30), 20, 21, 22]).state).toBe('ready');
    expect(told(zeros(30)).state).toBe('ready');
  });
});
