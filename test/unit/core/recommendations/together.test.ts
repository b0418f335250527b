import { expect, test } from 'vitest';
import { sumTogether } from '#shared/core/recommendations/together';
import { MICROS } from '#shared/domain/money';
import type { Advice } from '#shared/domain/recommendation';

const none = { low: 0, high: 0, probability: 1, averted: null };

/** A saving by less use on an account of $40 of use, $20 of it paid by the credit. */
function saving(
  key: string,
  dollars: number,
  againstCut: number | null = null,
): Parameters<typeof sumTogether>[0][number] {
  const effect: NonNullable<Advice['effect']> = {
    ...{ fees: 0, use: -dollars * MICROS, useNow: 40 * MICROS, feesNow: 20 * MICROS, credit: 20 * MICROS, cap: null },
    touches: [key],
  };
  const cut = againstCut === null ? null : againstCut * MICROS;
  return {
    key,
    connectionId: 'vercel-1',
    aim: 'saving',
    gain: { ...none, amount: dollars * MICROS, againstCut: cut },
    effect,
  };
}

test('a month that a limit cuts off is counted by what is really paid', () => {
  expect(sumTogether([saving('model', 273.6, 185.6)]).amount).toBe(185.6 * MICROS);
});

test('what lapses with the credit is no saving of two', () => {
  expect(sumTogether([saving('images', 15), saving('builds', 15)]).amount).toBe(20 * MICROS);
});

test('of two that change one meter the better one is counted, on each account', () => {
  const one = saving('images', 15);
  const other = { ...saving('images', 10), key: 'formats' };
  expect(sumTogether([other, one])).toEqual({ amount: 15 * MICROS, keys: ['images'] });
  const elsewhere = { ...other, connectionId: 'vercel-2' };
  expect(sumTogether([elsewhere, one])).toEqual({ amount: 25 * MICROS, keys: ['images', 'formats'] });
});
