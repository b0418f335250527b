import { expect, it } from 'vitest';
import {
  type CostDay,
  costDaysLabel,
  costDayWords,
  emptyDaysWords,
  labelledDays,
} from '../../../../src/renderer/charts/cost-bar-words';

const DAY: CostDay = { day: '2026-11-18', amount: 3.1, state: 'estimate', unknown: false };

it('reads a day with how sure it is', () => {
  expect(costDayWords(DAY, 'USD')).toBe('18 Nov: $3.10, estimate');
  expect(costDayWords({ ...DAY, unknown: true, state: 'provisional' }, 'USD')).toBe(
    '18 Nov: at least $3.10, provisional',
  );
});

it('says the range of the picture', () => {
  const days = [{ ...DAY, day: '2026-11-01', amount: 20 }, DAY];
  expect(costDaysLabel(days, 'USD')).toBe('2 days, $3.10 to $20.00 a day, 1 Nov to 18 Nov');
  expect(costDaysLabel([], 'USD')).toBe('No days yet');
  expect(costDaysLabel([{ ...DAY, unknown: true }], 'USD')).toBe(
    '1 day, at least $3.10 to $3.10 a day, 18 Nov to 18 Nov',
  );
});

it('never takes days whose cost is unknown for days that cost nothing', () => {
  expect(emptyDaysWords([DAY])).toBeNull();
  expect(emptyDaysWords([])).toContain('priced');
  expect(emptyDaysWords([{ ...DAY, amount: 0 }])).toBe('No day has cost anything so far.');
  expect(emptyDaysWords([{ ...DAY, amount: 0, unknown: true }])).toBe('What these days cost is not known.');
});

it('dates a column every week', () => {
  expect(labelledDays(18)).toEqual([0, 7, 14]);
  expect(labelledDays(3)).toEqual([0]);
  expect(labelledDays(0)).toEqual([]);
});
