import { expect, it } from 'vitest';
import { readBudget } from '../../../../src/renderer/screens/costs/read-budget';

it.each([
  ['200', 200],
  ['$1,200.50', 1200.5],
  ['0', 0],
  ['', null],
  ['  ', null],
])('reads %j', (text, amount) => {
  expect(readBudget(text)).toEqual({ ok: true, amount });
});

it.each(['-1', 'much', '1e10', '12 €'])('refuses %j', (text) => {
  expect(readBudget(text)).toEqual({ ok: false });
});
