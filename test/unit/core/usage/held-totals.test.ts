import { describe, expect, it } from 'vitest';
import { heldTotals, stillWithin } from '#shared/core/usage/held-totals';
import { DAY, HOUR } from '#shared/domain/instant';

const days = (values: readonly number[], from = 0) => values.map((value, at) => ({ t: from + at * DAY, value }));
const totals = (values: readonly number[], startAt: (t: number) => number) =>
  heldTotals(days(values), startAt).map(({ value }) => value);

describe('what is held against a limit at each day', () => {
  it('of a period is the running total, anew from each start on', () => {
    expect(totals([1, 2, 3, 4, 5], (t) => (t < 3 * DAY ? 0 : 3 * DAY))).toEqual([1, 3, 6, 4, 9]);
  });

  it('of a rolling window is the sum of its days: what is older ages out', () => {
    expect(totals([1, 2, 3, 4, 5], (t) => t - 2 * DAY)).toEqual([1, 3, 6, 9, 12]);
  });

  it('leaves a missing day out', () => {
    const gap = [
      { t: 0, value: 1 },
      { t: 2 * DAY, value: 3 },
      { t: 3 * DAY, value: 4 },
    ];
    expect(heldTotals(gap, (t) => t - 2 * DAY)).toEqual([
      { t: 0, value: 1 },
      { t: 2 * DAY, value: 4 },
      { t: 3 * DAY, value: 7 },
    ]);
  });

  it('counts nothing of a window that begins after the day', () => {
    expect(totals([5, 6], () => DAY)).toEqual([0, 6]);
  });
});

describe('a sliding sum on a day in progress', () => {
  const period = { start: 3 * DAY, end: 6 * DAY };
  const still = (hours: number, values = [9, 9, 6, 1, 1, 1]) =>
    stillWithin(days(values), { period, zone: 'UTC', until: 5 * DAY + hours * HOUR });

  it('holds as much of the day before its first one as is left of today', () => {
    expect([0, 6, 18].map((hours) => still(hours))).toEqual([6, 4.5, 1.5]);
  });

  it('holds nothing of it once it is over, or where nothing is known of it', () => {
    expect(still(24)).toBe(0);
    expect(stillWithin(days([6, 1, 1], 2 * DAY), { period, zone: 'UTC', until: 6 * DAY - 1 })).toBe(0);
    expect(stillWithin(days([1, 1, 1], 3 * DAY), { period, zone: 'UTC', until: 5 * DAY })).toBe(0);
  });

  it('goes by the real length of a day: of one with 25 hours 5 are a fifth', () => {
    // 1 November 2026 in Los Angeles begins at 07:00 UTC, and the clocks go back.
    const first = 1_793_516_400;
    const week = { start: first - 2 * DAY, end: first + 25 * HOUR };
    const zone = 'America/Los_Angeles';
    const until = first + 20 * HOUR;
    expect(stillWithin([{ t: first - 3 * DAY, value: 10 }], { period: week, zone, until })).toBeCloseTo(2, 9);
  });
});
