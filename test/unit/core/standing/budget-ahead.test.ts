import { expect, it } from 'vitest';
import { budgetAhead, budgetGrowth } from '#shared/core/standing/budget-ahead';
import { DAY } from '#shared/domain/instant';

/** Ten of thirty days are over, nothing is spent, 10 of a credit of 20 are left, and 30 are projected in any case. */
const money = {
  spent: 0,
  projected: { q10: 30, q50: 30, q90: 30 },
  creditLeft: 10,
  creditTotal: 20,
  fixed: 5,
  period: { start: 0, end: 30 * DAY },
  now: 10 * DAY,
};

it('money goes on evenly once the credit is used up, and in the next period beside a new credit', () => {
  const { windows, again } = budgetAhead(money);
  const [current, next] = windows.map(({ highest }) => highest.map((row) => Math.round(row[3] ?? Number.NaN)));
  // (30 + 10 of the credit) in 20 days are 2 a day: the credit lasts for five days more.
  expect([4, 5, 19].map((step) => current?.[step])).toEqual([0, 2, 30]);
  // The same 2 a day: 5 are charged at once, the credit of 20 lasts for ten days, 45 at the end.
  expect([0, 9, 10, 29].map((step) => next?.[step])).toEqual([5, 5, 7, 45]);
  expect(windows.map(({ start }) => start)).toEqual([10 * DAY, 30 * DAY]);
  expect(again).toEqual([windows[1]]);
});

it('what is spent already never falls', () => {
  const [current] = budgetAhead({ ...money, spent: 40, creditLeft: 0 }).windows;
  expect(new Set(current?.highest.flat())).toEqual(new Set([40]));
  expect(budgetGrowth({ ...money, spent: 40 })).toEqual([0, 0, 0]);
});
