import { expect, it } from 'vitest';
import { budgetAhead, budgetGrowth } from '#shared/core/standing/budget-ahead';
import { DAY } from '#shared/domain/instant';

/** Ten of thirty days are over, nothing is spent, 10 of a credit of 20 are left, and 40 are still used in any case. */
const money = {
  spent: 0,
  toCome: { q10: 40, q50: 40, q90: 40 },
  course: { shareAt: (part: number) => part, nextAt: (part: number) => 60 * part, days: 20 },
  creditLeft: 10,
  creditTotal: 20,
  fixed: 5,
  period: { start: 0, end: 30 * DAY },
  now: 10 * DAY,
};

it('money goes on evenly once the credit is used up, and in the next period beside a new credit', () => {
  const { windows, again } = budgetAhead(money);
  const [current, next] = windows.map(({ highest }) => highest.map((row) => Math.round(row[3] ?? Number.NaN)));
  // 40 in 20 days are 2 a day: the credit lasts for five days more.
  expect([4, 5, 19].map((step) => current?.[step])).toEqual([0, 2, 30]);
  // The same 2 a day: 5 are charged at once, the credit of 20 lasts for ten days, 45 at the end.
  expect([0, 9, 10, 29].map((step) => next?.[step])).toEqual([5, 5, 7, 45]);
  expect(windows.map(({ start }) => start)).toEqual([10 * DAY, 30 * DAY]);
  expect(again).toEqual([windows[1]]);
});

it('what is spent already never falls', () => {
  const toCome = { q10: 0, q50: 0, q90: 0 };
  const [current] = budgetAhead({ ...money, toCome, spent: 40, creditLeft: 0 }).windows;
  expect(new Set(current?.highest.flat())).toEqual(new Set([40]));
  expect(budgetGrowth({ ...money, toCome, spent: 40 })).toEqual([0, 0, 0]);
});

it('money grows by what is used beyond the credit', () => {
  // (40 - 10) in 20 days.
  expect(budgetGrowth(money)).toEqual([1.5, 1.5, 1.5]);
});

it('money of days that are over and told late is none of the hours that are left', () => {
  // Twenty minutes are left, and the 0.9 of a day and a half are still to be told: 0.6 a day.
  const lateDays = { ...money, now: 30 * DAY - 1_200, creditLeft: 0, course: { ...money.course, days: 1.5 } };
  const [low, middle, high] = budgetGrowth({ ...lateDays, toCome: { q10: 0.75, q50: 0.9, q90: 1.2 } });
  expect([low, middle, high].map((value) => value.toFixed(2))).toEqual(['0.50', '0.60', '0.80']);
});
