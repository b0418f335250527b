import { expect, it } from 'vitest';
import { courseOf } from '#shared/core/costs/bill/course';
import type { DrawnMeter } from '#shared/core/costs/bill/draws';
import { QUANTILE_LEVELS } from '#shared/core/forecasting/quantiles';
import { DAY } from '#shared/domain/instant';

const LEVELS: readonly number[] = QUANTILE_LEVELS;
const MEDIAN = LEVELS.indexOf(0.5);

/** 1,000 GB are included, then 0.15 each; 600 are used, and 600 are expected. */
const traffic = meter(600, 600, (quantity) => Math.max(0, quantity - 1_000) * 0.15);
/** Two a piece from the first one on; 10 are used, and 20 are expected. */
const builds = meter(10, 20, (quantity) => quantity * 2);

it('an included amount costs nothing until it is used up, and then all of it', () => {
  const { shareAt } = courseOf([traffic], 10 * DAY, 30 * DAY);
  // 400 of the 600 are free: two thirds of the way; the rest, 200 GB, is charged in the last third.
  expect([0, 0.5, 2 / 3, 5 / 6, 1].map((part) => round(shareAt(part, MEDIAN)))).toEqual([0, 0, 0, 0.5, 1]);
});

it('what has a price from the first one on is charged evenly', () => {
  const { shareAt } = courseOf([builds], 10 * DAY, 30 * DAY);
  expect([0, 0.25, 1].map((part) => round(shareAt(part, MEDIAN)))).toEqual([0, 0.25, 1]);
});

it('several meters add up', () => {
  const { shareAt } = courseOf([traffic, builds], 10 * DAY, 30 * DAY);
  // 30 + 40 in all; half-way 20 of the builds.
  expect(round(shareAt(0.5, MEDIAN))).toBe(round(20 / 70));
});

it('the next period begins with all that is included anew, at the same rate', () => {
  const { nextAt } = courseOf([traffic, builds], 10 * DAY, 30 * DAY);
  // 600 in 10 days are 1,800 in 30, 800 of them charged at 0.15; 20 are 60 at 2. Half-way: 900 GB, and 30 at 2.
  expect([0.5, 1].map((part) => round(nextAt(part, MEDIAN)))).toEqual([60, 240]);
});

it('the next period goes on by mean days, whatever weekday this one ends on and however late its amounts are told', () => {
  // Six hours are left; what is still to come was told up to a day ago, and is worth one and a half mean days: 2 a day.
  const late = { ...builds, rest: { middle: 3, spread: 0, meanDays: 1.5 } };
  const { nextAt } = courseOf([late], DAY / 4, 30 * DAY);
  expect(round(nextAt(1, MEDIAN))).toBe(30 * 2 * 2);
});

it('all that is still charged is worth the mean days that its meters are, each by what it costs', () => {
  const rest = { middle: 3, spread: 0, meanDays: 1.5 };
  const late = { ...builds, rest };
  expect(courseOf([late], DAY / 4, 30 * DAY).days).toBe(1.5);
  // 6 in one and a half days and 6 in half a day are 16 a day: 12 of three quarters of a day.
  expect(courseOf([late, { ...late, rest: { ...rest, meanDays: 0.5 } }], DAY / 4, 30 * DAY).days).toBe(0.75);
  // What is free is no part of it, and without any charge there are the days that are left.
  expect(courseOf([late, meter(0, 900, () => 0)], DAY / 4, 30 * DAY).days).toBe(1.5);
  expect(courseOf([], DAY / 4, 30 * DAY).days).toBe(0.25);
});

it('a level at which nothing more is charged goes on evenly', () => {
  const { shareAt } = courseOf([meter(100, 10, () => 0)], 10 * DAY, 30 * DAY);
  expect(shareAt(0.3, MEDIAN)).toBe(0.3);
});

it('more use reaches the end of what is included sooner', () => {
  const { shareAt } = courseOf([{ ...traffic, rest: { middle: 600, spread: 0.2 } }], 10 * DAY, 30 * DAY);
  expect(shareAt(0.6, MEDIAN)).toBe(0);
  expect(shareAt(0.6, LEVELS.indexOf(0.9))).toBeGreaterThan(0);
});

function meter(used: number, middle: number, costOf: (quantity: number) => number): DrawnMeter {
  return { service: 'S', metric: 'M', product: '', used, rest: { middle, spread: 0 }, costOf };
}

function round(value: number): number {
  return Math.round(value * 1e6) / 1e6;
}
