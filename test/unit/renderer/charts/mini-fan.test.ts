import { expect, it } from 'vitest';
import { miniFanPoints } from '../../../../src/renderer/charts/mini-fan';

const judged = (t: number, actual: number, q10 = actual - 1, q90 = actual + 1) => ({
  step: { t, q025: q10, q10, q25: q10, q50: actual, q75: q90, q90, q975: q90 },
  actual,
});

it('fits the ranges and what came into 112 by 34 pixels, oldest at the left, more above', () => {
  const { of, came } = miniFanPoints([judged(1, 5), judged(2, 8), judged(3, 20, 9, 12)]);
  expect(came.map(([x]) => x)).toEqual([3, 56, 109]);
  expect(of('q10')[0]).toEqual([3, 31]);
  expect(came[2]).toEqual([109, 3]);
});

it('draws a series that never moves through the middle', () => {
  expect(miniFanPoints([judged(1, 5, 5, 5), judged(2, 5, 5, 5)]).came.map(([, y]) => y)).toEqual([17, 17]);
});
