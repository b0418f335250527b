import { expect, it } from 'vitest';
import { rounded } from '#shared/core/recommendations/finding';

it('what was measured has no more digits than a person reads, and money its cents: it stands beside the bill', () => {
  expect([25.501466, 185.97, 12_345.6].map((value) => rounded(value))).toEqual([25.5, 186, 12_346]);
  expect([25.501466, 185.97, 12_345.6].map((value) => rounded(value, 'USD'))).toEqual([25.5, 185.97, 12_345.6]);
  expect(rounded(185.97, 'MB')).toBe(186);
});
