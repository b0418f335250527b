import { describe, expect, it } from 'vitest';
import { heldTotals } from '#shared/core/usage/held-totals';
import { DAY } from '#shared/domain/instant';

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
