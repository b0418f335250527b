import { expect, test } from 'vitest';
import { compared } from '../../../bench/forecast/compare';

test('errors are compared series by series, as geometric means', () => {
  // 0.5 and 2 cancel out; one series alone decides nothing.
  expect(compared([1, 4], [2, 2])).toMatchObject({ ratio: 1, series: 2 });
  expect(compared([1, 4], [2, 2]).from).toBeCloseTo(0.5, 6);
  expect(compared([1, 4], [2, 2]).to).toBeCloseTo(2, 6);
});

test('a gain on every series is certain, whatever their size', () => {
  const { ratio, from, to } = compared([9, 0.09, 900], [10, 0.1, 1_000]);
  expect([ratio, from, to].map((value) => value.toFixed(6))).toEqual(['0.900000', '0.900000', '0.900000']);
});

test('a series without an error says nothing', () => {
  expect(compared([1, 0, Number.NaN], [2, 0, 1]).series).toBe(1);
});
