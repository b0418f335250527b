import { describe, expect, it } from 'vitest';
import {
  type BacktestDay,
  missRuns,
  missSide,
  relativeError,
  skillOverNoChange,
} from '#shared/core/forecasting/backtest';
import { DAY } from '#shared/domain/instant';

/** A day whose forecast was 100 with a range from 90 to 110. */
function day(number: number, actual: number): BacktestDay {
  const step = { t: number * DAY, q025: 80, q10: 90, q25: 95, q50: 100, q75: 105, q90: 110, q975: 120 };
  return { step, actual };
}

const days = (...actuals: readonly number[]) => actuals.map((actual, i) => day(i + 1, actual));

describe('the side of a miss', () => {
  it.each([
    [110, null],
    [90, null],
    [110.1, 'low'],
    [89.9, 'high'],
  ] as const)('%d with 90 to 110 expected', (actual, side) => {
    expect(missSide(day(1, actual))).toBe(side);
  });
});

describe('runs of misses', () => {
  it('joins neighbouring days on one side, with the worst of them', () => {
    expect(missRuns(days(100, 115, 125, 112, 100, 80))).toEqual([
      { from: 2 * DAY, to: 4 * DAY, days: 3, side: 'low', most: 25 },
      { from: 6 * DAY, to: 6 * DAY, days: 1, side: 'high', most: 20 },
    ]);
  });

  it('begins anew on the other side, after a day that held, and after a day without a forecast', () => {
    const sides = (given: readonly BacktestDay[]) => missRuns(given).map((run) => [run.side, run.days]);
    expect(sides(days(115, 80, 115))).toEqual([
      ['low', 1],
      ['high', 1],
      ['low', 1],
    ]);
    expect(sides(days(115, 100, 115))).toEqual([
      ['low', 1],
      ['low', 1],
    ]);
    expect(sides([day(1, 115), day(3, 115)])).toEqual([
      ['low', 1],
      ['low', 1],
    ]);
  });

  it('goes on over a day of 25 hours', () => {
    const later = { ...day(2, 115), step: { ...day(2, 115).step, t: 2 * DAY + 3_600 } };
    expect(missRuns([day(1, 115), later])).toHaveLength(1);
  });

  it('is empty where every day held', () => {
    expect(missRuns(days(95, 100, 105))).toEqual([]);
  });
});

describe('how much nearer than no change', () => {
  it('holds the errors against the changes from day to day', () => {
    // Errors of the last two days: 4 and 4; changes: 8 and 8.
    expect(skillOverNoChange(days(104, 96, 104))).toBe(0.5);
    expect(skillOverNoChange(days(120, 121, 120))).toBeCloseTo(1 - 41 / 2);
  });

  it('is unknown for one day, for days apart, and where nothing changed', () => {
    expect(skillOverNoChange(days(104))).toBeNull();
    expect(skillOverNoChange([day(1, 104), day(5, 96)])).toBeNull();
    expect(skillOverNoChange(days(104, 104, 104))).toBeNull();
  });
});

it('the relative error is a share of what came, and unknown where nothing came', () => {
  expect(relativeError(days(120, 80))).toBe(0.2);
  expect(relativeError(days(0, 0))).toBeNull();
});
